"""Write ``docs/reference`` from what the product declares: commands, pages, rules, roles, signals, data.

``--check`` writes nothing and ends with 1 when a page is not what would be written. Pages written by hand are
left alone (see docs/reference/README.md); the first words of each page are in reference_leads.yaml.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import django
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "reference"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lotrinh.office.project.settings")
django.setup()

from django.urls import URLPattern, URLResolver, get_resolver  # noqa: E402
from django.utils import translation  # noqa: E402

from lotrinh.cli import group as commands_group  # noqa: E402
from lotrinh.method.roadmap.constraints import RULES  # noqa: E402
from lotrinh.office.platform.pages.register import PAGES, Page  # noqa: E402
from lotrinh.office.platform.roles import roles  # noqa: E402

MADE = "<!-- Written by scripts/reference.py from what the product declares; edit there, not here. -->"


def main(check: bool) -> int:
    """Write or compare every page; the exit code."""
    stale, leads = [], read(Path(__file__).with_name("reference_leads.yaml"))
    for name, make in MAKERS.items():
        path = OUT / f"{name}.md"
        text = f"{MADE}\n\n{leads[name].strip()}\n\n{make()}".rstrip() + "\n"
        if check and (not path.exists() or path.read_text("utf-8") != text):
            stale.append(path.relative_to(ROOT))
        elif not check:
            path.write_text(text, "utf-8")
    for path in stale:
        print(f"{path} is not up to date: run .venv/bin/python scripts/reference.py", file=sys.stderr)
    return 1 if stale else 0


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """A Markdown table; bars and line ends in cells are made harmless."""
    lines = [" | ".join(head), "|".join("---" for _ in head)]
    lines += [" | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in row) for row in rows]
    return "\n".join(f"| {line} |" if "---" not in line else f"|{line}|" for line in lines)


def commands() -> str:
    """Every command with its arguments, options and what it does."""
    parts: list[str] = []
    for path, command in walk(commands_group, ("lotrinh",)):
        parts.append(command_text(path, command))
    return "\n\n".join(parts)


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Leaves of the tree of commands."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from walk(found, (*path, name))
    else:
        yield path, command


def command_text(path: tuple[str, ...], command: click.Command) -> str:
    """Heading, usage, help, options."""
    context = click.Context(command, info_name=" ".join(path))
    usage = command.get_usage(context).removeprefix("Usage: ").replace("\n", " ")
    usage = " ".join(usage.split())
    rows = []
    for option in command.get_params(context):
        if isinstance(option, click.Option) and "--help" not in option.opts:
            rows.append((f"`{', '.join(option.opts)}`", option.help or ""))
    text = f"## `{' '.join(path)}`\n\n```\n{usage}\n```\n\n{(command.help or '').strip()}"
    return text + ("\n\n" + table(("option", "meaning"), rows) if rows else "")


def pages() -> str:
    """Every page with its address, title, who may open it and what it shows."""
    rows = sorted(
        (page.name, f"`/{address}`", both(page.title), who(page), what)
        for page, address, what in addresses(get_resolver().url_patterns, "")
    )
    return table(("name", "address", "title", "who", "what"), rows)


def addresses(patterns: Iterable[Any], prefix: str) -> Iterator[tuple[Page, str, str]]:
    """Declared pages with their addresses."""
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            page = getattr(pattern.callback, "page", None)
            if page is not None:
                yield PAGES[page.name], here, (pattern.callback.__doc__ or "").strip()


def both(title: Any) -> str:
    """A title in Vietnamese and English."""
    said = []
    for language in ("vi", "en"):
        with translation.override(language):
            said.append(str(title))
    return " / ".join(dict.fromkeys(said))


def who(page: Page) -> str:
    """The roles that the policy lets in."""
    verb = getattr(page.policy, "verb", "")
    if not verb:
        name = page.policy.__name__
        return {"anyone": "anybody", "signed_in": "every account"}.get(name, name)
    return f"`{verb}`: " + ", ".join(r.key for r in roles().values() if verb in r.verbs)


def rules() -> str:
    """Every rule with its sentence and its settings in the plans."""
    parts: list[str] = []
    plans = {path.stem: read(path) for path in sorted((ROOT / "definitions/plans").glob("*.yaml"))}
    for rule in RULES:
        record = rule.record
        text = (sys.modules[rule.violations.__module__].__doc__ or "").strip()
        rows = [
            (f"`{key}`", f"`{flat(setting)}`", setting["mark"], setting["reason"]["en"])
            for key, plan in plans.items()
            if (setting := plan["rules"].get(rule.key))
        ]
        parts.append(
            f"## `{rule.key}`: {record.title_en} ({record.title_vi})\n\n{record.description_en}\n\n"
            f"{record.description_vi}\n\n{text}\n\n" + table(("plan", "settings", "mark", "why"), rows)
        )
    return "\n\n".join(parts)


def flat(setting: dict[str, Any]) -> str:
    """Settings on one line, without their reason."""
    shown = {k: v for k, v in setting.items() if k not in {"reason", "mark", "source", "closed"}}
    if "closed" in setting:
        shown["closed"] = [f"{c['start']}..{c['end']}" for c in setting["closed"]]
    return ", ".join(f"{k}: {v}" for k, v in shown.items())


def roles_page() -> str:
    """Every role with its verbs."""
    rows = [(f"`{r.key}`", r.title_vi, r.title_en, r.summary_en) for r in roles().values()]
    verbs = sorted({verb for r in roles().values() for verb in r.verbs})
    matrix = [(f"`{v}`", *("yes" if v in r.verbs else "" for r in roles().values())) for v in verbs]
    first = table(("role", "Vietnamese", "English", "for"), rows)
    second = table(("verb", *(r.key for r in roles().values())), matrix)
    return f"{first}\n\n## Who may do what\n\n{second}"


def signals() -> str:
    """Every signal of every risk profile."""
    parts: list[str] = []
    for path in sorted((ROOT / "definitions/risk").glob("*.yaml")):
        profile = read(path)
        if "signals" not in profile:
            continue
        rows = [
            (
                f"`{s['key']}`", f"{s['title_en']} ({s['title_vi']})", s["weight"],
                f"{s['best']} to {s['worst']} {s['unit_en']}", s.get("max_age_years", ""),
                s["reason_en"], s["mark"],
            )
            for s in profile["signals"]
        ]  # fmt: skip
        head = ("signal", "what", "weight", "best to worst", "years it counts", "why this scale", "mark")
        parts.append(f"## Profile `{profile['key']}`\n\n{profile['note_en'].strip()}\n\n" + table(head, rows))
    return "\n\n".join(parts)


def data() -> str:
    """Every file of the definitions with its size and where its source is told."""
    rows = []
    for path in sorted((ROOT / "definitions").rglob("*")):
        if path.is_file() and path.name != "SOURCE.md":
            rows.append((f"`{path.relative_to(ROOT)}`", content_size(path), source_of(path)))
    return table(("file", "rows or lines", "source and licence"), rows)


def content_size(path: Path) -> str:
    """Data rows of a CSV, lines of any other text."""
    lines = len(path.read_text("utf-8").splitlines())
    return f"{lines - 1} rows" if path.suffix == ".csv" else f"{lines} lines"


def source_of(path: Path) -> str:
    """The nearest SOURCE.md, else the file itself."""
    for folder in path.parents:
        if (folder / "SOURCE.md").exists():
            return f"[SOURCE.md](../../{(folder / 'SOURCE.md').relative_to(ROOT)})"
        if folder.name == "definitions":
            break
    return "in the file"


def read(path: Path) -> Any:
    """Plain data of a YAML file."""
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


MAKERS: dict[str, Callable[[], str]] = {
    "commands": commands, "pages": pages, "rules": rules, "roles": roles_page,
    "signals": signals, "data": data,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
