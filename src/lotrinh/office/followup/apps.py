"""The component as Django knows it."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Corrective actions, reminders, re-inspection."""

    name = "lotrinh.office.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"
