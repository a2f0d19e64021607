"""Addresses of what is recorded on the spot, and findings."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from lotrinh.office.inspections.pages import field_api

urlpatterns: list[URLPattern | URLResolver] = [
    path("field/inspections/", field_api.field_list, name="field_list"),
    path("field/inspections/<uuid:uid>/", field_api.field_package, name="field_package"),
    re_path(r"^field/files/(?P<sha256>[0-9a-f]{64})/$", field_api.field_file, name="field_file"),
    re_path(r"^field/files/(?P<sha256>[0-9a-f]{64})/known/$", field_api.field_known, name="field_known"),
    path("field/sync/", field_api.field_sync, name="field_sync"),
]
