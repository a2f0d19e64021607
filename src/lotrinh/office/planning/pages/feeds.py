"""Calendar feeds of teams: made, shown once, revoked, read by any calendar program."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lotrinh.office.accounts.pages.person import person
from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.planning import exports, queries
from lotrinh.office.planning.actions.make_feed import make_feed, revoke_feed
from lotrinh.office.planning.models import CalendarFeed
from lotrinh.office.planning.pages.candidates import plan_frame
from lotrinh.office.platform.pages.register import page
from lotrinh.office.platform.policies import anyone


@page("feeds", policy=verb_policy("make_feed"), title=gettext_lazy("Calendars of the teams"))
def feeds(request: HttpRequest, key: str) -> HttpResponse:
    """Teams with their feeds; the secret address of a new one is shown this once."""
    plan, address = queries.plan_of(person(request), key), ""
    if request.method == "POST":
        _feed, token = make_feed(person(request), plan, request.POST.get("team", ""), at=timezone.now())
        address = request.build_absolute_uri(reverse("planning:feed", kwargs={"token": token}))
    context = plan_frame(request, plan, "feeds")
    context.update(
        address=address,
        teams=queries.teams_of(person(request), plan),
        feeds=queries.feeds_of(person(request), plan),
    )
    return render(request, "planning/feeds.html", context)


@page("feed-revoke", policy=verb_policy("make_feed"), title=gettext_lazy("Revoke a calendar"))
@require_POST
def revoke(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The address stops working at once."""
    rows = CalendarFeed.objects.visible_to(person(request)).filter(plan__key=key)
    feed = get_object_or_404(rows.select_related("plan"), pk=pk)
    revoke_feed(person(request), feed, at=timezone.now())
    messages.success(request, _("The calendar was revoked; its address no longer works."))
    return redirect("planning:feeds", key=key)


@page("feed", policy=anyone, title=gettext_lazy("Calendar feed"))
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The address is the secret; a wrong, revoked or empty one is the same 404."""
    content = queries.feed_by_token(token, at=timezone.localtime())
    if content is None:
        raise Http404
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(
        exports.calendar(content), content_type="text/calendar; charset=utf-8", headers=headers
    )
