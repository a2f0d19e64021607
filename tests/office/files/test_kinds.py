"""What is taken, told by its bytes; names that say something else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lotrinh.office.platform.files.kinds import KINDS, sniff
from lotrinh.office.platform.files.limits import MB, Limits
from lotrinh.office.platform.files.refusals import SENTENCES
from tests.office.files import samples as s


@pytest.mark.parametrize("name", s.GOOD)
def test_a_good_file_is_told_by_its_bytes(name: str) -> None:
    make, content_type = s.GOOD[name]
    found = sniff(make(), name)
    assert (found.content_type, found.name, found.notices) == (content_type, name, ())
    assert found.family == KINDS[content_type][0]


@pytest.mark.parametrize("name", [n for n in s.GOOD if not n.endswith(".csv")])
def test_the_name_never_changes_what_a_file_is(name: str) -> None:
    make, content_type = s.GOOD[name]
    other = sniff(make(), "tài liệu.bin")
    assert other.content_type == content_type
    assert other.name == f"tài liệu.bin.{KINDS[content_type][1][0]}"
    assert [notice.code for notice in other.notices] == ["files.ending_corrected"]
    bare = sniff(make(), "tài liệu")
    assert (bare.name, bare.notices) == (f"tài liệu.{KINDS[content_type][1][0]}", ())


def test_a_wrong_ending_is_put_right_and_told() -> None:
    found = sniff(s.photograph(), "ảnh hiện trường.png")
    assert found.name == "ảnh hiện trường.jpg"
    assert "ảnh hiện trường.jpg" in found.notices[0].vi


def test_a_photograph_tells_its_size_as_seen_its_time_and_that_it_has_a_place() -> None:
    assert sniff(s.photograph(orientation=6), "a.jpg").facts == {
        "width": 480,
        "height": 640,
        "taken": "2020-09-14T09:05:30",
        "place": True,
    }
    assert "place" not in sniff(s.photograph(place=False), "a.jpg").facts


def test_pages_and_seconds_are_told() -> None:
    assert sniff(s.pdf(7), "a.pdf").facts == {"pages": 7}
    assert sniff(s.mp4(), "a.mp4").facts == {"seconds": 65}


def test_a_pdf_that_only_restricts_printing_is_taken_with_a_notice() -> None:
    found = sniff(s.pdf(owner="chu-so-huu"), "a.pdf")
    assert [notice.code for notice in found.notices] == ["files.pdf_restricted"]


@pytest.mark.parametrize("target", ["file:///C:\\Users\\Ha\\Mau.dotx", "Normal.dotm"])
def test_a_template_on_the_authors_own_disk_is_no_reason_to_refuse(target: str) -> None:
    rels = {"word/_rels/settings.xml.rels": s.relation("attachedTemplate", target)}
    assert sniff(s.docx(change=rels), "a.docx").notices == ()


def test_links_to_addresses_are_only_links_and_to_other_books_are_told() -> None:
    rels = {"word/_rels/header1.xml.rels": s.relation("hyperlink", "https://hanoi.gov.vn")}
    assert sniff(s.docx(change=rels), "a.docx").notices == ()
    rels = {"xl/externalLinks/_rels/externalLink1.xml.rels": s.relation("externalLinkPath", "Quý%202.xlsx")}
    codes = [notice.code for notice in sniff(s.xlsx(change=rels), "a.xlsx").notices]
    assert codes == ["files.links_to_other_files"]


def test_a_dull_but_honest_table_is_no_bomb() -> None:
    rows = b"<row><c><v>0</v></c></row>" * 1_500_000  # 39 MB that pack to 0.1 MB
    assert sniff(s.xlsx(change={"xl/worksheets/sheet2.xml": rows}), "a.xlsx").family == "office"


def test_the_browser_is_told_the_same_limits() -> None:
    assert Limits().for_browser().startswith('[["image/", 15728640], ["application/pdf", 31457280]')
    assert Limits().for_browser().endswith('["", 31457280]]')


def test_the_reference_names_the_limits_and_codes_that_are_in_force() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "files.md").read_text("utf-8")
    limits = Limits()
    for family, most in limits.bytes.items():
        assert re.search(rf"^\| {family} \| .* \| {most // MB} MB \|", page, re.M), family
    for number in (limits.pixels, limits.side, limits.pages, limits.parts):
        assert f"{number:,}" in page
    for said in (
        f"{limits.unpacked // MB} MB unpacked",
        f"{limits.ratio} times",
        f"report …): {limits.count}.",
    ):
        assert said in page
    assert set(SENTENCES) <= set(re.findall(r"`(files\.\w+)`", page))
