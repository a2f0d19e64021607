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


def test_the_reference_is_what_the_product_declares() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
