"""The component as Django knows it."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Read-only pages over the others."""

    name = "lotrinh.office.dashboards"
    label = "dashboards"
    default_auto_field = "django.db.models.BigAutoField"
