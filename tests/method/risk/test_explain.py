"""Risk in sentences: both languages, every figure with its source."""

from __future__ import annotations

import re

from lotrinh.method.risk import RiskResult, explain

LOOSE = {
    "risk.score",
    "risk.unknown",
    "risk.unknown_counted_at",
    "risk.papi_sectors.sector",
    "risk.papi_sectors.left_out",
    "risk.papi_sectors.old",
}


def test_every_figure_has_its_source(hanoi_2020: list[RiskResult], hanoi_2026: list[RiskResult]) -> None:
    for result in [*hanoi_2020[:60], *hanoi_2026[:40]]:
        titles = {f"risk.{c.signal}" for c in result.contributions}
        for reason in explain(result):
            assert reason.vi
            assert reason.en
            told = re.search(r"\d", reason.vi) and reason.code not in LOOSE | titles
            assert not told or reason.source, reason


def test_unknowns_are_told_in_one_sentence(hanoi_2020: list[RiskResult]) -> None:
    reasons = explain(next(r for r in hanoi_2020 if r.unit_code == "hn.c00001"))
    unknown = [r for r in reasons if r.code == "risk.unknown"]
    assert len(unknown) == 1
    assert "Không coi là tốt, không coi là kém" in unknown[0].vi
    assert "neither as good nor as bad" in unknown[0].en


def test_sources_carry_an_address(hanoi_2020: list[RiskResult]) -> None:
    for result in hanoi_2020:
        for reason in explain(result):
            assert reason.source is None or reason.source.url.startswith("http")


def test_old_papi_is_called_old(hanoi_2020: list[RiskResult], hanoi_2026: list[RiskResult]) -> None:
    def told(results: list[RiskResult]) -> set[bool]:
        parts = [r.contribution("papi_sectors") for r in results]
        return {
            any(x.code == "risk.papi_sectors.old" for x in p.reasons) for p in parts if p.status == "known"
        }

    assert told(hanoi_2020) == {False}
    assert told(hanoi_2026) == {True}
