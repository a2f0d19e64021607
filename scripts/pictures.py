"""Take the pictures of the documents from a running product (``make run``), with Debian's Chromium.

    .venv/bin/python scripts/pictures.py [--base http://127.0.0.1:8000] [--all] [--only NAME …] [--out FOLDER]

Without ``--all`` only the pictures that the documents show; with it every page of every role at 1440, 1024
and 390 pixels in both languages, for looking at. ``pdftoppm`` (poppler-utils) makes the pictures of papers.

Addresses may name what is looked for in the running product, for the person who looks: ``{roadmap}`` is the
newest roadmap, ``{under_way}`` the first inspection in one of the states of ``INSPECTIONS``, ``{correction}``
the first open correction. What is not found is said, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PLAN = "hanoi-2020-155"
ACCOUNTS = {
    "planner": "ke-hoach", "leader": "lanh-dao", "inspector": "kiem-tra", "clerk": "van-thu",
    "inspected_unit": "don-vi", "unit_head": "thu-truong", "appraiser": "tham-dinh", "auditor": "kiem-toan",
    "administrator": "quan-tri", "head": "truong-doan", "secretary": "thu-ky",
}  # fmt: skip
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
HEIGHTS = {1440: 900, 1024: 768, 390: 844}
COLOURS = 128
"""Of a picture in the documents: a page of the product needs no more, and the file is a third as large."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]  # fmt: skip
INSPECTIONS = {
    "concluded": ("concluded", "closed"),
    "under_way": ("under_way", "visited", "prepared"),
    "reported": ("reported", "concluded"),
    "ready": ("prepared", "self_reported", "announced", "team_set"),
}
"""Name in an address → states of the list of inspections, in the order in which they are tried."""
OF_ONE = re.compile(r"/inspections/[0-9a-f-]{36}/")
OF_CORRECTION = re.compile(r"/corrections/[0-9a-f-]{36}/")


class NotFoundError(Exception):
    """The product that runs has nothing of the kind that a picture needs."""


@dataclass(frozen=True)
class Shot:
    """A picture: name, who looks, the address (see above), widths; first: what is done before it is taken."""

    name: str
    role: str
    path: str
    widths: tuple[int, ...] = (1440,)
    languages: tuple[str, ...] = ("vi", "en")
    first: Callable[[Page], None] | None = None


def _take_along(page: Page) -> None:
    """Take the first inspection onto the device and open it."""
    open_it = page.locator("a.button.primary[href^='#/']").first
    take = page.locator("main button.primary").first
    page.wait_for_selector("main a.button.primary, main button.primary")
    if not open_it.is_visible():
        take.click()
        ask = page.locator("dialog[open] button").last
        open_it.or_(ask).first.wait_for()
        page.wait_for_timeout(1500)  # the question about storage comes after the package
        if ask.is_visible():
            ask.click()
    open_it.wait_for()


def _open_along(page: Page) -> None:
    """And its third group of questions, when it has so many."""
    _take_along(page)
    page.locator("a.button.primary[href^='#/']").first.click()
    page.wait_for_selector("nav.groups a")
    groups = page.locator("nav.groups a")
    groups.nth(min(2, groups.count() - 1)).click()


def _to_the_draw(page: Page) -> None:
    """Bring a draw that is filled in under the head, else the second content group."""
    page.evaluate(
        "const drawn = document.querySelector('.ask[data-kind=draw] tr[data-slot]');"
        "const ask = drawn ? drawn.closest('.ask') : document.getElementById('part-2');"
        "if (ask) scrollBy({top: ask.getBoundingClientRect().top - 140, behavior: 'instant'});"
    )


