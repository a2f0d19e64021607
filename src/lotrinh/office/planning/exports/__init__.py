"""Exports of a roadmap: workbook, calendar, annex. Each takes a RoadmapContent and returns bytes."""

from lotrinh.office.planning.exports.annex import annex_docx, annex_pdf
from lotrinh.office.planning.exports.excel import roadmap_workbook as workbook
from lotrinh.office.planning.exports.feed import HalfDayTimes
from lotrinh.office.planning.exports.feed import roadmap_feed as calendar

__all__ = ["HalfDayTimes", "annex_docx", "annex_pdf", "calendar", "workbook"]
