"""The desk of one inspection: every question with its answers, what they amount to, what hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from lotrinh.method.checklists import Item, Question, Suggestion, Value, draw_result, judge, wilson
from lotrinh.method.checklists.models import DRAW_RESULTS, answers_of
from lotrinh.method.trace import Reason
from lotrinh.office.inspections.models import (
    Answer,
    AnswerRevision,
    Conflict,
    Evidence,
    Finding,
    Inspection,
)
from lotrinh.office.inspections.models import Question as QuestionRow
from lotrinh.office.inspections.recording import whole_value
from lotrinh.office.inspections.recording.asked import asked_of

if TYPE_CHECKING:
    from lotrinh.office.accounts.models import Account

OPEN, SETTLED, BEGUN = "open", "settled", "begun"
NO_CONTENT = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A drawn dossier or a row of a table; answer None: nothing is recorded yet."""

    number: str
    answer: Answer | None

    @property
    def value(self) -> Mapping[str, Any]:
        """What is recorded of it."""
        return (self.answer.value or {}) if self.answer else {}


@dataclass(frozen=True)
class Line:
    """A question of the desk. whole: the answer to the question itself; slots: dossiers or rows.

    settled: nothing more is needed; share: the interval of a draw or a share, in a sentence; suggestion: the
    finding that the answer suggests.
    """

    row: QuestionRow
    item: Item | Question
    whole: Answer | None
    slots: tuple[Slot, ...] = ()
    status: str = OPEN
    share: Reason | None = None
    suggestion: Suggestion | None = None
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    in_conflict: bool = False

    @property
    def key(self) -> str:
        """Key of the question."""
        return self.row.key

    @property
    def revision(self) -> int:
        """Of the answer to the question itself; 0 while there is none."""
        return self.whole.revision if self.whole else 0

    @property
    def state(self) -> str:
        """answered, missing, refused, not_applicable; '' while nobody answered."""
        return self.whole.state if self.whole else ""

    @property
    def value(self) -> Any:
        """Plain JSON of the kind."""
        return self.whole.value if self.whole else None

    @property
    def told(self) -> str:
        """Who answered, and when by the server."""
        if self.whole is None:
            return ""
        name = self.whole.by.full_name if self.whole.by else ""
        return f"{name}, {timezone.localtime(self.whole.at):%d/%m/%Y %H:%M}"

    @property
    def keeps_whole(self) -> bool:
        """The page holds the value as it is: a draw, or the rows of a table that came as one."""
        return self.item.answer in ("draw", "table") and bool(self.value)

    @property
    def options(self) -> list[tuple[str, Any]]:
        """Key and words of what may be chosen."""
        return list(answers_of(self.item, self.item.answer).items())


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of one content group, and how many are settled."""

    number: int
    title: Any
    lines: tuple[Line, ...]
    settled: int

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything of an inspection that is recorded."""

    parts: tuple[Part, ...]
    total: int
    settled: int
    findings: int
    conflicts: int
    others: tuple[Evidence, ...] = field(default=())


@dataclass
class _Hung:
    """What hangs on questions, by their keys."""

    answers: dict[int, dict[str, Answer]]
    evidence: dict[int | None, list[Evidence]]
    findings: dict[int | None, list[Finding]]
    conflicts: set[str]
    open_conflicts: int


def desk(actor: Account, inspection: Inspection) -> Desk:
    """A constant number of queries, however many questions there are."""
    rows = list(QuestionRow.objects.visible_to(actor).filter(inspection=inspection, removed_at__isnull=True))
    hung = _hung(actor, inspection)
    lines = [_line(row, hung) for row in rows]
    titles = (
        {c["number"]: c for c in inspection.plan.definition.get("contents", ())} if inspection.plan else {}
    )
    parts = tuple(_parts(lines, titles))
    return Desk(
        parts,
        len(lines),
        sum(p.settled for p in parts),
        sum(map(len, hung.findings.values())),
        hung.open_conflicts,
        tuple(e for e in hung.evidence[None] if e.finding_id is None),
    )


def _parts(lines: Iterable[Line], titles: Mapping[int, Any]) -> Iterable[Part]:
    """What the system or a person asks besides comes first."""
    groups: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        own = line.row.origin == "checklist" and line.row.content
        groups[line.row.content or NO_CONTENT if own else NO_CONTENT].append(line)
    for number in sorted(groups):
        settled = sum(line.status == SETTLED for line in groups[number])
        yield Part(number, titles.get(number), tuple(groups[number]), settled)


