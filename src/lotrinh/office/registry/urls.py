"""Addresses of the register."""

from django.urls import path

from lotrinh.office.registry.pages import focus_fields, imports, indices, search, unit, unit_risk, units

app_name = "registry"
urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/<str:code>/", unit.unit, name="unit"),
    path("units/<str:code>/risk/<str:plan_key>/", unit_risk.unit_risk, name="unit_risk"),
    path("search/", search.search, name="search"),
    path("indices/", indices.indices, name="indices"),
    path("focus-fields/", focus_fields.focus_fields, name="focus_fields"),
    path("imports/", imports.imports, name="imports"),
    path("imports/template/<str:kind>.<str:form>", imports.import_template, name="import_template"),
    path("imports/<uuid:token>/", imports.import_preview, name="import_preview"),
    path("imports/<uuid:token>/take/", imports.import_take, name="import_take"),
]
