"""Taking a file in: the row, the entry, duplicates, limits, uploads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from lotrinh.method.faults import Faults
from lotrinh.office.platform import audit
from lotrinh.office.platform.files import store
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.examine import examine, examine_all
from lotrinh.office.platform.files.limits import MB, Limits
from lotrinh.office.platform.models import AuditEntry, StoredFile
from lotrinh.office.platform.policies import Refused
from tests.office.files import samples as s

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", s.GOOD)
def test_a_good_file_is_kept_whole_and_told_in_the_audit_trail(
    name: str, make_account: Callable[..., Any], at: datetime
) -> None:
    make, content_type = s.GOOD[name]
    actor, data = make_account("inspector"), make()
    kept = keep_file(actor, data, name, at=at)
    row = StoredFile.objects.get()
    assert row == kept.file
    assert (row.name, row.content_type, row.size) == (name, content_type, len(data))
    assert (row.brought_by, row.brought_at) == (actor, at)
    assert store.read(row.sha256) == data
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.subject_id, entry.actor) == ("keep_file", str(row.uid), actor)
    assert entry.after["sha256"] == row.sha256
    assert audit.verify().whole


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("../../etc/cron.d/xấu.pdf", "xấu.pdf"),
        ("a/b\\c:tên có dấu.pdf", "c-tên có dấu.pdf"),
        ("ế" * 300 + ".pdf", "ế" * 78 + ".pdf"),
        ("a.pdf\u202e", "a.pdf"),
        ("aux.pdf", "_aux.pdf"),
        ("", "tệp.pdf"),
    ],
)
def test_a_name_from_outside_touches_the_record_alone(
    brought: str, kept: str, at: datetime, folder: Any
) -> None:
    row = keep_file(None, s.pdf(), brought, at=at).file
    assert row.name == kept
    assert [p.relative_to(folder).as_posix() for p in store.everything()] == [
        f"{row.sha256[:2]}/{row.sha256[2:4]}/{row.sha256}"
    ]


def test_the_same_bytes_twice_are_two_rows_one_place_and_told(
    make_account: Callable[..., Any], at: datetime
) -> None:
    actor, other = make_account("inspector"), make_account("inspector")
    first = keep_file(actor, s.photograph(), "a.jpg", at=at)
    second = keep_file(actor, s.photograph(), "b.jpg", at=at + timedelta(hours=1))
    third = keep_file(actor, s.photograph(), "c.jpg", at=at + timedelta(hours=2))
    foreign = keep_file(other, s.photograph(), "d.jpg", at=at)
    assert first.duplicate_of is None
    assert second.duplicate_of == first.file == third.duplicate_of
    assert foreign.duplicate_of is None  # what others brought is not told
    assert len({kept.file.pk for kept in (first, second, third, foreign)}) == 4
    assert len(list(store.everything())) == 1


def test_uploads_from_memory_and_from_the_disk_are_taken_alike(at: datetime) -> None:
    small = SimpleUploadedFile("Báo cáo.docx", s.docx(), "text/html")
    assert keep_file(None, small, at=at).file.content_type.endswith("wordprocessingml.document")
    with TemporaryUploadedFile("phim.mp4", "video/mp4", 0, None) as large:
        large.write(s.mp4())
        large.size = len(s.mp4())
        assert keep_file(None, large, "Phim 1.mp4", at=at).file.name == "Phim 1.mp4"


def test_an_upload_that_lies_about_its_size_is_read_no_further_than_the_limit(at: datetime) -> None:
    upload = SimpleUploadedFile("a.txt", b"a" * 2000)
    upload.size = 10
    small = Limits(dict.fromkeys(("image", "pdf", "office", "media", "text"), 1000))
    with pytest.raises(Faults) as refused:
        keep_file(None, upload, at=at, limits=small)
    assert refused.value.faults[0].got == "1001 B"
    assert not StoredFile.objects.exists()


def test_an_owner_gets_no_more_files_than_the_limit(at: datetime) -> None:
    assert keep_file(None, s.pdf(), "a.pdf", at=at, already=59).file
    with pytest.raises(Faults) as refused:
        keep_file(None, s.pdf(), "b.pdf", at=at, already=60)
    fault = refused.value.faults[0]
    assert (fault.code, fault.got, fault.expected) == ("files.too_many", "61", "≤ 60")


def test_of_several_uploads_all_are_taken_or_every_wrong_one_is_told() -> None:
    good = SimpleUploadedFile("a.pdf", s.pdf())
    assert [e.found.name for e in examine_all([good, good])] == ["a.pdf", "a.pdf"]
    wrong = SimpleUploadedFile("mẫu.docx", s.docx(change={"word/vbaProject.bin": b"x"}))
    empty = SimpleUploadedFile("trống.txt", b"")
    with pytest.raises(Faults) as refused:
        examine_all([good, wrong, empty])
    assert [fault.where for fault in refused.value.faults] == ["mẫu.docx", "trống.txt"]


def test_what_was_examined_before_is_kept_without_looking_again(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    examined = examine(s.pdf(3), "a.pdf")
    monkeypatch.setattr("lotrinh.office.platform.files.kinds.sniff", None)
    monkeypatch.setattr("lotrinh.office.platform.files.examine.sniff", None)
    assert keep_file(None, examined, at=at).file.facts == {"pages": 3}


def test_strangers_and_closed_accounts_bring_nothing(
    make_account: Callable[..., Any], at: datetime, nothing_kept: Callable[[], None]
) -> None:
    for actor in (AnonymousUser(), make_account("inspector", is_active=False)):
        with pytest.raises(Refused):
            keep_file(actor, s.pdf(), "a.pdf", at=at)  # type: ignore[arg-type]
    nothing_kept()


def test_the_limits_fit_through_the_web_server() -> None:
    from lotrinh.cli.web import LARGEST_REQUEST

    assert Limits().largest + MB <= LARGEST_REQUEST


def test_one_account_cannot_fill_the_disk_in_a_day(make_account: Callable[..., Any], at: datetime) -> None:
    actor, other = make_account("inspector"), make_account("inspector")
    few, small = Limits(day_count=2), Limits(day_bytes=12)
    for number in range(2):
        keep_file(actor, f"tệp {number}".encode(), "a.txt", at=at, limits=few)
    with pytest.raises(Faults) as told:
        keep_file(actor, b"one more", "a.txt", at=at, limits=few)
    assert told.value.faults[0].code == "files.day_full"
    with pytest.raises(Faults):
        keep_file(actor, b"twelve bytes", "a.txt", at=at, limits=small)
    assert StoredFile.objects.count() == 2
    keep_file(other, b"another's", "a.txt", at=at, limits=few)
    keep_file(actor, b"the day after", "a.txt", at=at + timedelta(hours=25), limits=few)
    keep_file(None, b"the system", "a.txt", at=at, limits=few)
