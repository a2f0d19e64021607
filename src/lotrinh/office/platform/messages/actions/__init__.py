"""Telling somebody something, reading it, and sending a doubtful mail again."""

from lotrinh.office.platform.messages.actions.reading import mark_all_read, mark_read
from lotrinh.office.platform.messages.actions.resending import may_send_again, send_again
from lotrinh.office.platform.messages.actions.telling import tell, tell_all

__all__ = ["mark_all_read", "mark_read", "may_send_again", "send_again", "tell", "tell_all"]
