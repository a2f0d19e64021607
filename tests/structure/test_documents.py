"""The documents stay true: links lead somewhere, and the reference is what the product declares."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []


def test_both_readmes_show_the_same_things() -> None:
    vi, en = ((ROOT / name).read_text("utf-8") for name in ("README.vi.md", "README.md"))
    assert [h.count("#") for h in re.findall(r"^#+ ", vi, re.M)] == [
        h.count("#") for h in re.findall(r"^#+ ", en, re.M)
    ]
    assert len(re.findall(r"!\[", vi)) == len(re.findall(r"!\[", en))


def test_tutorials_exist_in_both_languages() -> None:
    vi, en = ({p.name for p in (ROOT / "docs/tutorials" / x).glob("*.md")} for x in ("vi", "en"))
    assert vi == en != set()


def test_vietnamese_how_to_pages_have_an_english_one_and_are_listed() -> None:
    vi, en = (
        {p.name for p in folder.glob("*.md")} for folder in (ROOT / "docs/how-to/vi", ROOT / "docs/how-to")
    )
    assert vi <= en and len(vi) > 5
    for folder, names in ((ROOT / "docs/how-to", en), (ROOT / "docs/how-to/vi", vi)):
        listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))
        assert names - {"README.md"} <= listed


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "docs/tutorials/vi").glob("*.md")))
def test_a_tutorial_has_the_same_steps_and_pictures_in_both_languages(name: str) -> None:
    vi, en = ((ROOT / "docs/tutorials" / x / name).read_text("utf-8") for x in ("vi", "en"))
    shown = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
    assert len(re.findall(r"^## ", vi, re.M)) == len(re.findall(r"^## ", en, re.M))
    assert [p.replace("-vi-", "-en-") for p in shown.findall(vi)] == shown.findall(en)


def test_every_picture_is_shown_by_a_document() -> None:
    words = "".join(page.read_text("utf-8") for page in PAGES)
    assert [p.name for p in (ROOT / "docs/pictures").iterdir() if p.name not in words] == []


def test_the_reference_is_what_the_product_declares() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
