"""The planning component."""

from importlib import import_module

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Plans, candidates, roadmaps."""

    name = "lotrinh.office.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer plans and visits to the search and to the pages of units."""
        import_module("lotrinh.office.planning.offers")
