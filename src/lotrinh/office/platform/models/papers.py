"""Official papers: drafted, numbered by body and year, signed, frozen; a signed one is only ever replaced."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class PaperSeries(models.Model):
    """The numbers that a body has given in a year; the row is locked while the next one is taken.

    kind: '' where the body keeps one series for all its papers, else the type (QĐ, TB …).
    """

    body = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "kind"], name="platform_paper_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year} {self.kind}".strip()


class OfficialPaper(models.Model):
    """One paper of one matter. number and signed_on stay empty until it is signed.

    template: key of definitions/papers; template_digest binds the version it was made with. owner_type and
    owner_id: the matter it belongs to, such as ('inspections.inspection', '12'). body: code of the body that
    issues it; symbol: what stands after the number, such as 'QĐ-SNV'. context: the data it was made from,
    frozen with it. digest: SHA-256 over context, template and the signed file.
    """

    DRAFT, SIGNED, REPLACED, WITHDRAWN = "draft", "signed", "replaced", "withdrawn"

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    template = models.CharField(max_length=60)
    template_digest = models.CharField(max_length=64)
    owner_type = models.CharField(max_length=60)
    owner_id = models.CharField(max_length=40)
    body = models.CharField(max_length=60)
    series_kind = models.CharField(max_length=12, blank=True)
    symbol = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True)
    signed_on = models.DateField(null=True)
    signer_name = models.CharField(max_length=150, blank=True)
    signer_office = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=500)
    state = models.CharField(max_length=10, default=DRAFT)
    context = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    docx = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    signed_file = models.ForeignKey(
        "platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField(max_length=64, blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["owner_type", "owner_id", "template"], name="platform_paper_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "signed", "replaced", "withdrawn"]),
                name="platform_paper_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(number__isnull=False, signed_on__isnull=False) & ~Q(digest=""),
                name="platform_paper_signed_is_whole",
            ),
            models.UniqueConstraint(
                fields=["body", "year", "series_kind", "number"],
                condition=Q(number__isnull=False),
                name="platform_paper_number_once",
            ),
        ]

    def __str__(self) -> str:
        number = f"{self.number:02d}" if self.number else "…"
        return f"{number}/{self.symbol} {self.subject}"[:300]


class PaperSignature(models.Model):
    """One signature on a paper: a scan that was uploaded, or a digital one with what the check said.

    side: who signs ('issuer', 'team', 'unit'). verdict: plain data of the check of a digital signature
    (intact, trusted, signer, time, reasons); empty for a scan. refused: the side would not sign, with why.
    """

    SCAN, PADES, REFUSED = "scan", "pades", "refused"

    paper = models.ForeignKey(OfficialPaper, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10)
    kind = models.CharField(max_length=8)
    signer_name = models.CharField(max_length=150)
    signer_office = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField()
    file = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["scan", "pades", "refused"]), name="platform_signature_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.side} {self.signer_name}"
