"""The component as Django knows it."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Inspections from the notice to the conclusion."""

    name = "lotrinh.office.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"
