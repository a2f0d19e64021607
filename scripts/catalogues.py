"""The catalogues of words, without gettext: collect, compile and check.

catalogues.py update [COMPONENT…]   add new source strings with an empty msgstr, drop the ones that are gone
catalogues.py compile [COMPONENT…]  write the .mo beside every .po
catalogues.py check                 complete, plain English source, .mo in step; exit code 1 when not
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

OFFICE = Path(__file__).resolve().parents[1] / "src" / "lotrinh" / "office"
MARKS = {"_", "_now", "gettext", "gettext_lazy", "gettext_noop"}
HEAD = (
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Language: vi\nPlural-Forms: nplurals=1; plural=0;\n"
)
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")


def components() -> list[str]:
    """The components that have words."""
    return sorted(p.name for p in OFFICE.iterdir() if p.is_dir() and (p / "__init__.py").exists())


def source_strings(component: str) -> set[str]:
    """Every marked string of a component's Python and templates."""
    found: set[str] = set()
    for path in sorted((OFFICE / component).rglob("*.py")):
        found |= _marked(path.read_text("utf-8"))
    for path in sorted((OFFICE / component).rglob("*.html")):
        code = templatize(path.read_text("utf-8"), origin=str(path))
        for call in re.findall(r"\b(?:gettext|_)\((u?\"(?:[^\"\\]|\\.)*\"|u?'(?:[^'\\]|\\.)*')\)", code):
            found.add(ast.literal_eval(call))
        for text in re.findall(r"[\s(:=]_\((\"[^\"]*\"|'[^']*')\)", path.read_text("utf-8")):
            found.add(ast.literal_eval(text))
    return found


def _marked(code: str) -> set[str]:
    return {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MARKS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def catalogue(component: str) -> Path:
    """The .po file of a component."""
    return OFFICE / component / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> dict[str, str]:
    """msgid → msgstr; the head is left out."""
    if not path.exists():
        return {}
    text = re.sub(r'"\s*\n\s*"', "", path.read_text("utf-8"))
    pairs = re.findall(r'^msgid ("(?:[^"\\]|\\.)*")\s*\nmsgstr ("(?:[^"\\]|\\.)*")', text, re.MULTILINE)
    return {ast.literal_eval(k): ast.literal_eval(v) for k, v in pairs if k != '""'}


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def update(component: str) -> None:
    """Bring the .po in step with the source."""
    path, wanted = catalogue(component), source_strings(component)
    if not wanted:
        return
    known = read(path)
    lines = ['msgid ""', 'msgstr ""', *(_quoted(line + "\n") for line in HEAD.splitlines())]
    for key in sorted(wanted):
        lines += ["", f"msgid {_quoted(key)}", f"msgstr {_quoted(known.get(key, ''))}"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{component}: {len(wanted)} strings, {sum(not known.get(k) for k in wanted)} to translate")


def compiled(words: dict[str, str]) -> bytes:
    """The GNU .mo form: header, two tables of (length, offset), the strings."""
    pairs = sorted((k.encode(), v.encode()) for k, v in {"": HEAD, **words}.items() if v)
    keys, values = b"".join(k + b"\0" for k, _ in pairs), b"".join(v + b"\0" for _, v in pairs)
    start = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    for place, offset in ((0, start), (1, start + len(keys))):
        for pair in pairs:
            tables[place] += [len(pair[place]), offset]
            offset += len(pair[place]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28 + 16 * len(pairs))
    return head + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + keys + values


def compile_words(component: str) -> None:
    """Write the .mo."""
    path = catalogue(component)
    if path.exists():
        path.with_suffix(".mo").write_bytes(compiled(read(path)))


def faults(component: str) -> list[str]:
    """What is wrong with a component's words."""
    wanted, path = source_strings(component), catalogue(component)
    words = read(path)
    found = [f"{component}: not in the catalogue: {key!r}" for key in sorted(wanted - set(words))]
    found += [f"{component}: no longer in the source: {key!r}" for key in sorted(set(words) - wanted)]
    found += [
        f"{component}: not translated: {key!r}" for key in sorted(wanted & set(words)) if not words[key]
    ]
    found += [
        f"{component}: the source is not English: {key!r}" for key in sorted(wanted) if VIETNAMESE.search(key)
    ]
    holes = {key: re.findall(r"%\(\w+\)[sd]|\{\w*\}", key) for key in wanted}
    found += [
        f"{component}: other places to fill in: {key!r}"
        for key, inside in holes.items()
        if words.get(key) and sorted(inside) != sorted(re.findall(r"%\(\w+\)[sd]|\{\w*\}", words[key]))
    ]
    binary = path.with_suffix(".mo")
    if words and (not binary.exists() or binary.read_bytes() != compiled(words)):
        found.append(f"{component}: {binary.name} is not in step; run catalogues.py compile {component}")
    return found


def main(arguments: list[str]) -> int:
    """One of update, compile, check."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    verb, chosen = (arguments[0] if arguments else ""), arguments[1:] or components()
    if verb == "check":
        wrong = [fault for component in chosen for fault in faults(component)]
        print("\n".join(wrong) or "words: complete and in step")
        return 1 if wrong else 0
    if verb not in ("update", "compile"):
        print(__doc__)
        return 2
    for component in chosen:
        {"update": update, "compile": compile_words}[verb](component)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
