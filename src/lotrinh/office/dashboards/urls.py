"""Addresses of dashboards."""

from __future__ import annotations

from django.urls import path

from lotrinh.office.dashboards.pages import meeting, overdue, week, work

app_name = "dashboards"

urlpatterns = [
    path("work/", work.work, name="work"),
    path("week/", week.week, name="week"),
    path("overdue/", overdue.overdue, name="overdue"),
    path("meeting/", meeting.meeting, name="meeting"),
]
