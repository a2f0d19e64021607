"""The page of the device: a shell that holds nothing private, its manifest and its service worker.

The worker keeps one version of the page on the device. A version is the digest of everything that it
consists of: the files with their addresses, and the page itself.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from lotrinh.office.accounts.policies import verb_policy
from lotrinh.office.inspections.pages.field_words import WORDS
from lotrinh.office.platform.pages import page
from lotrinh.office.platform.policies import anyone

OWN = Path(__file__).resolve().parents[1] / "static" / "field"
SHARED = ("platform/fonts.css", "platform/mark.svg", "platform/vendor/idb/idb.js")
FONTS = "platform/vendor/fonts"
TEMPLATE = "inspections/field.html"
# The worker is fetched by the browser itself, and pictures of the manifest by the system.
NOT_KEPT = {"field/worker.js"}
ICONS = (
    "alert-triangle", "arrow-back-up", "arrow-left", "arrow-right", "camera", "check", "chevron-down",
    "circle-check", "clipboard-list", "clock", "cloud-off", "device-mobile", "dice-5", "download",
    "edit", "file-text", "flag", "git-compare", "info-circle", "list", "lock", "paperclip", "pencil",
    "player-play", "plus", "refresh", "scale", "search", "send", "shield-check", "trash", "upload",
    "users",
)  # fmt: skip


@page("field", policy=verb_policy("record_answer"), title=_("On the spot"))
@require_GET
@ensure_csrf_cookie
def field(request: HttpRequest) -> HttpResponse:
    """What the team records on the spot, also without a network."""
    response = render(request, TEMPLATE, {"icons": ICONS, "words": words()})
    response.headers["X-Field-Version"] = version()
    return response


@page("field_worker", policy=anyone, title=_("Service worker of the page on the spot"))
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: its version and files, then its work."""
    lines = [
        f"const VERSION = {json.dumps(version())};",
        'const SHELL = "/field/";',
        f"const FILES = {json.dumps(addresses(), sort_keys=True)};",
        f"importScripts({json.dumps(_address('field/worker.js'))});",
    ]
    return HttpResponse("\n".join(lines) + "\n", "text/javascript", headers={"Cache-Control": "no-cache"})


@page("field_manifest", policy=anyone, title=_("Manifest of the page on the spot"))
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What a device needs to install the page."""
    icons = [_icon(size, purpose) for size in (192, 512) for purpose in ("any", "maskable")]
    answer = {
        "id": "/field/", "name": "Lộ Trình – " + _now("On the spot"), "short_name": "Lộ Trình",
        "lang": translation.get_language(),
        "start_url": "/field/", "scope": "/field/", "display": "standalone", "orientation": "any",
        "background_color": "#f4f6f9", "theme_color": "#0a3860", "icons": icons,
    }  # fmt: skip
    headers = {"Cache-Control": "no-cache"}
    return JsonResponse(answer, content_type="application/manifest+json", headers=headers)


def _icon(size: int, purpose: str) -> dict[str, str]:
    name = f"field/icons/{'maskable-' if purpose == 'maskable' else ''}{size}.png"
    return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def words() -> dict[str, dict[str, str]]:
    """Every sentence of the page in both languages, so that it changes language without a network."""
    found: dict[str, dict[str, str]] = {}
    for language in ("vi", "en"):
        with translation.override(language):
            found[language] = {word: _now(word) for word in WORDS}
    return found


def kept_files() -> list[str]:
    """The static files that the page needs without a network."""
    own = [f"field/{p.relative_to(OWN).as_posix()}" for p in OWN.rglob("*") if p.suffix in {".js", ".css"}]
    fonts = Path(str(finders.find(f"{FONTS}/LICENSE"))).parent if finders.find(f"{FONTS}/LICENSE") else None
    faces = [f"{FONTS}/{p.name}" for p in fonts.glob("*.woff2")] if fonts else []
    return sorted({*own, *SHARED, *faces} - NOT_KEPT)


def addresses() -> dict[str, str]:
    """Plain address → the address that changes with the content."""
    return {f"{settings.STATIC_URL}{name}": _address(name) for name in kept_files()}


def _address(name: str) -> str:
    """With its hash; where addresses bear none (in tests), the hash is added behind it."""
    address = str(staticfiles_storage.url(name))
    plain = f"{settings.STATIC_URL}{name}"
    return f"{address}?{_digest_of(name)}" if address == plain else address


def _digest_of(name: str) -> str:
    found = finders.find(name)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:12] if found else ""


def version() -> str:
    """The digest of all that a version consists of; once a process, since files change with a new one."""
    return _made_version() if settings.DEBUG else _kept_version()


@cache
def _kept_version() -> str:
    return _made_version()


def _made_version() -> str:
    shell: Any = get_template(TEMPLATE)
    parts = [addresses(), _address("field/worker.js"), shell.template.source, words(), ICONS]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
