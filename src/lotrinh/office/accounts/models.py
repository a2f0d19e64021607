"""Accounts: who works here, in which role, for which unit, and how they like the screen."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(AbstractUser):
    """A person who signs in. role: a key of definitions/roles. unit_code: the body the person works for."""

    SIZES = [("normal", _("Normal")), ("large", _("Large")), ("larger", _("Very large"))]
    LANGUAGES = [("", _("As the site")), ("vi", _("Vietnamese")), ("en", _("English"))]

    full_name = models.CharField(max_length=150)
    role = models.CharField(max_length=40, db_index=True)
    unit_code = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=5, blank=True, choices=LANGUAGES)
    text_size = models.CharField(max_length=10, default="normal", choices=SIZES)
    mail_digest = models.BooleanField(default=True, help_text="wants the messages by mail as well")
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return f"{self.full_name or self.username} ({self.username})"
