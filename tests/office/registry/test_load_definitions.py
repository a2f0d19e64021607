"""Loading the real definitions: counts that others published, once a version, with an entry in the trail."""

from __future__ import annotations

from copy import copy
from decimal import Decimal

import pytest
from django.conf import settings
from django.db.models import Count

from lotrinh.method.definitions import Library
from lotrinh.method.risk import read_profile
from lotrinh.office.platform.models import AuditEntry
from lotrinh.office.registry.actions.load_definitions import load_definitions
from lotrinh.office.registry.actions.record_results import record_results
from lotrinh.office.registry.models import IndexResult, LoadedDefinition, Succession, Unit
from lotrinh.office.registry.queries import known_observations
from tests.office.registry.conftest import NOW


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.open(settings.DEFINITIONS)


@pytest.mark.django_db
def test_the_real_definitions_are_loaded_once(library: Library) -> None:
    seen: list[str] = []
    loaded = load_definitions(library, at=NOW, progress=lambda key, done, total: seen.append(key))
    assert seen[0] == "sectors" and loaded["registers/hanoi-2020"] == 631
    assert load_definitions(library, at=NOW) == {}
    assert AuditEntry.objects.count() == len(loaded) == LoadedDefinition.objects.count()
    _check_units()
    _check_successions()
    _check_results()
    _check_observations(library)


@pytest.mark.django_db
def test_a_new_version_undoes_no_correction_and_no_place(library: Library) -> None:
    load_definitions(library, at=NOW)
    wrong = IndexResult.objects.get(subject="hn.stc", index="par", year=2020)
    mended = copy(wrong)
    mended.pk, mended.value, mended.source = None, Decimal("92.77"), "Đính chính"
    mended._state.adding = True
    assert record_results([mended]) == {"new": 0, "same": 0, "corrected": 1}
    unplaced = Unit.objects.filter(lat=None, kind="commune").first()
    Unit.objects.filter(pk=unplaced.pk).update(lat=21.0, lon=105.8, place_note="")
    LoadedDefinition.objects.update(digest="an older version")
    load_definitions(library, at=NOW)
    held = IndexResult.objects.get(subject="hn.stc", index="par", year=2020, current=True)
    assert (held.value, held.replaces.pk) == (Decimal("92.77"), wrong.pk)
    unplaced.refresh_from_db()
    assert (unplaced.lat, unplaced.place_note) == (21.0, "")


def _check_units() -> None:
    """22 departments and equal bodies, 30 districts, 579 communes; 17 and 126 from 2025: published counts."""
    counts = {
        (row["register__key"], row["kind"]): row["n"]
        for row in Unit.objects.values("register__key", "kind").annotate(n=Count("pk"))
    }
    assert counts["hanoi-2020", "department"] == 22
    assert counts["hanoi-2020", "district"] == 30
    assert counts["hanoi-2020", "commune"] == 579
    assert counts["hanoi-2025", "department"] == 17
    assert counts["hanoi-2025", "commune"] == 126
    assert not Unit.objects.filter(kind="commune", register__key="hanoi-2020", parent=None).exists()
    assert Unit.objects.filter(lat=None, kind="commune", register__key="hanoi-2020").count() == 53


def _check_successions() -> None:
    """794 pairs of communes, 199 of the 526 old communes split: kept pair by pair."""
    pairs = Succession.objects.filter(predecessor__kind="commune", successor__register__key="hanoi-2025")
    assert pairs.count() == 794
    heirs = pairs.values("predecessor").annotate(n=Count("pk"))
    assert heirs.count() == 526
    assert heirs.filter(n__gt=1).count() == 199


def _check_results() -> None:
    """Hanoi 2020: Sở Tài chính 92.76, published in decision 2001/QĐ-UBND of 5/5/2021."""
    assert IndexResult.objects.get(subject="hn.stc", index="par", year=2020).value == Decimal("92.76")
    hanoi = IndexResult.objects.filter(subject="vn.p01", index="papi", year=2019)
    total = sum((row.value for row in hanoi), Decimal(0))
    assert abs(total - Decimal("41.533")) < Decimal("0.001"), "unweighted total of Hanoi, PAPI 2019"


def _check_observations(library: Library) -> None:
    """What risk takes from the tables is what it takes from the definitions."""
    from lotrinh.method.risk import published

    profile = read_profile(library)
    ours, theirs = known_observations(library, profile), published(library, profile)
    key = lambda o: (o.subject, o.index, o.year, o.component, str(o.note))  # noqa: E731
    assert {key(o): o.value for o in ours} == {key(o): o.value for o in theirs}
