"""The store: whole files under their own hash, or nothing."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.method.faults import Faults
from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.previews import preview
from lotrinh.office.platform.files.sweeping import missing_or_changed, sweep
from tests.office.files import samples as s

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4, example of SHA-256


def test_bytes_lie_under_their_hash_for_the_owner_alone(folder: Path) -> None:
    assert store.put(b"abc") == ABC
    path = folder / "ba" / "78" / ABC
    assert path.read_bytes() == b"abc"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert store.read(ABC) == b"abc"
    assert store.is_whole(ABC)


@given(st.text(max_size=80) | st.from_regex(r"[0-9a-f./\\]{1,70}", fullmatch=True))
def test_no_word_from_outside_becomes_a_path(word: str) -> None:
    with pytest.raises(ValueError, match="not a place"):
        store.place(word)
    with pytest.raises(ValueError, match="not a place"):
        store.place(ABC, f"../{word}")


def test_the_same_bytes_lie_there_once(folder: Path) -> None:
    store.put(b"abc")
    path = store.place(ABC)
    os.utime(path, (0, 0))
    store.put(b"abc")
    assert [p.name for p in store.everything()] == [ABC]
    assert path.stat().st_mtime > 1_000_000_000  # young again: no sweep takes it now


def test_bytes_that_were_cut_off_on_the_disk_are_mended_by_bringing_them_again() -> None:
    store.put(b"abc")
    store.place(ABC).write_bytes(b"ab")
    assert not store.is_whole(ABC)
    store.put(b"abc")
    assert store.is_whole(ABC)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_is_told_and_leaves_nothing(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_of: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, full)
    with pytest.raises(Faults) as refused:
        store.put(b"abc")
    assert refused.value.faults[0].code == "files.disk_full"
    assert list(store.everything()) == []


def test_bytes_that_are_gone_are_told() -> None:
    with pytest.raises(Faults) as refused:
        store.read(ABC)
    assert refused.value.faults[0].code == "files.bytes_missing"


@pytest.mark.django_db
def test_what_a_rolled_back_transaction_left_is_swept_when_it_is_old(
    make_account: Callable[..., Any], at: datetime
) -> None:
    actor = make_account("inspector")
    kept = keep_file(actor, s.photograph(), "a.jpg", at=at).file
    preview(kept)
    with pytest.raises(RuntimeError), transaction.atomic():
        keep_file(actor, s.pdf(), "b.pdf", at=at)
        raise RuntimeError
    (store.place(kept.sha256).parent / ".unfinished-x").write_bytes(b"half")
    now = datetime.now(at.tzinfo)
    assert sweep(at=now) == 0
    assert sweep(at=now + timedelta(days=2)) == 2
    assert {store.digest_in(path) for path in store.everything()} == {kept.sha256}
    assert len(list(store.everything())) == 2  # the photograph and its preview
    assert missing_or_changed() == []
    store.place(kept.sha256).write_bytes(b"x")
    assert missing_or_changed() == [kept.sha256]
