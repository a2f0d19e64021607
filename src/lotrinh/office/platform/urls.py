"""Addresses of what every page stands on."""

from django.urls import path

from lotrinh.office.platform.pages import abbreviations, audit, help, screen

app_name = "platform"
urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("abbreviations/", abbreviations.abbreviations, name="abbreviations"),
    path("help/", help.help_page, name="help"),
    path("language/", screen.language, name="language"),
    path("text-size/", screen.text_size, name="text_size"),
]