def _hung(actor: Account, inspection: Inspection) -> _Hung:
    answers: dict[int, dict[str, Answer]] = defaultdict(dict)
    for answer in Answer.objects.visible_to(actor).filter(inspection=inspection).select_related("by"):
        answers[answer.question_id][answer.slot] = answer
    evidence: dict[int | None, list[Evidence]] = defaultdict(list)
    pieces = Evidence.objects.visible_to(actor).filter(
        inspection=inspection, withdrawn_at=None, report_item=None
    )
    for piece in pieces.select_related("file"):
        evidence[piece.question_id].append(piece)
    findings: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in Finding.objects.visible_to(actor).filter(inspection=inspection, withdrawn_at=None):
        findings[finding.question_id].append(finding)
    targets = Conflict.objects.visible_to(actor).filter(inspection=inspection, resolved_at=None)
    listed = list(targets.values_list("target", flat=True))
    clashing = {t["question"] for t in listed if t["kind"] == "answer"}
    return _Hung(answers, evidence, findings, clashing, len(listed))


def _line(row: QuestionRow, hung: _Hung) -> Line:
    item = asked_of(row.pk, row.key, row.item).item
    slots = hung.answers[row.pk]
    value = whole_value(item, {s: a.value for s, a in slots.items() if a.state == "answered"})
    whole = slots.get("")
    return Line(
        row, item, whole, tuple(_slots(item, slots)), _status(item, whole, value), _share(item, value),
        _suggestion(item, value), tuple(hung.evidence.get(row.pk, ())), tuple(hung.findings.get(row.pk, ())),
        row.key in hung.conflicts,
    )  # fmt: skip


def _slots(item: Item | Question, answers: Mapping[str, Answer]) -> Iterable[Slot]:
    whole = answers.get("")
    if item.answer == "draw" and whole and whole.value:
        for number in whole.value["drawn"]:
            yield Slot(str(number), answers.get(str(number)))
    if item.answer == "table":
        for number in sorted((s for s in answers if s), key=int):
            if answers[number].state == "answered":
                yield Slot(number, answers[number])


def _status(item: Item | Question, whole: Answer | None, value: Any) -> str:
    if whole is not None and whole.state in ("not_applicable", "refused"):
        return SETTLED
    if value in (None, "", []):
        return OPEN
    return BEGUN if item.answer == "draw" and not draw_result(value).complete else SETTLED


def _suggestion(item: Item | Question, value: Any) -> Suggestion | None:
    """The answer was checked when it was taken."""
    if value is None or not isinstance(item, Item) or item.fault_when is None:
        return None
    return judge(item, Value("answered", value))


def _share(item: Item | Question, value: Any) -> Reason | None:
    if value is None or item.answer not in ("draw", "share"):
        return None
    if item.answer == "share":
        return Reason("recording.share", *_percent(value["count"], value["of"])) if value["of"] else None
    seen = draw_result(value)
    interval = wilson(seen.on_time, seen.judged)
    if interval is None:
        return None
    low, high = (round(part * 100) for part in (interval.low, interval.high))
    (vi, en), frame = _percent(seen.on_time, seen.judged), f"{seen.frame:,}"
    return Reason(
        "recording.interval",
        f"{vi} đúng hạn. Rút {seen.drawn} trên {frame.replace(',', '.')} hồ sơ, nên với độ tin cậy 95 % "
        f"tỷ lệ đúng hạn của toàn bộ hồ sơ nằm trong khoảng {low} % đến {high} %.",
        f"{en} on time. {seen.drawn} of {frame} dossiers were drawn: at 95 % confidence the share of all "
        f"dossiers on time lies between {low} % and {high} %.",
        interval.as_dict(),
    )


def _percent(count: int, of: int) -> tuple[str, str]:
    share = f"{count * 100 / of:.1f}"
    return f"{count}/{of} ({share.replace('.', ',')} %)", f"{count} of {of} ({share} %)"


def line_of(actor: Account, inspection: Inspection, key: str) -> Line:
    """One question of the desk; 404 when there is none."""
    rows = QuestionRow.objects.visible_to(actor).filter(inspection=inspection, removed_at__isnull=True)
    return _line(get_object_or_404(rows, key=key), _hung(actor, inspection))


def history(actor: Account, inspection: Inspection, key: str, slot: str) -> list[AnswerRevision]:
    """How an answer came to be, newest first."""
    rows = Answer.objects.visible_to(actor).filter(inspection=inspection, question__key=key, slot=slot)
    found = AnswerRevision.objects.filter(answer__in=rows.values("pk")).select_related("by")
    return list(found.order_by("-revision"))


def result_words() -> list[tuple[str, Any]]:
    """Key and words of what may be seen of a dossier."""
    return list(DRAW_RESULTS.items())
