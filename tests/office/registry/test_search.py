"""Search everywhere: each component offers what it can find, and nobody finds what he may not see."""

from __future__ import annotations

from typing import Any

from lotrinh.office.registry.models import Register
from lotrinh.office.registry.searching import Hit, search_everywhere, search_provider


def found(actor: Any, words: str) -> dict[str, list[str]]:
    return {group.key: [hit.title for hit in group.hits] for group in search_everywhere(actor, words)}


def test_units_and_sectors_are_found_without_marks(register: Register, make_account: Any) -> None:
    hits = found(make_account("planner"), "tai nguyen")
    assert hits["units"] == ["Sở Tài nguyên và Môi trường"]
    assert hits["sectors"] == ["Tài nguyên và môi trường"]


def test_bodies_that_exist_come_first(register: Register, make_account: Any) -> None:
    groups = search_everywhere(make_account("planner"), "so noi vu")
    assert [hit.url for hit in groups[0].hits] == ["/units/hn.snv-2025/", "/units/hn.snv/"]


def test_nothing_is_asked_without_words_or_right(register: Register, make_account: Any) -> None:
    assert found(make_account("planner"), "  ") == {} and found(None, "so") == {}


def test_other_components_offer_their_own(register: Register, make_account: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("lotrinh.office.registry.searching._PROVIDERS", {})
    hits = [Hit(f"Kế hoạch {n}", f"/{n}") for n in range(20)]
    search_provider("plans", order=5, title="Kế hoạch", all_url=lambda words: f"/plans/?q={words}")(
        lambda actor, words, limit: hits[:limit] if actor.role == "planner" else []
    )
    (group,) = search_everywhere(make_account("planner"), "155", limit=8)
    assert (len(group.hits), group.more, group.all_url) == (8, True, "/plans/?q=155")
    assert search_everywhere(make_account("inspected_unit"), "155") == []


def test_the_page_shows_groups_and_an_empty_state(register: Register, client_as: Any) -> None:
    client = client_as("planner")
    text = client.get("/search/?q=tai+nguyen").content.decode()
    assert "/units/hn.stnmt/" in text and "sector=land" in text
    assert "Không tìm thấy" in client.get("/search/?q=zzzz").content.decode()
    assert client_as("inspected_unit").get("/search/?q=so").status_code == 200
