"""Tables of the register. What is published is kept: a correction is a new row that names the old."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lotrinh.method.text import fold, sort_key


class Kind(models.TextChoices):
    """What tier a body belongs to."""

    DEPARTMENT = "department", _("Department or equal body")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")
    PROVINCE = "province", _("Province")


class Register(models.Model):
    """One published list of bodies, such as Hanoi before July 2025."""

    key = models.CharField(_("key"), max_length=60, unique=True)
    name_vi = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until (exclusive)"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    digest = models.CharField(_("digest of the definition"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name_vi


class Sector(models.Model):
    """A field of government (lĩnh vực) that bodies answer for."""

    key = models.CharField(_("key"), max_length=60, unique=True)
    name_vi = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ("position", "key")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if self.name_en and get_language() == "en" else self.name_vi


class UnitQuerySet(models.QuerySet["Unit"]):
    """Reads of bodies that several pages share."""

    def as_of(self, day: dt.date) -> UnitQuerySet:
        """Bodies that exist on a day; the day of the end is no longer part of the validity."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))

    def matching(self, text: str) -> UnitQuerySet:
        """Every word of the text stands somewhere in the folded name or begins the code."""
        found = self
        for word in fold(text).split():
            found = found.filter(Q(folded__contains=word) | Q(code__startswith=word) | Q(gso_code=word))
        return found

    def in_name_order(self) -> UnitQuerySet:
        """The Vietnamese order of names."""
        return self.order_by("sort_key", "code")


