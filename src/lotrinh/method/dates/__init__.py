"""Days, half days, and the working calendar of State bodies."""

from lotrinh.method.dates.calendar import CalendarDay, WorkingCalendar
from lotrinh.method.dates.half_days import HalfDay, Part

__all__ = ["CalendarDay", "HalfDay", "Part", "WorkingCalendar"]
