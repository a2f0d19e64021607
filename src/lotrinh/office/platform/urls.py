"""Addresses of what every page stands on."""

from django.urls import path

from lotrinh.office.platform.messages.pages import mail, messages
from lotrinh.office.platform.pages import abbreviations, audit, help, screen

app_name = "platform"
urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("abbreviations/", abbreviations.abbreviations, name="abbreviations"),
    path("help/", help.help_page, name="help"),
    path("language/", screen.language, name="language"),
    path("text-size/", screen.text_size, name="text_size"),
    path("messages/", messages.messages, name="messages"),
    path("messages/read/", messages.read_messages, name="read_messages"),
    path("messages/<uuid:uid>/", messages.open_message, name="open_message"),
    path("messages/<uuid:uid>/read/", messages.read_message, name="read_message"),
    path("mail/", mail.mail, name="mail"),
    path("mail/<int:pk>/again/", mail.send_mail_again, name="send_mail_again"),
]