class Unit(models.Model):
    """A body of the authority within its time of validity."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    register = models.ForeignKey(Register, models.PROTECT, related_name="units", verbose_name=_("register"))
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(_("name without marks"), max_length=200, editable=False, db_index=True)
    sort_key = models.BinaryField(_("sort key"), editable=False, default=b"")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    type = models.CharField(_("type"), max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until (exclusive)"), null=True, blank=True)
    position = models.PositiveIntegerField(_("position in the register"), default=0)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    place_note = models.TextField(_("note on the place"), blank=True)
    gso_code = models.CharField(_("code of the statistics office"), max_length=10, blank=True, db_index=True)
    area_km2 = models.FloatField(_("area in km²"), null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    head_office = models.CharField(_("head office"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.TextField(_("source"), blank=True)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="units", verbose_name=_("sectors"))

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("code",)
        indexes = [
            models.Index(fields=["register", "kind", "sort_key"], name="unit_register_kind_name"),
            models.Index(fields=["valid_from", "valid_to"], name="unit_validity"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="unit_place_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_it(self, name: str) -> None:
        """Set the name with what search and sorting need beside it."""
        self.name, self.folded, self.sort_key = name, fold(name), sort_key(name)

    @property
    def is_placed(self) -> bool:
        """Whether its own coordinates are known."""
        return self.lat is not None and self.lon is not None


class Succession(models.Model):
    """One body (or a part of it) goes over into another; a split body has several rows."""

    class Extent(models.TextChoices):
        WHOLE = "whole", _("the whole")
        PART = "part", _("a part")

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in")
    date = models.DateField(_("date"))
    extent = models.CharField(_("extent"), max_length=10, choices=Extent)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "date"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} ({self.date})"


class IndexResult(models.Model):
    """One published figure of one body or province; exact decimals, never rounded here.

    value is empty when only bounds (at_least, at_most) were published. maximum: the highest score possible.
    published_mark: seen, recalled, or bound when published_on is the latest day possible.
    """

    subject = models.CharField(_("subject"), max_length=60)
    subject_name = models.CharField(_("name as published"), max_length=200, blank=True)
    subject_folded = models.CharField(max_length=200, blank=True, editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="index_results", verbose_name=_("unit")
    )
    index = models.CharField(_("index"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    component = models.CharField(_("component"), max_length=120, blank=True)
    component_vi = models.CharField(_("name of the component"), max_length=200, blank=True)
    component_en = models.CharField(_("name of the component in English"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=6, null=True, blank=True)
    at_least = models.DecimalField(_("at least"), max_digits=14, decimal_places=6, null=True, blank=True)
    at_most = models.DecimalField(_("at most"), max_digits=14, decimal_places=6, null=True, blank=True)
    maximum = models.DecimalField(
        _("highest possible"), max_digits=14, decimal_places=6, null=True, blank=True
    )
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True)
    last = models.BooleanField(_("last of its block"), default=False)
    block = models.CharField(_("ranked among"), max_length=80, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_mark = models.CharField(_("how the day is known"), max_length=12, blank=True)
    source = models.TextField(_("source"), blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    current = models.BooleanField(_("holds"), default=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )

    class Meta:
        verbose_name = _("index result")
        verbose_name_plural = _("index results")
        indexes = [
            models.Index(fields=["index", "year", "component", "subject"], name="index_result_listing")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "index", "year", "component"],
                condition=Q(current=True),
                name="index_result_one_holds",
            ),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2200), name="index_result_year"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.index} {self.year} {self.component}".strip()


class RiskMark(models.Model):
    """The dated risk of one body for one plan: the sum, its range and what it is made of.

    The score is kept to twelve places, so that the contributions add up to it exactly. rank: within the kind.
    last_inspected, open_findings: empty means no data, neither never nor none. shown_only: results of merged
    bodies, which enter nothing.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="risk_marks", verbose_name=_("unit"))
    plan_key = models.CharField(_("plan"), max_length=60)
    as_of = models.DateField(_("as of"))
    score = models.DecimalField(_("risk"), max_digits=15, decimal_places=12)
    low = models.DecimalField(_("at least"), max_digits=15, decimal_places=12)
    high = models.DecimalField(_("at most"), max_digits=15, decimal_places=12)
    contributions = models.JSONField(_("contributions"), default=list)
    rank = models.PositiveIntegerField(_("rank"))
    stability = models.DecimalField(
        _("stability of the rank"), max_digits=6, decimal_places=4, null=True, blank=True
    )
    last_inspected = models.DateField(_("last inspected"), null=True, blank=True)
    open_findings = models.PositiveIntegerField(_("open findings"), null=True, blank=True)
    shown_only = models.JSONField(_("results shown only"), default=list)
    digest = models.CharField(_("digest"), max_length=64)
    marked_at = models.DateTimeField(_("marked at"))
    current = models.BooleanField(_("holds"), default=True)

    class Meta:
        verbose_name = _("risk mark")
        verbose_name_plural = _("risk marks")
        indexes = [models.Index(fields=["plan_key", "current", "rank"], name="risk_mark_ranking")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "plan_key"], condition=Q(current=True), name="risk_mark_one_holds"
            ),
            models.CheckConstraint(
                condition=Q(low__lte=F("score"), high__gte=F("score")), name="risk_mark_within_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_key}: {self.unit_id} {self.score}"


class ImportBatch(models.Model):
    """A file that was read and shown, and perhaps taken; the rows wait here, not in the session."""

    class Status(models.TextChoices):
        FAULTY = "faulty", _("has faults")
        PREVIEWED = "previewed", _("ready to take")
        TAKEN = "taken", _("taken")

    class ImportKind(models.TextChoices):
        INDEX_RESULTS = "index-results", _("index results")
        REGISTER = "register", _("register")

    token = models.UUIDField(_("token"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=ImportKind)
    file_name = models.CharField(_("file name"), max_length=200)
    file_digest = models.CharField(_("digest of the file"), max_length=64, db_index=True)
    file_size = models.PositiveBigIntegerField(_("bytes"))
    status = models.CharField(_("status"), max_length=12, choices=Status)
    rows = models.JSONField(_("rows"), default=list)
    faults = models.JSONField(_("faults"), default=list)
    notices = models.JSONField(_("notices"), default=list)
    counts = models.JSONField(_("counts"), default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-uploaded_at", "-id")

    def __str__(self) -> str:
        return self.file_name

    def count(self, name: str) -> Any:
        """One figure of the preview, such as 'new' or 'same'."""
        return self.counts.get(name)


class LoadedDefinition(models.Model):
    """Which version of a definition the tables hold, so that loading again does nothing."""

    key = models.CharField(_("definition"), max_length=120, unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        verbose_name = _("loaded definition")
        verbose_name_plural = _("loaded definitions")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key
