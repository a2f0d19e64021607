"""The component as Django knows it."""

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Audit, decisions, pages and the parts of the screen."""

    name = "lotrinh.office.platform"
    label = "platform"
    default_auto_field = "django.db.models.BigAutoField"
