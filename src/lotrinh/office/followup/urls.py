"""Addresses of followup."""

from __future__ import annotations

from django.urls import path

from lotrinh.office.followup.pages import correction, corrections, evidence, of_inspection

app_name = "followup"

urlpatterns = [
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/export.xlsx", corrections.export, name="export"),
    path("corrections/<uuid:uid>/", correction.correction, name="correction"),
    path("corrections/<uuid:uid>/<slug:verb>/", correction.act, name="act"),
    path("corrections/evidence/<uuid:uid>/file/", evidence.evidence, name="evidence"),
    path("corrections/evidence/<uuid:uid>/preview/", evidence.preview, name="preview"),
    path("inspections/<uuid:uid>/corrections/", of_inspection.of_inspection, name="of_inspection"),
    path("inspections/<uuid:uid>/close/", of_inspection.close, name="close"),
    path("inspections/<uuid:uid>/conclude/", of_inspection.conclude, name="conclude"),
]