ONE = "/inspections/{concluded}/"
SHOWN: tuple[Shot, ...] = (
    Shot("plan", "planner", f"/plans/{PLAN}/"),
    Shot("candidates", "planner", f"/plans/{PLAN}/candidates/"),
    Shot("roadmap", "planner", "/roadmaps/{roadmap}/"),
    Shot("map", "planner", "/roadmaps/{roadmap}/map/"),
    Shot("calendar", "planner", "/roadmaps/{roadmap}/calendar/", (390,)),
    Shot("work", "planner", "/work/"),
    Shot("inspections", "planner", "/inspections/?plan=hanoi-2026"),
    Shot("inspection", "planner", ONE),
    Shot("self-report", "planner", f"{ONE}self-report/"),
    Shot("record", "head", "/inspections/{under_way}/record/", first=_to_the_draw),
    Shot("findings", "planner", f"{ONE}findings/"),
    Shot("papers", "planner", f"{ONE}papers/"),
    Shot("conclusion", "planner", "/inspections/{reported}/conclusion/"),
    Shot("corrections", "planner", "/corrections/"),
    Shot("correction", "inspected_unit", "{correction}"),
    Shot("week", "planner", "/week/"),
    Shot("meeting", "planner", "/meeting/"),
    Shot("field-list", "inspector", "/field/", (390,), first=_take_along),
    Shot("field", "inspector", "/field/", (390,), first=_open_along),
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
    ("planner", "inspections", "/inspections/"), ("planner", "opening", f"/inspections/open/{PLAN}/"),
    ("planner", "limits", "/inspections/limits/hanoi-2026/"), ("planner", "inspection", ONE),
    ("planner", "team", f"{ONE}team/"), ("planner", "self-report", f"{ONE}self-report/"),
    ("planner", "questions", "/inspections/{ready}/questions/"), ("planner", "of-one", f"{ONE}corrections/"),
    ("planner", "findings-of", f"{ONE}findings/"), ("planner", "papers", f"{ONE}papers/"),
    ("planner", "conclusion", "/inspections/{reported}/conclusion/"), ("planner", "findings", "/findings/"),
    ("planner", "corrections", "/corrections/"), ("planner", "correction", "{correction}"),
    ("planner", "week", "/week/"), ("planner", "overdue", "/overdue/"), ("planner", "meeting", "/meeting/"),
    ("leader", "home", "/"), ("leader", "adopt", "/roadmaps/{roadmap}/adopt/"),
    ("leader", "conclude", "/inspections/{reported}/conclude/"), ("leader", "corrections", "/corrections/"),
    ("clerk", "home", "/"), ("clerk", "papers", f"{ONE}papers/"), ("inspector", "home", "/"),
    ("inspector", "board", "/roadmaps/{roadmap}/"), ("inspector", "inspections", "/inspections/"),
    ("inspector", "field", "/field/"), ("head", "home", "/"),
    ("head", "record", "/inspections/{under_way}/record/"),
    ("head", "minutes", "/inspections/{under_way}/minutes/"),
    ("head", "findings-of", "/inspections/{under_way}/findings/"),
    ("head", "conflicts", "/inspections/{under_way}/conflicts/"),
    ("inspected_unit", "home", "/"), ("inspected_unit", "board", "/roadmaps/{roadmap}/"),
    ("inspected_unit", "inspections", "/inspections/"), ("inspected_unit", "inspection", ONE),
    ("inspected_unit", "self-report", f"{ONE}self-report/"), ("inspected_unit", "papers", f"{ONE}papers/"),
    ("inspected_unit", "corrections", "/corrections/"), ("inspected_unit", "correction", "{correction}"),
    ("unit_head", "home", "/"), ("auditor", "audit", "/audit/"), ("auditor", "mail", "/mail/"),
    ("administrator", "people", "/account/people/"), ("administrator", "mail", "/mail/"),
    ("appraiser", "home", "/"),
)  # fmt: skip


def main() -> int:
    """Take what was asked for; 1 when a page did not answer with 200 or had nothing to show."""
    options = _options()
    shots = SHOWN
    if options.all:
        shots = tuple(Shot(f"{role}-{name}", role, path, tuple(HEIGHTS)) for role, name, path in EVERYTHING)
    if options.only:
        shots = tuple(shot for shot in shots if shot.name in options.only)
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        wrong = [line for shot in shots for line in _take(browser, shot, options)]
        if not options.all:
            wrong += _papers(browser, options)
        browser.close()
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--password", default="LoTrinh-2020")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", nargs="*", default=[], help="names of pictures")
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


