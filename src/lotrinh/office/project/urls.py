"""Addresses of the whole product."""

from importlib.util import find_spec

from django.urls import include, path

from lotrinh.office.project.home import home

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("lotrinh.office.accounts.urls")),
    path("", include("lotrinh.office.platform.urls")),
]
for component in ("registry", "planning", "inspections", "followup", "dashboards"):
    if find_spec(f"lotrinh.office.{component}.urls"):
        urlpatterns.append(path("", include(f"lotrinh.office.{component}.urls")))

handler403 = "lotrinh.office.platform.pages.errors.form_expired"
handler404 = "lotrinh.office.platform.pages.errors.not_found"
handler500 = "lotrinh.office.platform.pages.errors.failed"
