"""Addresses of dashboards."""

from __future__ import annotations

from django.urls import path

from lotrinh.office.dashboards.pages import meeting, overdue, synthesis, synthesis_doing, week, work

app_name = "dashboards"
OF_PLAN = "plans/<slug:key>/synthesis/"
ONE = f"{OF_PLAN}<uuid:paper>/"

urlpatterns = [
    path("work/", work.work, name="work"),
    path("week/", week.week, name="week"),
    path("overdue/", overdue.overdue, name="overdue"),
    path("meeting/", meeting.meeting, name="meeting"),
    path("synthesis/", synthesis.reports, name="reports"),
    path(OF_PLAN, synthesis.synthesis, name="synthesis"),
    path(f"{OF_PLAN}draft/", synthesis_doing.draft, name="draft_synthesis"),
    path(ONE, synthesis.synthesis_paper, name="synthesis_paper"),
    path(f"{ONE}redraft/", synthesis_doing.redraft, name="redraft_synthesis"),
    path(f"{ONE}register/", synthesis_doing.register, name="register_synthesis"),
    path(f"{ONE}copy/", synthesis_doing.add_copy, name="synthesis_copy"),
    path(f"{ONE}replace/", synthesis_doing.replace, name="replace_synthesis"),
    path(f"{ONE}withdraw/", synthesis_doing.withdraw, name="withdraw_synthesis"),
    path(f"{ONE}preview.jpg", synthesis.synthesis_preview, name="synthesis_preview"),
    path(f"{ONE}signatures/<int:pk>/", synthesis.synthesis_signature, name="synthesis_signature"),
    path(f"{ONE}<slug:name>", synthesis.synthesis_file, name="synthesis_file"),
]
