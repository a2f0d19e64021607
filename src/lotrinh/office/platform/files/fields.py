"""The field of a form that takes files; drawn by ``platform/parts/upload.html``, alive with upload.js."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from lotrinh.method.faults import Faults
from lotrinh.office.platform.files.limits import LIMITS, Limits

ACCEPT = (
    "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.txt,.csv,video/mp4,video/webm,"
    "audio/mp4,audio/mpeg,audio/ogg,.m4a,.mp3,.ogg"
)


class UploadInput(forms.FileInput):
    """A plain file input that lets several files be chosen."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPT, "class": "form-control upload-input", **(attrs or {})})


class UploadField(forms.FileField):
    """Several files, or one; cleaned to a list of uploads. What they are is for ``examine_all`` to say.

    have: how many its owner has already. most: how many may be chosen at once (1 for a single file).
    """

    widget = UploadInput

    def __init__(self, *, limits: Limits = LIMITS, most: int = 20, have: int = 0, **values: Any) -> None:
        self.limits, self.most, self.have = limits, most, have
        super().__init__(**values)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """``multiple``, unless one file is all that is wanted."""
        return {**super().widget_attrs(widget), **({"multiple": True} if self.most > 1 else {})}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Present when required; not too many, not too large."""
        files = [f for f in (data if isinstance(data, list) else [data]) if f]
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        try:
            self._limits_now().check_count(self.have, len(files))
            for upload in files:
                self.limits.check_size(upload.name or "", upload.size or 0)
        except Faults as error:
            language = "en" if (translation.get_language() or "").startswith("en") else "vi"
            raise ValidationError(error.faults[0].sentence(language), code=error.faults[0].code) from error
        return files

    def _limits_now(self) -> Limits:
        most = min(self.limits.count, self.have + self.most)
        return Limits(bytes=self.limits.bytes, count=most)


def upload_redirect(request: HttpRequest, address: str) -> HttpResponse:
    """Where to go after an upload: a redirect or, when upload.js sent it, the address for it to open.

    A script that followed the redirect by itself would use up the message that stands on the next page.
    """
    if request.headers.get("X-Upload"):
        return HttpResponse(status=204, headers={"X-Location": address})
    return HttpResponseRedirect(address)
