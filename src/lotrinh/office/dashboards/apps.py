"""The component as Django knows it."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Pages over the others; all they write is the report of a plan."""

    name = "lotrinh.office.dashboards"
    label = "dashboards"
    default_auto_field = "django.db.models.BigAutoField"
