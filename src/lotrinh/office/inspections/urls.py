"""Addresses of inspections: the chain here, recording, the device and the papers in modules of their own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from lotrinh.office.inspections import urls_chain, urls_field, urls_papers, urls_recording

app_name = "inspections"

urlpatterns: list[URLPattern | URLResolver] = [
    *urls_field.urlpatterns,
    *urls_recording.urlpatterns,
    *urls_papers.urlpatterns,
    *urls_chain.urlpatterns,
]
