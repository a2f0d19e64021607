"""A form for each verb of a corrective action; lengths are judged by the action, so nothing typed is cut."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.office.followup.queries.evidence import Linkable
from lotrinh.office.inspections.rows import workflow as inspections_workflow
from lotrinh.office.platform.files.fields import UploadField
from lotrinh.office.registry.models import Unit

MOST_FILES = 10


def day_field(label: Any, **values: Any) -> forms.DateField:
    """A date as the browser asks for it."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **values
    )


def text_field(label: Any, rows: int = 4, **values: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **values)


class VerbForm(forms.Form):
    """Every field has an id of its own on the page, since several forms stand on it."""

    verb = ""

    def __init__(self, data: Any = None, files: Any = None, **values: Any) -> None:
        super().__init__(data, files, auto_id=f"{self.verb}-%s", initial=values.get("initial"))
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"
            elif isinstance(field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
                field.widget.attrs["class"] = "form-check-input"
            else:
                field.widget.attrs.setdefault("class", "form-control")

    @property
    def has_files(self) -> bool:
        """Whether the form sends files."""
        return "evidence" in self.fields


class WithFiles(VerbForm):
    """A text with files; the day that they are about belongs to the files."""

    text = text_field(_("What was done, by whom, and what came of it"))
    evidence = UploadField(label=_("Files"), required=False, most=MOST_FILES)
    about_on = day_field(
        _("Day that the evidence is about"),
        required=False,
        help_text=_("The day of the photograph, paper or figure – not the day of the upload."),
    )


class PlanForm(WithFiles):
    """How it will be corrected."""

    verb = "plan_correction"
    text = text_field(_("What will be done, by whom, until when"))


class ProgressForm(WithFiles):
    """How far it has come."""

    verb = "report_progress"


class DoneForm(WithFiles):
    """It is done; evidence that is here already may be shown again."""

    verb = "report_done"
    kept = forms.MultipleChoiceField(
        label=_("Evidence that is here already"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["text", "evidence", "about_on", "kept"]

    def __init__(self, data: Any = None, files: Any = None, **values: Any) -> None:
        super().__init__(data, files, **values)
        offered: list[Linkable] = values.get("linkable") or []
        field = self.fields["kept"]
        field.choices = [(one.key, one.caption or one.file.name) for one in offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["kept"]


class ExtensionForm(VerbForm):
    """A later day."""

    verb = "ask_extension"
    until = day_field(_("New deadline asked for"))
    reason = text_field(_("Reason"))


class DecisionForm(VerbForm):
    """Granted, perhaps until another day; or refused with the reason."""

    verb = "decide_extension"
    granted = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("Grant")), ("no", _("Refuse"))], widget=forms.RadioSelect
    )
    until = day_field(
        _("New deadline"), required=False, help_text=_("A day off moves to the next working day.")
    )
    words = text_field(_("Words with the decision"), rows=3, required=False)


class VerifyForm(VerbForm):
    """What was looked at, and whether it works."""

    verb = "verify_correction"
    text = text_field(_("What was looked at"))
    effect = text_field(
        _("Effect: which figure shows it, before and after"),
        rows=2,
        required=False,
        help_text=_("For instance: dossiers settled in time, 71 % in July, 96 % in October."),
    )


class ReasonForm(VerbForm):
    """A reason, nothing else."""

    reason = text_field(_("Reason"))


class SendBackForm(ReasonForm):
    """It is not proved."""

    verb = "send_back_correction"


class WithdrawForm(ReasonForm):
    """It was ordered in error."""

    verb = "withdraw_correction"


class RemindForm(VerbForm):
    """An official letter."""

    verb = "remind_unit"
    text = text_field(_("Note with the reminder"), rows=2, required=False)


class ReinspectionForm(VerbForm):
    """Looked at again on the spot."""

    verb = "order_reinspection"
    reason = text_field(_("Reason"), rows=3)
    start = day_field(_("First day"))
    end = day_field(_("Last day"))
    form = forms.ChoiceField(label=_("Form"))

    def __init__(self, data: Any = None, files: Any = None, **values: Any) -> None:
        language = values.get("language", "vi")
        super().__init__(data, files, **values)
        forms_of = inspections_workflow().forms
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (key, words.sentence(language)) for key, words in forms_of.items()
        ]


class HandOverForm(VerbForm):
    """Another unit answers from now on."""

    verb = "hand_over_correction"
    unit = forms.ModelChoiceField(
        label=_("Unit that takes it over"), queryset=Unit.objects.none(), to_field_name="code"
    )
    reason = text_field(_("Reason"), rows=3)

    def __init__(self, data: Any = None, files: Any = None, **values: Any) -> None:
        super().__init__(data, files, **values)
        units = Unit.objects.filter(valid_to=None).exclude(kind="province").order_by("sort_key")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = lambda unit: unit.name  # type: ignore[attr-defined]


FORMS: dict[str, type[VerbForm]] = {
    form.verb: form
    for form in (
        PlanForm, ProgressForm, DoneForm, ExtensionForm, DecisionForm, VerifyForm, SendBackForm, WithdrawForm,
        RemindForm, ReinspectionForm, HandOverForm,
    )
}  # fmt: skip
