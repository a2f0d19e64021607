"""The parts of a template as blocks of a paper: loops unrolled, conditions asked, headings numbered."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from lotrinh.office.platform.papers.counting import Counter
from lotrinh.office.platform.papers.filling import fill, look_up
from lotrinh.office.platform.papers.paper import Block, Centre, Column, Group, Table, Text, Title
from lotrinh.office.platform.papers.punctuation import capital_first, sentence, without_end
from lotrinh.office.platform.papers.template import Part, TableOf

Scope = Mapping[str, Any]


class Conditional(Protocol):
    """What may stand under conditions."""

    @property
    def when(self) -> str | None:
        """Field that has to be there."""

    @property
    def unless(self) -> str | None:
        """Field that has to be missing or empty."""


def chosen(part: Conditional, scope: Scope) -> Iterator[Scope]:
    """The scopes in which a part stands: none when its conditions fail, one, or one for each of a list."""
    if part.when and not look_up(part.when, scope):
        return
    if part.unless and look_up(part.unless, scope):
        return
    each = getattr(part, "each", None)
    if each is None:
        yield scope
        return
    name: str = getattr(part, "item", "item")
    for place, element in enumerate(look_up(each, scope) or (), start=1):
        yield {**scope, name: element, "n": place}


@dataclasses.dataclass(frozen=True, slots=True)
class Listed(Text):
    """One of a run (legal bases, members of a team): its end depends on whether another one follows."""


def body_of(parts: Iterable[Part], scope: Scope, *, closes: bool) -> tuple[Block, ...]:
    """The blocks; closes: the last paragraph takes the ending mark './.' of the paper."""
    blocks = list(_ended(list(_blocks(parts, scope, Counter()))))
    last = blocks[-1] if blocks else None
    if closes and isinstance(last, Text):
        blocks[-1] = dataclasses.replace(last, text=without_end(last.text), closing=True)
    return tuple(blocks)


def _ended(blocks: list[Block]) -> Iterator[Block]:
    """Every one of a run ends with ';', the last with '.'."""
    for block, follower in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Listed):
            end = ";" if isinstance(follower, Listed) else "."
            yield Text(without_end(block.text) + end, block.closing, block.italic, block.lead)
        else:
            yield block


def _blocks(parts: Iterable[Part], scope: Scope, counter: Counter) -> Iterator[Block]:
    for part in parts:
        for inner in chosen(part, scope):
            yield from _of_part(part, inner, counter)


def _of_part(part: Part, scope: Scope, counter: Counter) -> Iterator[Block]:
    if part.parts is not None:
        yield from _blocks(part.parts, scope, counter)
    elif part.title is not None:
        words = fill(part.title, scope)
        yield Title(words if part.plain else f"{counter.title(part.level)} {words}", indented=True)
    elif part.basis is not None:
        yield Listed(fill(part.basis, scope), italic=True)
    elif part.centre is not None:
        yield Centre(fill(part.centre, scope))
    elif part.table is not None:
        yield _table(part.table, scope)
    else:
        yield from _paragraphs(part, scope, counter)


def _paragraphs(part: Part, scope: Scope, counter: Counter) -> Iterator[Text]:
    """The words of a part; lines that were typed become paragraphs, the number stands before the first."""
    words = part.article or part.point or part.text or ""
    lines = [line.strip() for line in fill(words, scope).splitlines() if line.strip()]
    lines = [capital_first(line) for line in lines]
    if not lines:
        return
    lead = counter.article() if part.article is not None else ""
    mark = f"{counter.point(part.style)} " if part.point is not None else ""
    if part.run:
        yield Listed(mark + " ".join(lines), italic=part.italic)
        return
    yield Text(sentence(mark + lines[0]), italic=part.italic, lead=lead)
    for line in lines[1:]:
        yield Text(sentence(line), italic=part.italic)


def _table(table: TableOf, scope: Scope) -> Table:
    rows = tuple(
        tuple(fill(column.text, {**scope, table.row: row, "n": place}) for column in table.columns)
        for place, row in enumerate(look_up(table.rows, scope) or (), start=1)
    )
    return Table(tuple(Column(c.title, c.share, c.align) for c in table.columns), (Group("", rows),))
