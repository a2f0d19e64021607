"""The component as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, roles and signing in."""

    name = "lotrinh.office.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
