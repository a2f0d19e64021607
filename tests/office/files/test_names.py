"""Names of files: harmless, recognisable, stable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lotrinh.office.platform.files.names import (
    LONGEST,
    LONGEST_BYTES,
    ascii_name,
    clean_name,
    content_disposition,
    ending_of,
    with_ending,
)


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ("../../etc/cron.d/xấu.pdf", "xấu.pdf"),
        ("a/b\\c:tên có dấu.pdf", "c-tên có dấu.pdf"),
        ("C:\\Users\\Hà\\Báo cáo.docx", "Báo cáo.docx"),
        ("..\\..\\", "tệp"),
        ("...htaccess", "htaccess"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("nul .pdf", "_nul .pdf"),
        ("Công văn.pdf", "Công văn.pdf"),
        ("xoa\u202efdp.exe", "xoafdp.exe"),
        ("a\u200bb\ufeff.pdf", "ab.pdf"),
        ("dòng\nmới\x00\x1b[31m.pdf", "dòng mới[31m.pdf"),
        ('"trích" <b>?.pdf', "-trích- -b--.pdf"),
        ("báo cáo.pdf. . ", "báo cáo.pdf"),
        ("", "tệp"),
        ("\ud800.pdf", "pdf"),
        (unicodedata.normalize("NFD", "Kế hoạch kiểm tra.pdf"), "Kế hoạch kiểm tra.pdf"),
    ],
)
def test_a_name_is_made_harmless_and_keeps_its_marks(brought: str, kept: str) -> None:
    assert clean_name(brought) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("ề" * 300 + ".pdf")
    assert name.endswith("ề.pdf")
    assert len(name) <= LONGEST
    assert len(name.encode()) <= LONGEST_BYTES


@given(st.text(max_size=400))
@example("a/.b")
@example(". con")
@example("e\u200d\u0301.pdf")
@example(" " * 179 + "a" * 20 + ".pdf")
@example("con" + " " * 200 + "x.pdf")
def test_cleaning_twice_changes_nothing_and_no_name_leaves_its_folder(name: str) -> None:
    once = clean_name(name)
    assert clean_name(once) == once
    assert 0 < len(once.encode()) <= 255
    assert not set(once) & set('/\\<>:"|?*\0\r\n')
    assert once not in {".", ".."}
    assert not once.startswith(".")
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in once)


@given(st.text(max_size=60))
def test_the_header_of_a_download_is_plain_ascii_in_one_line(name: str) -> None:
    header = content_disposition(name, inline=False)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_the_header_of_a_download_names_the_file_for_old_and_new_programs() -> None:
    assert content_disposition("Đề cương báo cáo.docx", inline=False) == (
        'attachment; filename="De cuong bao cao.docx"; '
        "filename*=UTF-8''%C4%90%E1%BB%81%20c%C6%B0%C6%A1ng%20b%C3%A1o%20c%C3%A1o.docx"
    )
    assert content_disposition("a.png", inline=True).startswith("inline; ")
    assert ascii_name("Phiếu %22.pdf") == "Phieu _22.pdf"


def test_endings_are_read_and_corrected() -> None:
    assert ending_of("Báo cáo.PDF") == "pdf"
    assert ending_of(".pdf") == ""
    assert ending_of("Quyết định 741.2018") == "2018"
    assert with_ending("ảnh.png", "jpg", replace=True) == "ảnh.jpg"
    assert with_ending("Quyết định 741.2018", "pdf", replace=False) == "Quyết định 741.2018.pdf"
