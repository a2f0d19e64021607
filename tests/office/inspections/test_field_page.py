"""The shell of the page on the spot: nothing private in it, all of it kept, every word known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from lotrinh.office.inspections.pages import field
from lotrinh.office.inspections.pages.field_words import WORDS

pytestmark = pytest.mark.django_db
Clients = Callable[..., Any]
SCRIPTS = {p.relative_to(field.OWN).as_posix(): p.read_text("utf-8") for p in field.OWN.rglob("*.js")}


def test_the_page_is_for_who_records_and_holds_nothing_private(client: Any, client_as: Clients) -> None:
    inspector = client_as("inspector", full_name="Trần Thị Bí Mật")
    shell = inspector.get("/field/")
    assert shell.status_code == 200
    assert "Bí Mật" not in shell.content.decode() and "lotrinh_csrf" in shell.cookies
    assert shell.headers["X-Field-Version"] == field.version()
    assert client_as("planner").get("/field/").status_code == 403
    assert client.get("/field/").status_code == 302


def test_the_worker_keeps_every_file_that_the_page_asks_for(client: Any) -> None:
    answer = client.get("/field/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    files = json.loads(re.search(r"const FILES = (\{.*\});", answer.content.decode()).group(1))  # type: ignore[union-attr]
    for name, text in SCRIPTS.items():
        for path in re.findall(r'^import .* from "(\.[^"]+)"|^import "(\.[^"]+)"', text, re.M):
            parts = f"/static/field/{name}".split("/")[:-1]
            for step in "".join(path).split("/"):
                parts = parts[:-1] if step == ".." else parts if step == "." else [*parts, step]
            assert "/".join(parts) in files, f"{name} imports {path}"
    assert {"/static/field/field.css", "/static/platform/fonts.css"} <= set(files)
    assert sum(name.endswith(".woff2") for name in files) == 12


def test_a_changed_file_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = field._made_version()
    monkeypatch.setattr(field, "WORDS", (*field.WORDS, "One more sentence"))
    assert field._made_version() != before == field.version()


def test_the_manifest_lets_a_device_install_the_page(client: Any) -> None:
    answer = client.get("/field/app.webmanifest")
    told = json.loads(answer.content)
    assert (told["start_url"], told["scope"], told["display"]) == ("/field/", "/field/", "standalone")
    assert {(i["sizes"], i["purpose"]) for i in told["icons"]} == {
        (size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")
    }


def test_every_word_of_the_scripts_is_in_the_list_and_has_both_languages() -> None:
    asked = {word for text in SCRIPTS.values() for word in re.findall(r'\bt\("((?:[^"\\]|\\.)*)"', text)}
    assert asked - set(WORDS) == set()
    everything = "\n".join(SCRIPTS.values())
    assert [word for word in WORDS if f'"{word}"' not in everything] == []
    vietnamese = field.words()["vi"]
    assert [word for word in WORDS if word == vietnamese[word]] == []
    for word, words in vietnamese.items():
        assert set(re.findall(r"\{\w+\}", word)) == set(re.findall(r"\{\w+\}", words)), word


def test_every_drawing_that_the_scripts_ask_for_is_in_the_page() -> None:
    asked = set()
    for text in SCRIPTS.values():
        asked |= set(
            re.findall(r'\bicon\("([a-z0-9-]+)"|drawing: "([a-z0-9-]+)"|\bbar\("\w+", "([a-z0-9-]+)"', text)
        )
    assert {"".join(one) for one in asked} - {*field.ICONS, "mark"} == set()


def test_scripts_never_make_markup_out_of_data() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b"
    )
    assert [name for name, text in SCRIPTS.items() if forbidden.search(text)] == []
    assert [name for name, text in SCRIPTS.items() if text.count("\n") > 400] == []
