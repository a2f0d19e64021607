"""Files that were brought in: the bytes lie once under their hash, the row says what they are."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class StoredFile(models.Model):
    """A file as it was brought. It has no page of its own: who may read it is decided by what it hangs on.

    sha256: of the bytes, also their place in the store. content_type: told from the bytes, never from the
    name. facts: what was read from it (width, height, pages …). preview: 'none', 'ready' or 'failed'.
    """

    NONE, READY, FAILED = "none", "ready", "failed"

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    name = models.CharField(max_length=255, help_text="the name it came with, made harmless")
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    preview = models.CharField(max_length=6, default=NONE)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    brought_at = models.DateTimeField()

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return self.name
