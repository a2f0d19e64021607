"""The component as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Corrective actions, reminders, re-inspection."""

    name = "lotrinh.office.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give inspections the condition to close and questions, and the clock its reminders."""
        for name in ("needs", "schedules", "offers"):
            import_module(f"lotrinh.office.followup.{name}")
