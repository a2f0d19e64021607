"""Checks of checklists and outlines beside their schema: references, keys, conditions, contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lotrinh.method.checklists.judge import FORMS, PLACEHOLDER, PLACES
from lotrinh.method.checklists.models import Checklist, GroupDefinition, ItemDefinition, Question, answers_of
from lotrinh.method.checklists.outline import FOLDER as OUTLINES
from lotrinh.method.checklists.outline import Outline, outlines
from lotrinh.method.checklists.reading import FOLDER, checklists, items_of, read_checklist
from lotrinh.method.definitions import Document, Library, PlanDefinition
from lotrinh.method.definitions.checking.references import duplicate, unknown, unknown_in
from lotrinh.method.faults import Fault, Faults
from lotrinh.method.findings import read_taxonomy

Where = tuple[str | int, ...]


def check_checklists(library: Library) -> Iterator[Fault]:
    """Every fault of ``checklists/`` and ``outlines/``; a library may have neither."""
    versions: dict[tuple[str, int], str] = {}
    for key in checklists(library):
        try:
            yield from _checklist(library, key, versions)
        except Faults as error:
            yield from error.faults
    for key in outlines(library):
        try:
            yield from _outline(library, key)
        except Faults as error:
            yield from error.faults


def _checklist(library: Library, key: str, versions: dict[tuple[str, int], str]) -> Iterator[Fault]:
    checklist, document = read_checklist(library, key), library.document(FOLDER, f"{key}.yaml")
    yield from _key(document, checklist.key, key)
    yield from unknown_in(document, {"source", "acts"}, library.sources, "source")
    yield from unknown_in(document, {"sector"}, library.sectors, "sector")
    yield from _causes(library, document)
    version = (checklist.plan, checklist.version)
    if version in versions:
        yield duplicate(document.where("version"), f"{checklist.plan} {checklist.version}", versions[version])
    versions.setdefault(version, document.where("version"))
    yield from _keys(document, [(("groups", g), group.key) for g, group in enumerate(checklist.groups)])
    yield from _keys(document, [(at, item.key) for at, _, item in _items(checklist)])
    for at, group, item in _items(checklist):
        yield from _item(document, at, group, item)
    if checklist.plan in library.plans():
        yield from _against_plan(library.plan(checklist.plan), checklist, document)
    else:
        yield _unknown_plan(document.where("plan"), checklist.plan, library.plans())


def _items(checklist: Checklist) -> Iterator[tuple[Where, GroupDefinition, ItemDefinition]]:
    for g, group in enumerate(checklist.groups):
        for i, item in enumerate(group.items):
            yield ("groups", g, "items", i), group, item


def _item(document: Document, at: Where, group: GroupDefinition, item: ItemDefinition) -> Iterator[Fault]:
    yield from _inner_keys(document, at, item)
    if stray := set(item.kinds) - set(group.kinds):
        where = document.where(*at, "kinds")
        yield _wrong(
            where, "loại đơn vị phải thuộc nhóm", "kinds must be among those of the group", str(sorted(stray))
        )
    if item.basis.empty and group.basis.empty:
        yield _wrong(document.where(*at), "phải nêu căn cứ", "a basis must be named", item.key)
    if item.fault_when is None or item.suggests is None:
        return
    form, where = str(item.fault_when.form), document.where(*at, "fault_when")
    if item.answer not in FORMS[form]:
        yield _wrong(where, "điều kiện không hợp kiểu trả lời", "the condition does not fit the answer", form)
    known = answers_of(item, item.answer)
    for answer in item.fault_when.answer or ():
        if item.answer in ("yes_no", "choice") and answer not in known:
            yield _wrong(where, "không có phương án này", "there is no such answer", answer)
    for language in ("vi", "en"):
        for name in PLACEHOLDER.findall(getattr(item.suggests, language)):
            if name not in PLACES[item.answer]:
                place = document.where(*at, "suggests", language)
                yield _wrong(place, "không có chỗ điền này", "there is no such placeholder", name)


def _inner_keys(document: Document, at: Where, item: Question) -> Iterator[Fault]:
    """Columns, options, and options of columns, each key once."""
    yield from _keys(document, [((*at, "columns", c), column.key) for c, column in enumerate(item.columns)])
    yield from _keys(document, [((*at, "options", o), option.key) for o, option in enumerate(item.options)])
    for c, column in enumerate(item.columns):
        found = [((*at, "columns", c, "options", o), x.key) for o, x in enumerate(column.options)]
        yield from _keys(document, found)


def _against_plan(plan: PlanDefinition, checklist: Checklist, document: Document) -> Iterator[Fault]:
    """Contents and kinds of the plan, and every content asked of every kind that the plan inspects."""
    numbers = {c.number for c in plan.contents}
    kinds = {kind for who in plan.who for kind in who.kinds}
    for g, group in enumerate(checklist.groups):
        if group.content not in numbers:
            where = document.where("groups", g, "content")
            yield _wrong(
                where, "kế hoạch không có nội dung này", "the plan has no such content", str(group.content)
            )
        if stray := set(group.kinds) - kinds:
            where = document.where("groups", g, "kinds")
            yield _wrong(
                where, "kế hoạch không kiểm tra", "the plan does not inspect these", str(sorted(stray))
            )
    asked = {(item.content, kind) for item in items_of(checklist) for kind in item.kinds}
    for content in plan.contents:
        for kind in sorted(kinds - {k for c, k in asked if c == content.number}):
            yield _not_asked(document.where("groups"), content.number, kind)
    if checklist.valid_from > plan.period.start:
        where, got = document.where("valid_from"), checklist.valid_from.isoformat()
        yield _wrong(where, "phải có hiệu lực trước kỳ kiểm tra", "must be in force before the period", got)


def _outline(library: Library, key: str) -> Iterator[Fault]:
    outline, document = (
        library.read(Outline, OUTLINES, f"{key}.yaml"),
        library.document(OUTLINES, f"{key}.yaml"),
    )
    yield from _key(document, outline.key, key)
    yield from unknown_in(document, {"source"}, library.sources, "source")
    yield from _keys(document, [(("sections", s), section.key) for s, section in enumerate(outline.sections)])
    places: list[tuple[Where, Any]] = [
        (("sections", s, "items", i), item)
        for s, section in enumerate(outline.sections)
        for i, item in enumerate(section.items)
    ]
    yield from _keys(document, [(at, item.key) for at, item in places])
    for at, item in places:
        yield from _inner_keys(document, at, item)


def _causes(library: Library, document: Document) -> Iterator[Fault]:
    if library.path("causes", "causes.yaml").exists():
        known = {cause.key for cause in read_taxonomy(library).causes}
        for fault in unknown_in(document, {"causes"}, known, "source"):
            yield _wrong(fault.where, "không có nguyên nhân này", "there is no such cause", fault.got)


def _keys(document: Document, found: Iterable[tuple[Where, str]]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for at, key in found:
        where = document.where(*at, "key")
        if key in seen:
            yield duplicate(where, key, seen[key])
        seen.setdefault(key, where)


def _key(document: Document, got: str, expected: str) -> Iterator[Fault]:
    if got != expected:
        yield _wrong(
            document.where("key"), "khóa phải là tên tệp", "the key must be the name of the file", got
        )


def _unknown_plan(where: str, got: str, known: list[str]) -> Fault:
    fault = unknown("source", where, got, ", ".join(known))
    vi, en = f"Không có kế hoạch “{got}”; hãy sửa khóa.", f"There is no plan “{got}”; correct the key."
    return Fault("checklists.unknown_plan", fault.where, vi, en, got=got, expected=fault.expected)


def _not_asked(where: str, content: int | None, kind: str) -> Fault:
    return Fault(
        "checklists.content_not_asked",
        where,
        f"Nội dung {content} không có câu hỏi nào cho loại đơn vị “{kind}”; hãy bổ sung.",
        f"Content {content} has no question for the kind “{kind}”; add one.",
        got="nothing",
        expected=f"content {content}: {kind}",
    )


def _wrong(where: str, vi: str, en: str, got: str) -> Fault:
    return Fault(
        "checklists.wrong_item",
        where,
        f"Bộ câu hỏi chưa đúng: {vi} (“{got}”); hãy sửa.",
        f"The checklist is not right: {en} (“{got}”); correct it.",
        got=got,
        expected=en,
    )
