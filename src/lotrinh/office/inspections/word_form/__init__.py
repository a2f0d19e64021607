"""The self-report as a Word form: made from the outline, taken back row by row."""

from lotrinh.office.inspections.word_form.making import make_form
from lotrinh.office.inspections.word_form.reading import ReadForm, ReadRow, read_form

__all__ = ["ReadForm", "ReadRow", "make_form", "read_form"]
