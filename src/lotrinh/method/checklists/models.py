"""Questions as data: what is asked, of whom, how it is answered, and when an answer suggests a finding."""

from __future__ import annotations

from datetime import date as Day
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from lotrinh.method.definitions.faulty import ModelFault
from lotrinh.method.definitions.models import Cited, Kind, Mark, Strict, Text
from lotrinh.method.findings.models import FindingKind, Weight

AnswerKind = Literal["yes_no", "number", "share", "date", "choice", "text", "table", "draw"]
CellKind = Literal["text", "number", "date", "yes_no", "choice"]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Criterion = Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
YES_NO: dict[str, Text] = {
    "yes": Text(vi="Có", en="Yes"),
    "no": Text(vi="Không", en="No"),
    "partly": Text(vi="Một phần", en="Partly"),
}
DRAW_RESULTS: dict[str, Text] = {
    "on_time": Text(vi="Đúng hạn", en="On time"),
    "late": Text(vi="Trễ hạn", en="Late"),
    "pending": Text(vi="Còn trong hạn", en="Not yet due"),
    "not_found": Text(vi="Không xuất trình được", en="Could not be shown"),
}


class Option(Strict):
    """One of the answers to a choice."""

    key: Key
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Asked(Strict):
    """What a question and a column of a table have in common.

    unit: of a number, or what a share counts. decimals: digits allowed after the point. help: for who asks.
    """

    key: Key
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    help: Text | None = None
    required: bool = False
    unit: Text | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    decimals: int = Field(default=0, ge=0, le=6)
    options: tuple[Option, ...] = ()

    def sentence(self, language: str = "vi") -> str:
        """The question in one language."""
        return self.en if language == "en" else self.vi


class Column(Asked):
    """A column of a table, or what is looked at in every dossier drawn."""

    answer: CellKind

    @model_validator(mode="after")
    def _fits(self) -> Column:
        _options_fit(self, self.answer)
        return self


class Question(Asked):
    """A question with the kind of its answer. columns: of a table or a draw; max_rows: the most rows."""

    answer: AnswerKind
    columns: tuple[Column, ...] = ()
    max_rows: int = Field(default=200, ge=1, le=1000)
    max_length: int = Field(default=20_000, ge=1, le=20_000)

    @model_validator(mode="after")
    def _fits(self) -> Question:
        _options_fit(self, self.answer)
        if self.answer == "table" and not self.columns:
            raise _wrong("columns", "câu hỏi dạng bảng phải có cột", "a table needs columns")
        if self.columns and self.answer not in ("table", "draw"):
            raise _wrong("columns", "chỉ bảng và rút hồ sơ mới có cột", "only tables and draws have columns")
        return self


class Basis(Strict):
    """What a question checks: acts by id, criteria of the index by kind of body, a task in words."""

    acts: tuple[str, ...] = ()
    criteria: dict[Kind, tuple[Criterion, ...]] = {}
    task: Text | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is named."""
        return not (self.acts or self.criteria or self.task)


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class FaultWhen(Strict):
    """The one condition under which an answer suggests a finding; declared, never evaluated as code."""

    answer: Annotated[tuple[str, ...] | None, BeforeValidator(_as_list)] = None
    share_below: Decimal | None = Field(default=None, ge=0, le=1)
    share_above: Decimal | None = Field(default=None, ge=0, le=1)
    number_below: Decimal | None = None
    number_above: Decimal | None = None
    late_above: int | None = Field(default=None, ge=0)
    rows_below: int | None = Field(default=None, ge=1)
    rows_above: int | None = Field(default=None, ge=0)
    later_than: Day | None = None

    @model_validator(mode="after")
    def _one(self) -> FaultWhen:
        if sum(getattr(self, name) is not None for name in self.model_fields_set) != 1:  # as dumped, too
            raise _wrong("fault_when", "phải nêu đúng một điều kiện", "name exactly one condition")
        return self

    @property
    def form(self) -> str | None:
        """The name of the condition."""
        return next((n for n in self.model_fields_set if getattr(self, n) is not None), None)


class Suggests(Strict):
    """The finding that is suggested. vi, en may hold placeholders ({count}); unit: what its extent counts."""

    kind: FindingKind = "shortcoming"
    sector: str
    weight: Weight = "light"
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    unit: Text | None = None
    causes: tuple[str, ...] = ()


class Checked(Question):
    """A question of a checklist, without its place. evidence: what to ask for or photograph."""

    basis: Basis = Basis()
    evidence: Text | None = None
    fault_when: FaultWhen | None = None
    suggests: Suggests | None = None

    @model_validator(mode="after")
    def _both(self) -> Checked:
        if (self.fault_when is None) != (self.suggests is None):
            raise _wrong(
                "suggests", "fault_when và suggests phải đi cùng nhau", "fault_when and suggests go together"
            )
        return self


class ItemDefinition(Checked):
    """An item as it stands in the file; what it leaves out is taken from its group."""

    kinds: tuple[Kind, ...] = ()
    mark: Mark | None = None
    source: str | None = None
    reason: Text | None = None


class GroupDefinition(Cited):
    """Items that belong together within a content of the plan."""

    key: Key
    content: int = Field(ge=1)
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    kinds: tuple[Kind, ...] = Field(min_length=1)
    basis: Basis = Basis()
    items: tuple[ItemDefinition, ...] = Field(min_length=1)


class Checklist(Cited):
    """checklists/<key>.yaml: one version of the questions of a plan, in force from valid_from on."""

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    version: int = Field(ge=1)
    plan: str
    title: Text
    valid_from: Day
    licence: str
    note: Text | None = None
    groups: tuple[GroupDefinition, ...] = Field(min_length=1)


class Item(Checked):
    """A question with its place: number of the content, group, kinds of bodies asked, mark and source."""

    content: int
    group: str
    group_title: Text
    kinds: tuple[Kind, ...]
    mark: Mark
    source: str | None = None


def resolved(group: GroupDefinition, item: ItemDefinition) -> Item:
    """The item with what its group says for it."""
    own = {name: getattr(item, name) for name in Checked.model_fields}
    if item.basis.empty:
        own["basis"] = group.basis
    return Item.model_construct(
        **own,
        content=group.content,
        group=group.key,
        group_title=Text(vi=group.vi, en=group.en),
        kinds=item.kinds or group.kinds,
        mark=item.mark or group.mark,
        source=item.source if item.mark else group.source,
    )


def answers_of(asked: Asked, answer: str) -> dict[str, Text]:
    """Key → words of every answer that a yes-no question or a choice has; empty for other kinds."""
    if answer == "yes_no":
        return YES_NO
    return {o.key: Text(vi=o.vi, en=o.en) for o in asked.options}


def _options_fit(asked: Asked, answer: str) -> None:
    if (answer == "choice") != bool(asked.options):
        raise _wrong(
            "options",
            "chỉ câu hỏi lựa chọn mới có, và phải có, phương án",
            "a choice has options, others none",
        )
    bounded = asked.min is not None or asked.max is not None or asked.decimals
    if bounded and answer != "number":
        raise _wrong("min", "chỉ số mới có giới hạn và số lẻ", "only numbers have bounds and decimals")
    if asked.min is not None and asked.max is not None and asked.min > asked.max:
        raise _wrong("min", "min phải không lớn hơn max", "min must not exceed max")


def _wrong(key: str, vi: str, en: str) -> ModelFault:
    return ModelFault(
        "checklists.wrong_form",
        f"Khai báo “{key}” chưa đúng: {vi}; hãy sửa.",
        f"“{key}” is not right: {en}; correct it.",
        got=key,
        expected=en,
        at=(key,),
    )
