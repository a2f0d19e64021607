"""How the mails are, for administrators: without what stands in them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lotrinh.office.platform.messages.actions.resending import STUCK, may_send_again, send_again
from lotrinh.office.platform.messages.mail.line import configured
from lotrinh.office.platform.messages.queries import digests, mail_state, people_who_want_no_mail
from lotrinh.office.platform.models import Digest
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import Decision, may

STATES = {
    Digest.WAITING: (_("Waiting"), "accent"),
    Digest.SENDING: (_("Being sent"), "accent"),
    Digest.SENT: (_("Sent"), "good"),
    Digest.UNSURE: (_("In doubt"), "warn"),
    Digest.FAILED: (_("Could not be sent"), "bad"),
}


def may_see_mail(actor: Any) -> Decision:
    """Who keeps the accounts, and who reads the audit trail."""
    return may(actor, "manage_accounts") or may(actor, "read_audit")


@page("mail", policy=may_see_mail, title=_("Mail"))
def mail(request: HttpRequest) -> HttpResponse:
    """Mails by state, and whether there is a mail server; ?state= narrows."""
    state = request.GET.get("state", "")
    found = mail_state()
    rows = Paginator(digests(state if state in STATES else ""), 50).get_page(request.GET.get("page"))
    context = {
        "rows": rows,
        "lines": [(digest, *STATES[digest.state], digest.state in STUCK) for digest in rows],
        "state": state,
        "states": [
            {"key": k, "title": t, "count": found.states.get(k, 0)} for k, (t, _tone) in STATES.items()
        ],
        "found": found,
        "unwanted": people_who_want_no_mail(),
        "configured": configured(),
        "host": settings.EMAIL_HOST,
        "mail_at": settings.MAIL_AT,
        "address": settings.LOTRINH_ADDRESS,
        "may_send": may_send_again(request.user).allowed,
    }
    return render(request, "platform/messages_mail.html", context)


@page("send_mail_again", policy=may_send_again, title=_("Send a mail again"))
@require_POST
def send_mail_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a mail that is in doubt or has failed back among those that wait."""
    try:
        send_again(request.user, pk, at=timezone.now())
    except Digest.DoesNotExist as error:
        raise Http404 from error
    notes.success(request, _now("The mail waits to be sent again."))
    return redirect("platform:mail")
