"""Addresses of what is recorded on the spot, and findings."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from lotrinh.office.inspections.pages import conflicts, evidence, field_api, finding, findings, record

FILE = r"^field/files/(?P<sha256>[0-9a-f]{64})/"
ONE = "inspections/<uuid:uid>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("field/inspections/", field_api.field_list, name="field_list"),
    path("field/inspections/<uuid:uid>/", field_api.field_package, name="field_package"),
    re_path(FILE + "$", field_api.field_file, name="field_file"),
    re_path(FILE + "known/$", field_api.field_known, name="field_known"),
    path("field/sync/", field_api.field_sync, name="field_sync"),
    path(f"{ONE}/record/", record.record, name="record"),
    path(f"{ONE}/record/question/", record.judged, name="record_judged"),
    path(f"{ONE}/record/versions/", record.history, name="record_history"),
    path(f"{ONE}/record/draw/", record.draw, name="record_draw"),
    path(f"{ONE}/record/step/<slug:verb>/", record.step, name="record_step"),
    path(f"{ONE}/findings/", findings.findings_of, name="findings_of"),
    path(f"{ONE}/conflicts/", conflicts.conflicts, name="conflicts"),
    path(f"{ONE}/conflicts/<int:pk>/", conflicts.resolve, name="resolve_conflict"),
    path(f"{ONE}/evidence/", evidence.add, name="evidence_add"),
    path("evidence/<uuid:uid>/", evidence.evidence, name="evidence"),
    path("evidence/<uuid:uid>/file/", evidence.download, name="evidence_file"),
    path("evidence/<uuid:uid>/preview/", evidence.preview, name="evidence_preview"),
    path("evidence/<uuid:uid>/withdraw/", evidence.withdraw, name="withdraw_evidence"),
    path("findings/", findings.findings, name="findings"),
    path("findings/similar/", findings.similar, name="similar"),
    path("findings/export.<slug:form>", findings.export, name="export_findings"),
    path("findings/<uuid:uid>/", finding.finding, name="finding"),
    path("findings/<uuid:uid>/withdraw/", finding.withdraw, name="withdraw_finding"),
]
