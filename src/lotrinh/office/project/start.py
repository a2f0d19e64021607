"""Waking Django up for the command line: the data folder first, then the settings, then the components."""

from __future__ import annotations

import os

import django
from django.apps import apps

from lotrinh.office.project.data_folder import prepare_data_folder


def start_office() -> None:
    """Idempotent; after this the models of the office may be imported."""
    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lotrinh.office.project.settings")
    prepare_data_folder()
    django.setup()
