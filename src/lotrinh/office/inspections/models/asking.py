"""What is asked and what was answered: self-report, questions, answers with all their versions."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from lotrinh.office.inspections import rows
from lotrinh.office.platform.guarded import guarded


class SelfReport(models.Model):
    """The unit's own report by the outline; draft until handed in, a draft again when it was returned.

    outline: {"key", "version", "digest"} that it was asked with. word_file: the filled Word form, when the
    unit sent that.
    """

    DRAFT, HANDED_IN, RETURNED = "draft", "handed_in", "returned"

    inspection = models.OneToOneField(
        "inspections.Inspection", on_delete=models.PROTECT, related_name="self_report"
    )
    outline = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, default=DRAFT)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    return_reason = models.TextField(blank=True)
    word_file = models.ForeignKey(
        "platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = guarded(rows.SharedWithUnit)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "handed_in", "returned"]), name="inspections_report_state"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.state}"


class SelfReportItem(models.Model):
    """One item of the outline: value is plain JSON of the item's kind, None while nothing was written."""

    report = models.ForeignKey(SelfReport, on_delete=models.PROTECT, related_name="items")
    key = models.CharField(max_length=80)
    value = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="inspections_report_item_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.key}"


class SelfReportItemRevision(models.Model):
    """An item as somebody left it. Never changed."""

    item = models.ForeignKey(SelfReportItem, on_delete=models.PROTECT, related_name="revisions")
    revision = models.PositiveIntegerField()
    value = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item_id} r{self.revision}"


class Question(models.Model):
    """One question of one inspection, kept as it was asked.

    key: unique within the inspection. item: the checklist item as plain data (kind of answer, options, basis,
    fault_when …). text: {"vi", "en"}. origin: checklist, finding (last year's), task, risk, report or hand.
    subject: what it goes back to (uid of a finding, key of a signal …). removed_at: taken out before the
    visit, never erased.
    """

    inspection = models.ForeignKey(
        "inspections.Inspection", on_delete=models.PROTECT, related_name="questions"
    )
    key = models.CharField(max_length=120)
    content = models.PositiveSmallIntegerField(null=True, help_text="number of the content group")
    kind = models.CharField(max_length=12)
    text = models.JSONField(encoder=DjangoJSONEncoder)
    item = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    origin = models.CharField(max_length=10, default="checklist")
    subject = models.CharField(max_length=120, blank=True)
    reason = models.JSONField(null=True, encoder=DjangoJSONEncoder, help_text="a Reason as plain data")
    position = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = guarded(rows.TeamsOwn)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "key"], name="inspections_question_once"),
            models.CheckConstraint(
                condition=Q(origin__in=["checklist", "finding", "task", "risk", "report", "hand"]),
                name="inspections_question_origin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.key}"


class Answer(models.Model):
    """The answer to a question as it stands. slot: '' for the whole question, else the number of the drawn
    dossier or of the row of a table, so that two inspectors can fill different ones at once.

    state: answered, missing, refused or not_applicable; value: plain JSON of the kind, None unless answered.
    revision: grows by one with each change; a device says which one it had in hand.
    """

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    slot = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=14, default="answered")
    value = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True, help_text="by the clock of the device")
    at = models.DateTimeField(help_text="by the clock of the server")

    objects = guarded(rows.TeamsOwn)

    class Meta:
        ordering = ["question", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["question", "slot"], name="inspections_answer_once"),
            models.CheckConstraint(
                condition=Q(state__in=["answered", "missing", "refused", "not_applicable"]),
                name="inspections_answer_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.slot}".strip()


class AnswerRevision(models.Model):
    """An answer as somebody gave it. Never changed. command: the device's command that brought it."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="revisions")
    revision = models.PositiveIntegerField()
    state = models.CharField(max_length=14)
    value = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    command = models.UUIDField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.answer_id} r{self.revision}"


class Command(models.Model):
    """What a device sent: known by its id, so that nothing is taken twice. Never changed.

    uid: made on the device. place: its number in the device's queue. kind: answer, finding, evidence, draft …
    outcome: taken, conflict or refused; result: what the device was told. made_at: by the device's clock.
    """

    TAKEN, CONFLICT, REFUSED = "taken", "conflict", "refused"

    uid = models.UUIDField(primary_key=True)
    inspection = models.ForeignKey(
        "inspections.Inspection", on_delete=models.PROTECT, related_name="commands"
    )
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    device = models.CharField(max_length=64, blank=True)
    place = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=20)
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    outcome = models.CharField(max_length=8)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    objects = guarded(rows.TeamsOwn)

    class Meta:
        ordering = ["at", "place"]
        indexes = [models.Index(fields=["inspection", "at"], name="inspections_commands_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["taken", "conflict", "refused"]), name="inspections_command_outcome"
            )
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.kind}"


class Conflict(models.Model):
    """Two people changed the same thing differently: both versions, until a person decides.

    target: {"kind": "answer", "question": key, "slot": …} | {"kind": "finding", "uid": …} | {"kind": "draft",
    "draft": kind, "part": …}. mine: what the device brought; theirs: what stood here. choice: mine, theirs or
    merged.
    """

    inspection = models.ForeignKey(
        "inspections.Inspection", on_delete=models.PROTECT, related_name="conflicts"
    )
    command = models.OneToOneField(Command, on_delete=models.PROTECT, related_name="conflict")
    target = models.JSONField(encoder=DjangoJSONEncoder)
    base_revision = models.PositiveIntegerField()
    mine = models.JSONField(encoder=DjangoJSONEncoder)
    mine_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    mine_at = models.DateTimeField(null=True)
    theirs = models.JSONField(encoder=DjangoJSONEncoder)
    theirs_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    theirs_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(max_length=6, blank=True)
    result = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = guarded(rows.TeamsOwn)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["", "mine", "theirs", "merged"]), name="inspections_conflict_choice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.target}"[:200]


class Draft(models.Model):
    """A text that people write together before it becomes a paper: minutes, team report or conclusion.

    content: plain data by part ({"opening": "…", "people": [...]}); the paper is made from it.
    """

    MINUTES, TEAM_REPORT, CONCLUSION = "minutes", "team_report", "conclusion"

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=12)
    content = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = guarded(rows.TeamsOwn)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "kind"], name="inspections_draft_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["minutes", "team_report", "conclusion"]), name="inspections_draft_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.kind} r{self.revision}"


class DraftRevision(models.Model):
    """A draft as somebody left it. Never changed."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="revisions")
    revision = models.PositiveIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    command = models.UUIDField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.draft_id} r{self.revision}"