@contextmanager
def _signed_in(
    browser: Browser, role: str, language: str, width: int, options: argparse.Namespace
) -> Iterator[Page]:
    """A page of a new session, signed in, in a language and at a width."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, base_url=options.base,
        locale=LOCALES[language], timezone_id="Asia/Ho_Chi_Minh",
    )  # fmt: skip
    context.add_cookies([{"name": "lotrinh_language", "value": language, "url": options.base}])
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.fill("input[name=username]", ACCOUNTS[role])
    page.fill("input[name=password]", options.password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def _address(page: Page, path: str) -> str:
    """The address with what it names, as this person finds it. Raises NotFoundError."""
    for name in re.findall(r"{(\w+)}", path):
        path = path.replace("{" + name + "}", _found(page, name))
    return path


def _found(page: Page, name: str) -> str:
    if name == "roadmap":
        return _newest_roadmap(page)
    if name == "correction":
        return _first(page, "/corrections/?view=rows&wait=open", OF_CORRECTION)
    for state in INSPECTIONS[name]:
        # what was made for demonstration is shown before what was published: it has every part
        for where in (f"/inspections/?state={state}&plan=hanoi-2026", f"/inspections/?state={state}"):
            try:
                return _first(page, where, OF_ONE).split("/")[2]
            except NotFoundError:
                continue
    raise NotFoundError(f"no inspection in a state of {', '.join(INSPECTIONS[name])}")


def _first(page: Page, where: str, wanted: re.Pattern[str]) -> str:
    page.goto(where)
    for link in _links(page, "main a[href]"):
        if wanted.fullmatch(link):
            return link
    raise NotFoundError(f"nothing in {where}")


def _links(page: Page, selector: str) -> list[str]:
    links: list[str] = page.eval_on_selector_all(selector, "found => found.map(a => a.getAttribute('href'))")
    return links


def _newest_roadmap(page: Page) -> str:
    page.goto(f"/plans/{PLAN}/roadmaps/")
    links = _links(page, "a[href*='/roadmaps/']")
    numbers = [part for link in links for part in link.split("/") if part.isdigit()]
    return max(numbers, key=int) if numbers else "1"


def _take(browser: Browser, shot: Shot, options: argparse.Namespace) -> Iterator[str]:
    for language in shot.languages:
        for width in shot.widths:
            with _signed_in(browser, shot.role, language, width, options) as page:
                yield from _take_one(page, shot, options.out / f"{shot.name}-{language}-{width}.png")


def _take_one(page: Page, shot: Shot, out: Path) -> Iterator[str]:
    try:
        path = _address(page, shot.path)
    except NotFoundError as error:
        yield f"{shot.name} as {shot.role}: {error}"
        return
    answer = page.goto(path)
    page.wait_for_load_state("networkidle")
    if shot.first:
        shot.first(page)
        page.wait_for_timeout(400)
    page.screenshot(path=out)
    _shrink(out)
    if answer is None or answer.status != 200:
        yield f"{shot.name} {path} as {shot.role}: {answer.status if answer else 'no answer'}"


def _shrink(path: Path) -> None:
    """Few colours, so that the file is small; the size in pixels stays."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def _papers(browser: Browser, options: argparse.Namespace) -> list[str]:
    """The first pages of the annex and of a signed conclusion as pictures."""
    wrong = []
    for name, find in (("annex-pdf", _annex), ("conclusion-pdf", _conclusion)):
        if options.only and name not in options.only:
            continue
        with _signed_in(browser, "planner", "vi", 1440, options) as page:
            try:
                _first_page(page, find(page), options.out / name)
            except NotFoundError as error:
                wrong.append(f"{name}: {error}")
    return wrong


def _annex(page: Page) -> str:
    return f"/roadmaps/{_newest_roadmap(page)}/export.pdf"


def _conclusion(page: Page) -> str:
    """The address of the PDF of the newest conclusion that is signed."""
    page.goto(f"/inspections/{_found(page, 'concluded')}/papers/")
    row = page.locator("table.papers tr", has_text=re.compile("Thông báo kết luận")).first
    if not row.count():
        raise NotFoundError("no conclusion among the papers")
    found = row.locator("a[href$='/pdf']").first.get_attribute("href")
    if not found:
        raise NotFoundError("the conclusion has no PDF")
    return found


def _first_page(page: Page, address: str, out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder, "paper.pdf")
        pdf.write_bytes(page.context.request.get(address).body())
        command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", str(pdf)]
        subprocess.run([*command, str(out)], check=True)
    _shrink(out.with_suffix(".png"))


if __name__ == "__main__":
    sys.exit(main())
