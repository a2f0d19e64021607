"""What was found: findings with cause, difficulty and identity across years, evidence, concluded items."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from lotrinh.office.inspections import rows
from lotrinh.office.platform.guarded import guarded


class Finding(models.Model):
    """A result achieved, a shortcoming, a violation or a good model.

    uid: made where it was written, on a device or here. lineage: uid of the first of its kind; a fault found
    again bears the lineage of the one before (found_before), over years and over mergers of units. content:
    number of the content group; field: key of a sector. weight: light, moderate or serious ('' for results).
    extent: count of a whole ('6 of 6 dossiers'); either may be missing. cause_kind: objective, subjective,
    both or ''; causes: keys of definitions/causes. remover: who can remove the difficulty (a key of the
    taxonomy, or ''); remover_unit: code of the body, where it is one of the register. withdrawn_at: taken
    back before the conclusion, with the reason; never erased. place_name, source, synthetic: as of the
    inspection.
    """

    RESULT, SHORTCOMING, VIOLATION, GOOD_MODEL = "result", "shortcoming", "violation", "good_model"

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    inspection = models.ForeignKey(
        "inspections.Inspection", on_delete=models.PROTECT, related_name="findings"
    )
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="findings")
    question = models.ForeignKey(
        "inspections.Question", null=True, on_delete=models.PROTECT, related_name="findings"
    )
    lineage = models.UUIDField(db_index=True)
    found_before = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="found_again")
    kind = models.CharField(max_length=12)
    content = models.PositiveSmallIntegerField(null=True)
    field = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    weight = models.CharField(max_length=10, blank=True)
    extent_count = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    extent_of = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    extent_unit = models.CharField(max_length=60, blank=True)
    cause_kind = models.CharField(max_length=10, blank=True)
    causes = models.JSONField(default=list)
    cause_text = models.TextField(blank=True)
    difficulty = models.TextField(blank=True)
    remover = models.CharField(max_length=20, blank=True)
    remover_unit = models.CharField(max_length=60, blank=True)
    responsible = models.CharField(max_length=300, blank=True, help_text="body, head or person")
    proposal = models.TextField(blank=True, help_text="what the team proposes")
    found_on = models.DateField(db_index=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    source = models.TextField(blank=True)
    folded = models.TextField(editable=False, help_text="text, cause, difficulty and unit, for search")

    objects = guarded(rows.FindingRows)

    class Meta:
        ordering = ["-found_on", "pk"]
        indexes = [
            models.Index(fields=["kind", "found_on"], name="inspections_findings_kind"),
            models.Index(fields=["unit", "found_on"], name="inspections_findings_unit"),
            models.Index(fields=["field", "found_on"], name="inspections_findings_field"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["result", "shortcoming", "violation", "good_model"]),
                name="inspections_finding_kind",
            ),
            models.CheckConstraint(
                condition=Q(weight__in=["", "light", "moderate", "serious"]),
                name="inspections_finding_weight",
            ),
            models.CheckConstraint(
                condition=Q(cause_kind__in=["", "objective", "subjective", "both"]),
                name="inspections_finding_cause_kind",
            ),
            models.CheckConstraint(
                condition=Q(remover__in=["", "unit", "other_department", "city", "ministry"]),
                name="inspections_finding_remover",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="inspections_finding_text"),
        ]

    def __str__(self) -> str:
        return self.text[:120]


class FindingRevision(models.Model):
    """A finding as somebody left it. Never changed."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="revisions")
    revision = models.PositiveIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    command = models.UUIDField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.finding_id} r{self.revision}"


class Evidence(models.Model):
    """A version of a piece of evidence, on an answer, a finding or an item of the self-report.

    piece: the same for all versions of one piece; number: the version. about_on: the day that it is about,
    not the day of upload. taken_at, lat, lon: kept only when the inspector wants.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    piece = models.UUIDField(default=uuid.uuid4, db_index=True)
    number = models.PositiveIntegerField(default=1)
    inspection = models.ForeignKey(
        "inspections.Inspection", on_delete=models.PROTECT, related_name="evidence"
    )
    question = models.ForeignKey(
        "inspections.Question", null=True, on_delete=models.PROTECT, related_name="evidence"
    )
    slot = models.CharField(max_length=60, blank=True)
    finding = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="evidence")
    report_item = models.ForeignKey(
        "inspections.SelfReportItem", null=True, on_delete=models.PROTECT, related_name="evidence"
    )
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=500, blank=True)
    about_on = models.DateField(null=True)
    taken_at = models.DateTimeField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = guarded(rows.EvidenceRows)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["piece", "number"], name="inspections_evidence_version")
        ]

    def __str__(self) -> str:
        return f"{self.piece} v{self.number}"


class ConclusionItem(models.Model):
    """A numbered item of an issued conclusion: "Giao" unit + task + deadline. Never changed."""

    inspection = models.ForeignKey(
        "inspections.Inspection", on_delete=models.PROTECT, related_name="conclusion_items"
    )
    paper = models.ForeignKey("platform.OfficialPaper", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("registry.Unit", on_delete=models.PROTECT, related_name="+")
    task = models.TextField()
    due_on = models.DateField()
    findings = models.ManyToManyField(Finding, related_name="conclusion_items", blank=True)

    objects = guarded(rows.OnceMinuted)

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="inspections_conclusion_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.task}"[:200]
