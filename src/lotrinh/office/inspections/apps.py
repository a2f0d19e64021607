"""The component as Django knows it."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

PARTS = (
    "questioning.from_findings",
    "questioning.from_risk",
    "questioning.from_report",
    "offers",
    "offers_recording",
    "offers_papers",
)


class InspectionsConfig(AppConfig):
    """Inspections from the notice to the conclusion."""

    name = "lotrinh.office.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the sources of questions, and what inspections add to the search and to pages of units."""
        for part in PARTS:
            if find_spec(f"{self.name}.{part}"):
                import_module(f"{self.name}.{part}")
