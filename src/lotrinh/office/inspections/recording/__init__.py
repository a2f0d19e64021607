"""Recording: commands of a desk or a device, applied to what stands. No database in here."""

from lotrinh.office.inspections.recording.applying import apply_command
from lotrinh.office.inspections.recording.draws import whole_value
from lotrinh.office.inspections.recording.incoming import MOST, STEPS, Batch, Incoming, Unreadable, read_batch
from lotrinh.office.inspections.recording.outcomes import AGAIN, CONFLICT, REFUSED, TAKEN, Outcome
from lotrinh.office.inspections.recording.record import Asked, Brought, Choices, Earlier, Piece, Record
from lotrinh.office.inspections.recording.settling import Doing
from lotrinh.office.inspections.recording.standing import Maker, OpenConflict, Standing, Target, Version

__all__ = [
    "AGAIN",
    "CONFLICT",
    "MOST",
    "REFUSED",
    "STEPS",
    "TAKEN",
    "Asked",
    "Batch",
    "Brought",
    "Choices",
    "Doing",
    "Earlier",
    "Incoming",
    "Maker",
    "OpenConflict",
    "Outcome",
    "Piece",
    "Record",
    "Standing",
    "Target",
    "Unreadable",
    "Version",
    "apply_command",
    "read_batch",
    "whole_value",
]
