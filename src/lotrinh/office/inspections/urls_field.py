"""Addresses of the page of the device."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lotrinh.office.inspections.pages import field

urlpatterns: list[URLPattern | URLResolver] = [
    path("field/", field.field, name="field"),
    path("field/sw.js", field.worker, name="field_worker"),
    path("field/app.webmanifest", field.manifest, name="field_manifest"),
]
