"""What is not taken: each with its own sentence, and nothing left behind."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest

from lotrinh.method.faults import Faults
from lotrinh.office.platform.files import images, pdf
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.kinds import sniff
from lotrinh.office.platform.files.limits import MB, Limits
from lotrinh.office.platform.files.refusals import SENTENCES
from tests.office.files import samples as s
from tests.office.files.wicked import REFUSED


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wicked_or_broken_is_refused_with_its_own_sentence(
    case: str, make_account: Any, at: datetime, nothing_kept: Callable[[], None]
) -> None:
    code, name, make = REFUSED[case]
    with pytest.raises(Faults) as refused:
        keep_file(make_account("inspector"), make(), name, at=at)
    (fault,) = refused.value.faults
    assert (fault.code, fault.where) == (code, name)
    assert name in fault.vi
    assert name in fault.en
    assert "{" not in fault.vi + fault.en
    nothing_kept()


def test_every_sentence_has_a_case() -> None:
    cases = {code for code, _name, _make in REFUSED.values()}
    assert set(SENTENCES) - cases == {"files.too_heavy"}  # the next tests


@pytest.mark.parametrize("depth", [200, 20_000])
def test_a_deep_tree_of_pages_is_refused_or_read_but_kills_nothing(depth: int) -> None:
    try:
        found = sniff(s.pdf_of_deep_pages(depth), "sâu.pdf")
    except Faults as refused:
        assert refused.faults[0].code in {"files.broken", "files.too_heavy"}
    else:
        assert found.facts["pages"] == 1


def test_a_program_that_dies_at_a_pdf_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.01)
    with pytest.raises(Faults) as refused:
        sniff(s.pdf(), "chậm.pdf")
    assert refused.value.faults[0].code == "files.too_heavy"


def test_a_page_that_swells_ends_in_the_confined_program() -> None:
    data = s.pdf_that_swells()
    assert len(data) < 10_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with suppress(pdf.Unreadable):  # PDFium may stop unpacking and draw an empty page
        assert pdf.draw_page(data, 1, 320).startswith(b"\xff\xd8")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # KiB


def test_a_page_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 3)
    data, started = s.pdf_that_never_ends(), time.monotonic()
    assert sniff(data, "a.pdf").facts == {"pages": 1}
    with pytest.raises(pdf.Unreadable):
        pdf.draw_page(data, 1, 320)
    assert time.monotonic() - started < 10


def test_the_confined_program_has_neither_memory_nor_time_without_end() -> None:
    code = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]); import pdf_child; pdf_child.confine();"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0]);"
        "bytearray(2 << 30)"
    )
    command = [sys.executable, "-c", code, str(pdf.CHILD.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["10", "0"]
    assert "MemoryError" in done.stderr


def test_a_bomb_is_told_before_it_is_unpacked() -> None:
    data = s.docx(change={f"word/media/{n}.bin": bytes(50 * MB) for n in range(8)})
    tracemalloc.start()
    with pytest.raises(Faults):
        sniff(data, "bom.docx")
    assert tracemalloc.get_traced_memory()[1] < 20 * MB
    tracemalloc.stop()


def test_what_a_lying_directory_hides_is_never_unpacked_whole() -> None:
    data = s.lying_docx(200 * MB)
    tracemalloc.start()
    with pytest.raises(Faults):
        sniff(data, "bom.docx")
    assert tracemalloc.get_traced_memory()[1] < 20 * MB
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "make", "most"),
    [
        ("ảnh.jpg", s.photograph, "image"),
        ("a.pdf", s.pdf, "pdf"),
        ("a.docx", s.docx, "office"),
        ("a.mp3", s.mp3, "media"),
        ("a.txt", lambda: b"abc " * 100, "text"),
    ],
)
def test_each_family_has_its_limit_and_the_sentence_names_both_sizes(
    name: str, make: Callable[[], bytes], most: str
) -> None:
    data = make()
    sizes = dict.fromkeys(("image", "pdf", "office", "media", "text"), 40 * MB)
    assert sniff(data, name, Limits(sizes | {most: len(data)})).family == most
    with pytest.raises(Faults) as refused:
        sniff(data, name, Limits(sizes | {most: len(data) - 1}))
    fault = refused.value.faults[0]
    assert (fault.code, fault.got) == ("files.too_large", f"{len(data)} B")
    assert fault.expected == f"≤ {len(data) - 1} B"
    assert "Hãy" in fault.vi


def test_a_file_beyond_every_limit_is_not_even_looked_at(at: datetime) -> None:
    with pytest.raises(Faults) as refused:
        keep_file(None, b"%PDF-" + bytes(31 * MB), "nặng.pdf", at=at)
    assert refused.value.faults[0].vi == (
        "“nặng.pdf” nặng 31 MB, giới hạn cho mọi loại là 30 MB. Hãy chia nhỏ hoặc nén rồi tải lại."
    )


def test_damage_anywhere_in_a_photograph_never_raises_anything_else() -> None:
    good = s.photograph()
    for place in range(2, len(good), max(len(good) // 150, 1)):
        data = good[:place] + b"\xff\x00\xaa" + good[place + 3 :]
        try:
            images.image_facts(data, "image/jpeg", "a.jpg", Limits())
        except Faults as refused:
            assert refused.faults[0].code in {"files.broken", "files.pixels"}
