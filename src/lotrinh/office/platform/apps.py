"""The component as Django knows it."""

from importlib import import_module

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Audit, decisions, pages and the parts of the screen."""

    name = "lotrinh.office.platform"
    label = "platform"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what happens by the clock."""
        import_module("lotrinh.office.platform.schedules")
