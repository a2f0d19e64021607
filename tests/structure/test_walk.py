"""Walks what the product declares: pages, addresses, rules, roles, words; each documented and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from lotrinh.method.roadmap.constraints import RULES
from lotrinh.office.platform.glossary import verbs
from lotrinh.office.platform.pages import PAGES, Page
from lotrinh.office.platform.policies import anyone, signed_in
from lotrinh.office.platform.roles import roles
from lotrinh.office.project.navigation import MENU

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
OFFICE = ROOT / "src" / "lotrinh" / "office"
PUBLIC = {
    "abbreviations",
    "help",
    "language",
    "sign_in",
    "text_size",
    "feed",
    # Nothing private is in them, and a device whose session ran out must still get its updates.
    "field_worker",
    "field_manifest",
}
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")


def views(patterns: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            yield here, pattern.callback


def reference(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text("utf-8")


ADDRESSES = sorted(views(get_resolver().url_patterns), key=lambda pair: pair[0])
ALL_PAGES = sorted({view.page for _address, view in ADDRESSES if hasattr(view, "page")}, key=lambda p: p.name)


@pytest.mark.parametrize(("address", "view"), ADDRESSES, ids=[a or "/" for a, _ in ADDRESSES])
def test_every_address_is_a_declared_page(address: str, view: Any) -> None:
    declared = getattr(view, "page", None)
    assert isinstance(declared, Page), f"/{address} is served by {view} without @page: no policy, no title"
    assert PAGES[declared.name] is declared
    assert view.__doc__, f"/{address} does not say what it shows"


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda p: p.name)
def test_every_page_has_a_policy_and_a_title_in_both_languages(page: Page) -> None:
    assert callable(page.policy)
    assert page.policy is not anyone or page.name in PUBLIC, f"{page.name} is open to strangers"
    verb = getattr(page.policy, "verb", None)
    if verb is not None:
        assert any(verb in role.verbs for role in roles().values()), f"no role may {verb}"
    elif page.policy not in (anyone, signed_in):
        assert page.policy.__doc__, f"the policy of {page.name} does not say what it asks"
    with translation.override("en"):
        english = str(page.title)
    with translation.override("vi"):
        vietnamese = str(page.title)
    assert english
    assert not VIETNAMESE.search(english)
    assert vietnamese != english or page.name in {"help_en"}, f"the title of {page.name} is not translated"


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda p: p.name)
def test_every_page_stands_in_the_reference(page: Page) -> None:
    assert f"| {page.name} |" in reference("pages")


def test_no_page_is_declared_and_then_forgotten() -> None:
    used = {p.name for p in ALL_PAGES}
    assert {name for name in PAGES if not name.startswith("test")} - used == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.key)
def test_every_rule_is_told_in_both_languages_and_stands_in_the_reference(rule: Any) -> None:
    record = rule.record
    for text in (record.title_vi, record.title_en, record.description_vi, record.description_en):
        assert text.strip()
    assert not VIETNAMESE.search(record.title_en + record.description_en)
    assert f"`{rule.key}`" in reference("rules")


@pytest.mark.parametrize("role", roles().values(), ids=lambda r: r.key)
def test_every_role_is_told_starts_somewhere_and_stands_in_the_reference(role: Any) -> None:
    for text in (role.title_vi, role.title_en, role.summary_vi, role.summary_en):
        assert text.strip()
    assert not VIETNAMESE.search(role.title_en + role.summary_en)
    assert reverse(role.home)
    assert f"`{role.key}`" in reference("roles")
    for verb in role.verbs:
        assert verb in verbs(), f"{verb} has no title in definitions/glossary/verbs.yaml"
        assert f"`{verb}`" in reference("roles")


def recorded_verbs() -> set[str]:
    """The verbs that actions write into the audit trail."""
    found: set[str] = set()
    for path in OFFICE.rglob("*.py"):
        found |= set(re.findall(r'audit\.record\(\s*[\w.]+,\s*"([a-z_]+)"', path.read_text("utf-8")))
    return found


def test_every_verb_of_the_audit_trail_has_a_title() -> None:
    assert recorded_verbs() - set(verbs()) == set()


def test_every_line_of_the_menu_leads_somewhere() -> None:
    for entry in MENU:
        try:
            reverse(entry.url)
        except NoReverseMatch:
            pytest.fail(f"the menu names {entry.url}, which is no address")
        assert not entry.verb or any(entry.verb in role.verbs for role in roles().values())
