"""Write a mail: plain text and simple HTML in the person's language, with nothing of another host."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from lotrinh.office.platform.messages.topics import topic_title
from lotrinh.office.platform.models import Digest, Message

MOST = 100
PRODUCT = "Lộ Trình"


@dataclass(frozen=True, slots=True)
class Item:
    """One message as it stands in a mail. url: absolute, or empty when the site's address is not set."""

    subject: str
    text: str
    moment: str
    url: str


def compose(digest: Digest, *, at: datetime) -> EmailMessage:
    """The mail of a digest with its messages, newest first by topic. Raises ValidationError, ValueError."""
    language = digest.account.language or settings.LANGUAGE_CODE
    with translation.override(language):
        found = list(digest.messages.order_by("topic", "-at", "-pk"))
        context = {
            "language": language,
            "name": one_line(digest.account.full_name or digest.account.username),
            "groups": _groups(found[:MOST], language),
            "more": len(found) - MOST if len(found) > MOST else 0,
            "all_url": absolute(reverse("platform:messages")),
            "profile_url": absolute(reverse("accounts:profile")),
            "product": PRODUCT,
        }
        return _mail(digest, _subject(digest, found, language), context, at)


def _subject(digest: Digest, found: list[Message], language: str) -> str:
    if len(found) == 1:
        words = one_line(found[0].subject[language])
        return _("Urgent: %(subject)s") % {"subject": words} if digest.kind == "urgent" else words
    day = formats.date_format(digest.day, "SHORT_DATE_FORMAT")
    return _("%(day)s: %(count)s messages for you") % {"day": day, "count": len(found)}


def _groups(found: list[Message], language: str) -> list[tuple[str, list[Item]]]:
    """Title of the topic and its messages."""
    groups: dict[str, list[Item]] = {}
    for message in found:
        moment = formats.date_format(timezone.localtime(message.at), "SHORT_DATETIME_FORMAT")
        url = absolute(reverse("platform:open_message", args=[message.uid])) if message.url else ""
        item = Item(message.subject[language], message.text.get(language, ""), moment, url)
        groups.setdefault(topic_title(message.topic), []).append(item)
    return list(groups.items())


def _mail(digest: Digest, subject: str, context: dict[str, Any], at: datetime) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    sender_name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail["Subject"] = f"[{PRODUCT}] {subject}"
    mail["From"] = Address(one_line(sender_name) or PRODUCT, addr_spec=checked(sender))
    mail["To"] = Address(context["name"], addr_spec=checked(digest.address))
    mail["Date"] = format_datetime(timezone.localtime(at))
    mail["Message-ID"] = digest.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(plain_text(context), cte="base64")
    mail.add_alternative(render_to_string("platform/mail/digest.html", context), subtype="html", cte="base64")
    mail["Content-Language"] = context["language"]
    return mail


def plain_text(context: dict[str, Any]) -> str:
    """The mail without HTML."""
    lines = [_("Dear %(name)s,") % context, "", _("This is what %(product)s has to tell you.") % context]
    for title, items in context["groups"]:
        lines += ["", title.upper()]
        for item in items:
            lines += ["", f"- {item.subject} ({item.moment})", *([item.text] if item.text else [])]
            lines += [item.url] if item.url else []
    if context["more"]:
        lines += ["", _("And %(more)s more messages.") % context]
    lines += ["", "-- ", _("All messages stand under the bell at the top of every page."), context["all_url"]]
    lines += [_("Whether you get these mails is chosen in your account."), context["profile_url"]]
    return "\n".join(lines).rstrip() + "\n"


def absolute(path: str) -> str:
    """With the address of the site; empty when nobody has set it, because a guess could lead anywhere."""
    return f"{settings.LOTRINH_ADDRESS}{path}" if settings.LOTRINH_ADDRESS else ""


def checked(address: str) -> str:
    """An address that is fit for a mail server, its domain in ASCII. Raises ValidationError."""
    validate_email(address)
    name, domain = address.rsplit("@", 1)
    return f"{name}@{punycode(domain)}"


def one_line(text: str) -> str:
    """Without line breaks and control characters: nothing in a header may start another one."""
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in str(text))
    return " ".join(kept.split())


def message_id(digest: Digest) -> str:
    """Stable for a digest, so that a mail server can know a copy."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{digest.uid}@{punycode(domain)}>"
