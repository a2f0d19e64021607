"""Forms about papers: registering a signature, replacing, putting aside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.method.faults import Faults
from lotrinh.office.inspections.limits import calendar_of
from lotrinh.office.inspections.papers.bodies import issuer_of
from lotrinh.office.planning.pages.dressed import DressedForm
from lotrinh.office.platform.files.fields import UploadField
from lotrinh.office.platform.models import OfficialPaper

if TYPE_CHECKING:
    from lotrinh.office.planning.models import Plan

MEMORY = timedelta(days=400)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PaperForm(DressedForm):
    """Files and boxes keep their own look."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UploadField):
                field.widget.attrs["class"] = "form-control upload-input"
            elif isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "form-check-input"


class SigningForm(PaperForm):
    """The day, and the signed copy. A day off is asked about once. plan: whose calendar and bodies count."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    signed_on = forms.DateField(label=gettext_lazy("Day of signing"), widget=_day())
    anyway = forms.BooleanField(label=gettext_lazy("It was signed on a day off all the same"), required=False)

    def __init__(self, data: Any, files: Any, plan: Plan | None, paper: OfficialPaper, today: date) -> None:
        self.plan, self.paper = plan, paper
        super().__init__(
            data, files, initial={"signed_on": today, "revision": paper.revision, **self.first()}
        )
        if not data or ("anyway" not in data and not _is_day_off(self.data.get("signed_on", ""), plan)):
            del self.fields["anyway"]

    def first(self) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {}

    def clean(self) -> dict[str, Any]:
        """A day off needs to be confirmed."""
        said: dict[str, Any] = super().clean() or {}
        day = said.get("signed_on")
        if day and _is_day_off(day.isoformat(), self.plan) and not said.get("anyway"):
            self.add_error("signed_on", _("This is no working day. Check it, or tick the box below."))
        return said

    def bytes_of(self, name: str) -> bytes | None:
        """The one file of a field."""
        chosen = self.cleaned_data.get(name)
        return chosen[0].read() if chosen else None


def _is_day_off(text: str, plan: Plan | None) -> bool:
    try:
        return not calendar_of(plan).is_working(date.fromisoformat(text))
    except (ValueError, Faults):
        return False


class RegisterForm(SigningForm):
    """Number, date and signer of a paper that one body signs."""

    signer_name = forms.CharField(label=gettext_lazy("Signer: full name"), max_length=150)
    signer_office = forms.CharField(label=gettext_lazy("Signer: office"), max_length=200)
    copy = UploadField(
        label=gettext_lazy("Signed copy"), most=1, required=False,
        help_text=gettext_lazy(
            "A scan (PDF, JPEG) or the digitally signed PDF. "
            "Empty: it was signed on paper and the scan follows."
        ),
    )  # fmt: skip

    def first(self) -> dict[str, Any]:
        """The office that the draft names, and who signed for it last."""
        context = self.paper.context.get("signing") or {}
        signers = issuer_of(self.plan, self.paper.template).signers
        office = next((s.office for s in signers if s.lines == context.get("lines")), signers[0].office)
        return {"signer_office": office, "signer_name": context.get("name") or _last_name(self.paper, office)}


def _last_name(paper: OfficialPaper, office: str) -> str:
    rows = OfficialPaper.objects.filter(body=paper.body, signer_office=office, state=OfficialPaper.SIGNED)
    last = rows.filter(registered_at__gte=paper.drafted_at - MEMORY).order_by("-registered_at").first()
    return last.signer_name if last else ""


class MinutesForm(SigningForm):
    """Both sides have signed by hand, or the unit has refused."""

    team_office = forms.CharField(label=gettext_lazy("Office of who signs for the team"), max_length=200)
    unit_office = forms.CharField(
        label=gettext_lazy("Office of who signs for the unit"), max_length=200, required=False
    )
    copy = UploadField(
        label=gettext_lazy("Scan with the signatures"), most=1, required=False,
        help_text=gettext_lazy("PDF or JPEG. Not needed where each side has signed digitally."),
    )  # fmt: skip

    def first(self) -> dict[str, Any]:
        """As they stand in the minutes."""
        context = self.paper.context
        return {
            "team_office": _office_of(context.get("members", []), context.get("team_signer")),
            "unit_office": _office_of(context.get("representatives", []), context.get("unit_signer")),
        }

    def offices(self) -> dict[str, str]:
        """By side."""
        return {"team": self.cleaned_data["team_office"], "unit": self.cleaned_data["unit_office"]}


def _office_of(people: Any, signer: Any) -> str:
    name = (signer or {}).get("name", "")
    return next((str(p["office"]) for p in people if p["name"] == name), "")


class DigitalForm(PaperForm):
    """One side's digitally signed PDF of the minutes."""

    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=())
    signer_name = forms.CharField(label=gettext_lazy("Signer: full name"), max_length=150)
    signer_office = forms.CharField(label=gettext_lazy("Signer: office"), max_length=200, required=False)
    signed = UploadField(label=gettext_lazy("Digitally signed PDF"), most=1)

    def __init__(self, data: Any, files: Any, sides: list[str]) -> None:
        super().__init__(data, files)
        words = {
            "team": _("The team"),
            "unit": _("The inspected unit"),
            "secretary": _("Who wrote the minutes"),
        }
        self.fields["side"].choices = [(s, words.get(s, s)) for s in sides]  # type: ignore[attr-defined]


class CopyForm(PaperForm):
    """The scan of a paper that was registered without one."""

    copy = UploadField(label=gettext_lazy("Signed copy"), most=1)


class ReasonForm(PaperForm):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
