"""Addresses of the chain of an inspection."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lotrinh.office.inspections.pages import (
    inspections,
    limits,
    opening,
    overview,
    questions,
    report_items,
    report_word,
    self_report,
    steps,
    team,
)

OF_ONE = "inspections/<uuid:uid>/"
REPORT = f"{OF_ONE}self-report/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("inspections/", inspections.inspections, name="list"),
    path("inspections/open/<slug:key>/", opening.opening, name="opening"),
    path("inspections/limits/<slug:key>/", limits.limits, name="limits"),
    path(OF_ONE, overview.overview, name="inspection"),
    path(f"{OF_ONE}steps/<slug:verb>/", steps.step, name="step"),
    path(f"{OF_ONE}team/", team.team, name="team"),
    path(f"{OF_ONE}questions/", questions.questions, name="questions"),
    path(REPORT, self_report.self_report, name="self_report"),
    path(f"{REPORT}hand-in/", self_report.hand_in, name="hand_in"),
    path(f"{REPORT}form.docx", report_word.word_form, name="report_form"),
    path(f"{REPORT}word/", report_word.word, name="report_word"),
    path(f"{REPORT}items/<slug:key>/", report_items.item, name="report_item"),
    path(f"{REPORT}items/<slug:key>/evidence/", report_items.evidence, name="report_evidence"),
    path(f"{REPORT}files/<uuid:evidence>/", report_items.report_file, name="report_file"),
    path(f"{REPORT}files/<uuid:evidence>/withdraw/", report_items.withdraw, name="report_withdraw"),
]
