"""Addresses of papers of an inspection."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lotrinh.office.inspections.pages import conclusion_draft, draft_parts, minutes, papers, team_report

OF_ONE = "inspections/<uuid:uid>/"
PAPER = f"{OF_ONE}papers/<uuid:paper>/"
DRAFT = f"{OF_ONE}drafts/<slug:kind>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{OF_ONE}papers/", papers.papers, name="papers"),
    path(f"{OF_ONE}papers/draft/<slug:template>/", papers.draft, name="draft_paper"),
    path(PAPER, papers.paper, name="paper"),
    path(f"{PAPER}register/", papers.register, name="register_paper"),
    path(f"{PAPER}sign/", papers.sign, name="sign_minutes"),
    path(f"{PAPER}sign-digitally/", papers.sign_digitally, name="sign_digitally"),
    path(f"{PAPER}copy/", papers.add_copy, name="paper_copy"),
    path(f"{PAPER}replace/", papers.replace, name="replace_paper"),
    path(f"{PAPER}withdraw/", papers.withdraw, name="withdraw_paper"),
    path(f"{PAPER}preview.jpg", papers.paper_preview, name="paper_preview"),
    path(f"{PAPER}signatures/<int:pk>/", papers.signature_file, name="signature_file"),
    path(f"{PAPER}<slug:name>", papers.paper_file, name="paper_file"),
    path(f"{OF_ONE}submit-report/", papers.submit, name="submit_report"),
    path(f"{OF_ONE}return-report/", papers.send_back, name="return_report"),
    path(f"{OF_ONE}file.zip", papers.whole_file, name="whole_file"),
    path(f"{OF_ONE}minutes/", minutes.minutes, name="minutes"),
    path(f"{OF_ONE}team-report/", team_report.team_report, name="team_report"),
    path(f"{OF_ONE}conclusion/", conclusion_draft.conclusion_draft, name="conclusion_draft"),
    path(f"{DRAFT}save/", draft_parts.save, name="draft_part"),
    path(f"{DRAFT}decide/<int:pk>/", draft_parts.decide, name="decide_draft"),
]
