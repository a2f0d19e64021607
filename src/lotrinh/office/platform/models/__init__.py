"""Tables of the platform: audit trail, files, papers, messages, background work."""

from lotrinh.office.platform.models.audit import AuditEntry
from lotrinh.office.platform.models.files import StoredFile
from lotrinh.office.platform.models.messages import Digest, Message
from lotrinh.office.platform.models.papers import OfficialPaper, PaperSeries, PaperSignature
from lotrinh.office.platform.models.work import ScheduledRun, WorkerBeat

__all__ = [
    "AuditEntry",
    "Digest",
    "Message",
    "OfficialPaper",
    "PaperSeries",
    "PaperSignature",
    "ScheduledRun",
    "StoredFile",
    "WorkerBeat",
]
