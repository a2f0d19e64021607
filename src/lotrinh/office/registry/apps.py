"""The application record of the register."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Bodies, sectors, published results and risk marks."""

    name = "lotrinh.office.registry"
    label = "registry"
    verbose_name = _("Register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer what the register itself can find."""
        import_module("lotrinh.office.registry.found")
