"""What lies in the file of an inspection, in its order: papers, report, answers, findings, evidence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from lotrinh.office.inspections.models import Evidence, Inspection, SelfReport, SelfReportItem
from lotrinh.office.inspections.needs import OWNER
from lotrinh.office.inspections.outlines import outline_of
from lotrinh.office.inspections.papers.archive_tables import answers_table, findings_table
from lotrinh.office.inspections.papers.gathering import Gathered, gather
from lotrinh.office.inspections.word_form import make_form
from lotrinh.office.platform.files.names import clean_name, ending_of
from lotrinh.office.platform.models import AuditEntry, OfficialPaper
from lotrinh.office.platform.papers.template import read_template

if TYPE_CHECKING:
    from lotrinh.office.platform.models import StoredFile

PAPERS, REPORT, RECORD, EVIDENCE, TRAIL = (
    "01 Văn bản",
    "02 Báo cáo tự kiểm tra",
    "03 Kết quả kiểm tra",
    "04 Minh chứng",
    "05 Quá trình",
)
PACKED: Final = (
    ".pdf",
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".docx",
    ".xlsx",
    ".pptx",
    ".mp4",
    ".webm",
    ".m4a",
    ".mp3",
)
STATES: Final = {"draft": "DỰ THẢO", "signed": "", "replaced": "ĐÃ THAY THẾ", "withdrawn": "ĐÃ HỦY"}
LONGEST_STEM: Final = 90


@dataclass(frozen=True)
class Entry:
    """A file of the archive: its bytes, or the hash under which they lie. told: more for the index."""

    path: str
    title: str
    made_at: datetime
    data: bytes | None = None
    sha256: str = ""
    size: int = 0
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def packed(self) -> bool:
        """Already compressed by its own kind."""
        return self.path.lower().endswith(PACKED)


def entries_of(inspection: Inspection, at: datetime) -> Iterator[Entry]:
    """Every file in the order of the index; names are harmless and none stands twice."""
    gathered = gather(inspection)
    taken: set[str] = set()
    for entry in _all(gathered, at):
        path = _free(entry.path, taken)
        taken.add(path.casefold())
        yield entry if path == entry.path else Entry(**{**entry.__dict__, "path": path})


def _all(gathered: Gathered, at: datetime) -> Iterator[Entry]:
    yield from _papers(gathered)
    yield from _self_report(gathered, at)
    moment = gathered.inspection.ended_at or gathered.inspection.opened_at
    yield Entry(
        f"{RECORD}/Trả lời theo câu hỏi.xlsx", "Trả lời theo câu hỏi", moment, answers_table(gathered)
    )
    yield Entry(f"{RECORD}/Phát hiện.xlsx", "Phát hiện", moment, findings_table(gathered))
    yield from _evidence(gathered.inspection)
    yield from _trail(gathered, at)


def _free(path: str, taken: set[str]) -> str:
    stem, dot, ending = path.rpartition(".")
    found, number = path, 2
    while found.casefold() in taken:
        found, number = f"{stem} ({number}){dot}{ending}", number + 1
    return found


def _papers(gathered: Gathered) -> Iterator[Entry]:
    for paper in sorted(gathered.papers, key=lambda p: (p.drafted_at, p.pk)):
        mark, title = STATES[paper.state], read_template(paper.template).title["vi"]
        number = f"{paper.number:02d}-{paper.symbol}" if paper.number else paper.symbol
        front = " ".join(part for part in (mark, number, title) if part)
        told = {
            "number": f"{paper.number:02d}/{paper.symbol}" if paper.number else None,
            "state": paper.state,
            "date": paper.signed_on.isoformat() if paper.signed_on else None,
            "digest": paper.digest,
        }
        for name, words in (("signed_file", "bản ký"), ("pdf", "bản in"), ("docx", "bản Word")):
            stored = getattr(paper, name)
            if stored is not None:
                yield _stored(PAPERS, f"{front} ({words})", title, stored, told)
        yield from _signatures(paper, front, title, told)


def _signatures(paper: OfficialPaper, front: str, title: str, told: dict[str, Any]) -> Iterator[Entry]:
    sides = {
        "team": "đoàn",
        "unit": "đơn vị",
        "issuer": "cơ quan ban hành",
        "secretary": "người ghi biên bản",
    }
    rows = list(paper.signatures.select_related("file"))
    for row in rows:
        if row.file is not None and row.file_id != paper.signed_file_id:
            yield _stored(PAPERS, f"{front} (ký, {sides.get(row.side, row.side)})", title, row.file, told)
    if rows:
        verdicts = [
            {"side": r.side, "kind": r.kind, "signer": r.signer_name, "office": r.signer_office,
             "note": r.note, "signed_at": r.signed_at.isoformat(), "verdict": r.verdict,
             "file": r.file.sha256 if r.file else None}
            for r in rows
        ]  # fmt: skip
        name = f"{PAPERS}/{_safe(f'{front} (chữ ký)')}.json"
        yield Entry(name, f"Chữ ký: {title}", rows[-1].recorded_at, _json(verdicts), told=told)


def _stored(folder: str, stem: str, title: str, file: StoredFile, told: dict[str, Any]) -> Entry:
    ending = ending_of(file.name)
    path = f"{folder}/{_safe(stem)}{f'.{ending}' if ending else ''}"
    return Entry(path, title, file.brought_at, None, file.sha256, file.size, told)


def _safe(stem: str) -> str:
    return clean_name(stem.replace("/", "-").replace("\\", "-"))[:LONGEST_STEM].rstrip(" .")


def _self_report(gathered: Gathered, at: datetime) -> Iterator[Entry]:
    report: SelfReport | None = gathered.self_report
    if report is None:
        return
    values = dict(SelfReportItem.objects.filter(report=report).values_list("key", "value"))
    mark = "" if report.state == SelfReport.HANDED_IN else "CHƯA NỘP "
    made = make_form(gathered.inspection, outline_of(gathered.inspection), values)
    moment = report.handed_in_at or gathered.inspection.opened_at
    title = "Báo cáo tự kiểm tra"
    yield Entry(f"{REPORT}/{mark}{title}.docx", title, moment, settled(made))
    if report.word_file is not None:
        yield _stored(REPORT, f"{title} (bản đơn vị gửi)", title, report.word_file, {})


def settled(package: bytes) -> bytes:
    """The same document without the moment at which it was packed, so that it is packed alike each time."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            fixed = zipfile.ZipInfo(info.filename)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(info))
    return out.getvalue()


