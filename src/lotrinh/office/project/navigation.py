"""The shell of every page: menu by role, language, text size. Only this component sees all others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

import lotrinh
from lotrinh.office.accounts.policies import may
from lotrinh.office.platform.messages.queries import unread_count
from lotrinh.office.platform.roles import roles


@dataclass(frozen=True)
class Entry:
    """One line of the menu. verb: what the role must be able to do; empty: everybody."""

    title: Any
    url: str
    verb: str
    icon: str
    group: Any


WORK, PLANNING, DATA, SYSTEM = _("My work"), _("Planning"), _("Data"), _("Administration")
CHECKING = _("Inspection and correction")

MENU = (
    Entry(_("Today"), "home", "", "home", WORK),
    Entry(_("On the spot"), "inspections:field", "record_answer", "device-mobile", WORK),
    Entry(_("The week"), "dashboards:week", "read_inspections", "calendar-event", WORK),
    Entry(_("Inspections"), "inspections:list", "read_inspections", "shield-check", CHECKING),
    Entry(_("Findings"), "inspections:findings", "read_findings", "flag", CHECKING),
    Entry(_("Corrections"), "followup:corrections", "read_inspections", "check", CHECKING),
    Entry(_("Overdue"), "dashboards:overdue", "read_inspections", "hourglass", CHECKING),
    Entry(_("Weekly meeting"), "dashboards:meeting", "read_candidates", "printer", CHECKING),
    Entry(_("Plans"), "planning:plans", "read_plan", "clipboard-list", PLANNING),
    Entry(_("Focus fields"), "registry:focus_fields", "read_indices", "target", PLANNING),
    Entry(_("Units"), "registry:units", "read_units", "building", DATA),
    Entry(_("Index results"), "registry:indices", "read_indices", "chart-bar", DATA),
    Entry(_("Imports"), "registry:imports", "import_tables", "table-import", DATA),
    Entry(_("Audit trail"), "platform:audit", "read_audit", "history", SYSTEM),
    Entry(_("Mail"), "platform:mail", "manage_accounts", "bell", SYSTEM),
    Entry(_("Accounts"), "accounts:accounts", "manage_accounts", "users", SYSTEM),
)


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries this person may open, with their addresses; the present one is marked."""
    lines = []
    for entry in MENU:
        address = _address(entry.url)
        if address and (not entry.verb or may(request.user, entry.verb)):
            starts = {address, _address("dashboards:work"), _address("planning:today")}
            here = request.path in starts if entry.url == "home" else request.path.startswith(address)
            lines.append(
                {"title": entry.title, "url": address, "icon": entry.icon, "group": entry.group, "here": here}
            )
    return lines


def _address(name: str) -> str:
    """The address, or nothing while the component that owns it is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the base template needs."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    role = roles().get(user.role) if user and signed_in else None
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return {
        "unread": partial(unread_count, user) if signed_in else 0,
        "menu": menu(request) if signed_in else [],
        "role_title": role.title(language) if role else "",
        "text_size": request.COOKIES.get("lotrinh_text") or getattr(user, "text_size", "") or "normal",
        "search_url": _address("registry:search") if signed_in else "",
        "product_version": lotrinh.__version__,
        "page": getattr(request, "page", None),
    }
