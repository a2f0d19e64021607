"""Take the pictures of the documents from a running product (``make run``), with Debian's Chromium.

    .venv/bin/python scripts/pictures.py [--base http://127.0.0.1:8000] [--all] [--out FOLDER]

Without ``--all`` only the pictures that the documents show; with it every page of every role at 1440, 1024
and 390 pixels in both languages, for looking at. ``pdftoppm`` (poppler-utils) makes the picture of the annex.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PLAN = "hanoi-2020-155"
ACCOUNTS = {
    "planner": "ke-hoach", "leader": "lanh-dao", "inspector": "kiem-tra", "inspected_unit": "don-vi",
    "appraiser": "tham-dinh", "auditor": "kiem-toan", "administrator": "quan-tri",
}  # fmt: skip
HEIGHTS = {1440: 900, 1024: 768, 390: 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """A picture: name, who looks, the address ({roadmap} is the newest roadmap), widths."""

    name: str
    role: str
    path: str
    widths: tuple[int, ...] = (1440,)
    languages: tuple[str, ...] = ("vi", "en")


SHOWN = (
    Shot("plan", "planner", f"/plans/{PLAN}/"),
    Shot("candidates", "planner", f"/plans/{PLAN}/candidates/"),
    Shot("roadmap", "planner", "/roadmaps/{roadmap}/"),
    Shot("map", "planner", "/roadmaps/{roadmap}/map/"),
    Shot("calendar", "planner", "/roadmaps/{roadmap}/calendar/", (390,), ("vi",)),
)
EVERYTHING = (
    ("planner", "home", "/"), ("planner", "plans", "/plans/"), ("planner", "plan", f"/plans/{PLAN}/"),
    ("planner", "candidates", f"/plans/{PLAN}/candidates/"),
    ("planner", "roadmaps", f"/plans/{PLAN}/roadmaps/"), ("planner", "board", "/roadmaps/{roadmap}/"),
    ("planner", "calendar", "/roadmaps/{roadmap}/calendar/"),
    ("planner", "map", "/roadmaps/{roadmap}/map/"), ("planner", "left-out", "/roadmaps/{roadmap}/left-out/"),
    ("planner", "what-if", "/roadmaps/{roadmap}/what-if/"), ("planner", "units", "/units/"),
    ("planner", "unit", "/units/hn.stnmt/"), ("planner", "search", "/search/?q=so+tai+nguyen"),
    ("planner", "imports", "/imports/"), ("planner", "indices", "/indices/"),
    ("planner", "focus", "/focus-fields/"), ("planner", "abbreviations", "/abbreviations/"),
    ("leader", "home", "/"), ("leader", "adopt", "/roadmaps/{roadmap}/adopt/"), ("inspector", "home", "/"),
    ("inspector", "board", "/roadmaps/{roadmap}/"), ("inspected_unit", "home", "/"),
    ("inspected_unit", "board", "/roadmaps/{roadmap}/"), ("auditor", "audit", "/audit/"),
    ("administrator", "people", "/account/people/"), ("appraiser", "home", "/"),
)  # fmt: skip


def main() -> int:
    """Take what was asked for; 1 when a page did not answer with 200."""
    options = _options()
    shots = SHOWN
    if options.all:
        shots = tuple(Shot(f"{role}-{name}", role, path, tuple(HEIGHTS)) for role, name, path in EVERYTHING)
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        wrong = [line for shot in shots for line in _take(browser, shot, options)]
        if not options.all:
            _annex(browser, options)
        browser.close()
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--password", default="LoTrinh-2020")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


@contextmanager
def _signed_in(
    browser: Browser, role: str, language: str, width: int, options: argparse.Namespace
) -> Iterator[Page]:
    """A page of a new session, signed in, in a language and at a width."""
    context = browser.new_context(viewport={"width": width, "height": HEIGHTS[width]}, base_url=options.base)
    context.add_cookies([{"name": "lotrinh_language", "value": language, "url": options.base}])
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.fill("input[name=username]", ACCOUNTS[role])
    page.fill("input[name=password]", options.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def _newest_roadmap(page: Page) -> str:
    page.goto(f"/plans/{PLAN}/roadmaps/")
    links = page.eval_on_selector_all(
        "a[href*='/roadmaps/']", "found => found.map(a => a.getAttribute('href'))"
    )
    numbers = [part for link in links for part in link.split("/") if part.isdigit()]
    return max(numbers, key=int) if numbers else "1"


def _take(browser: Browser, shot: Shot, options: argparse.Namespace) -> Iterator[str]:
    for language in shot.languages:
        for width in shot.widths:
            with _signed_in(browser, shot.role, language, width, options) as page:
                path = (
                    shot.path.replace("{roadmap}", _newest_roadmap(page)) if "{" in shot.path else shot.path
                )
                answer = page.goto(path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=options.out / f"{shot.name}-{language}-{width}.png")
                if answer is None or answer.status != 200:
                    yield f"{shot.name} {path} as {shot.role}: {answer.status if answer else 'no answer'}"


def _annex(browser: Browser, options: argparse.Namespace) -> None:
    """The first page of the annex as a picture."""
    with _signed_in(browser, "planner", "vi", 1440, options) as page, tempfile.TemporaryDirectory() as folder:
        number = _newest_roadmap(page)
        answer = page.context.request.get(f"/roadmaps/{number}/export.pdf")
        pdf = Path(folder, "annex.pdf")
        pdf.write_bytes(answer.body())
        command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", str(pdf)]
        subprocess.run([*command, str(options.out / "annex-pdf")], check=True)


if __name__ == "__main__":
    sys.exit(main())