def _evidence(inspection: Inspection) -> Iterator[Entry]:
    """Every version of every piece, also those that were withdrawn."""
    rows = (
        Evidence.objects.for_actions()
        .filter(inspection=inspection)
        .select_related("file", "question", "finding")
    )
    pieces: dict[Any, int] = {}
    for row in rows.order_by("pk"):
        number = pieces.setdefault(row.piece, len(pieces) + 1)
        gone = " ĐÃ RÚT" if row.withdrawn_at else ""
        stem = row.file.name.rpartition(".")[0] or row.file.name
        told = {
            "piece": str(row.piece), "version": row.number, "caption": row.caption,
            "about_on": row.about_on.isoformat() if row.about_on else None,
            "by": row.by_id, "at": row.at.isoformat(),
            "question": row.question.key if row.question else None,
            "finding": str(row.finding.uid) if row.finding else None, "withdrawn": bool(row.withdrawn_at),
        }  # fmt: skip
        title = row.caption or row.file.name
        yield _stored(EVIDENCE, f"MC{number:03d} v{row.number}{gone} {stem}", title, row.file, told)


def _trail(gathered: Gathered, at: datetime) -> Iterator[Entry]:
    inspection = gathered.inspection
    steps = [
        {"verb": s.verb, "before": s.before, "after": s.after, "by": str(s.by) if s.by else None,
         "reason": s.reason, "at": s.at.isoformat(), "data": s.data,
         "paper": str(s.paper.uid) if s.paper else None}
        for s in inspection.steps.select_related("by", "paper")
    ]  # fmt: skip
    yield Entry(f"{TRAIL}/Các bước.json", "Các bước của cuộc kiểm tra", at, _json(steps))
    papers = [str(p.pk) for p in gathered.papers]
    own = AuditEntry.objects.filter(subject_type=OWNER, subject_id=str(inspection.pk))
    theirs = AuditEntry.objects.filter(subject_type=OfficialPaper._meta.label_lower, subject_id__in=papers)
    entries = [
        {"number": e.number, "at": e.at.isoformat(), "actor": e.actor_label, "verb": e.verb,
         "subject": e.subject_label, "before": e.before, "after": e.after, "note": e.note, "hash": e.hash,
         "previous_hash": e.previous_hash}
        for e in sorted([*own, *theirs], key=lambda e: e.number)
    ]  # fmt: skip
    yield Entry(f"{TRAIL}/Nhật ký.json", "Nhật ký", at, _json(entries))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str, sort_keys=True).encode()
