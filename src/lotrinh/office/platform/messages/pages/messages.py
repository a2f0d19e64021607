"""One's own messages: the list, opening one, marking them as read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lotrinh.office.platform.messages.actions.reading import mark_all_read, mark_read
from lotrinh.office.platform.messages.queries import messages_of, topics_of
from lotrinh.office.platform.messages.topics import topic_title
from lotrinh.office.platform.models import Message
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import signed_in

ON_A_PAGE = 30


@page("messages", policy=signed_in, title=_("Messages"))
def messages(request: HttpRequest) -> HttpResponse:
    """What one was told: unread first; ?topic= narrows."""
    topic, topics = request.GET.get("topic", ""), topics_of(request.user)
    rows = Paginator(messages_of(request.user, topic), ON_A_PAGE).get_page(request.GET.get("page"))
    for message in rows:
        message.topic_title = topic_title(message.topic)  # type: ignore[attr-defined]
    context = {
        "rows": rows,
        "topic": topic,
        "topics": [{"key": key, "title": topic_title(key), "unread": unread} for key, unread in topics],
        "unread_here": sum(unread for key, unread in topics if topic in ("", key)),
        "seen_at": timezone.now().isoformat(),
    }
    return render(request, "platform/messages.html", context)


@page("open_message", policy=signed_in, title=_("Open a message"))
def open_message(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Marks it as read and goes where it leads; mails link to this address."""
    message = _read(request.user, uid)
    return redirect(message.url or reverse("platform:messages"))


@page("read_message", policy=signed_in, title=_("Mark a message as read"))
@require_POST
def read_message(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Marks one as read and shows the list again."""
    _read(request.user, uid)
    return _back(request)


@page("read_messages", policy=signed_in, title=_("Mark all messages as read"))
@require_POST
def read_messages(request: HttpRequest) -> HttpResponse:
    """Marks all that the list could show, of one topic when it was narrowed."""
    until, topic = _moment(request.POST.get("seen_at", "")), request.POST.get("topic", "")
    count = mark_all_read(request.user, topic=topic, until=until, at=timezone.now())
    notes.success(request, _now("Marked as read: %(count)s.") % {"count": count})
    return _back(request)


def _read(actor: Any, uid: UUID) -> Message:
    try:
        return mark_read(actor, uid, at=timezone.now())
    except Message.DoesNotExist as error:
        raise Http404 from error


def _moment(text: str) -> datetime:
    """When the list was made; what came later has not been seen."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    return found if found and timezone.is_aware(found) else timezone.now()


def _back(request: HttpRequest) -> HttpResponse:
    wish = {key: request.POST[key] for key in ("topic", "page") if request.POST.get(key)}
    return redirect(f"{reverse('platform:messages')}{'?' + urlencode(wish) if wish else ''}")
