"""The planning component."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Plans, candidates, roadmaps."""

    name = "lotrinh.office.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
