"""Bringing tables: upload, look at every fault, take whole."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lotrinh.office.platform.pages import page
from lotrinh.office.registry.actions.preview_import import preview_import
from lotrinh.office.registry.actions.take_import import take_import
from lotrinh.office.registry.imports import limits
from lotrinh.office.registry.imports.columns import KINDS
from lotrinh.office.registry.imports.templates import CONTENT_TYPES, template_file
from lotrinh.office.registry.models import ImportBatch
from lotrinh.office.registry.policies import may_import
from lotrinh.office.registry.queries.batches import import_batches, same_file_taken


class UploadForm(forms.Form):
    """A file and what it holds."""

    kind = forms.ChoiceField(label=_("What the file holds"), choices=ImportBatch.ImportKind.choices)
    file = forms.FileField(label=_("File (.xlsx or .csv)"), allow_empty_file=True, max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].widget.attrs["class"] = "form-select"
        self.fields["file"].widget.attrs |= {"class": "form-control", "accept": ".xlsx,.csv,.txt"}

    def clean_file(self) -> object:
        """Not larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > limits.MAX_BYTES:
            raise forms.ValidationError(_now("The file is too large: at most 20 MB."))
        return file


@page("imports", policy=may_import, title=_("Imports"))
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a file, or look at those that came before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        batch = preview_import(
            request.user, file.read(), file.name, form.cleaned_data["kind"], at=timezone.now()
        )
        return redirect("registry:import_preview", token=batch.token)
    context = {
        "form": form,
        "batches": Paginator(import_batches(request.user), 30).get_page(request.GET.get("page")),
        "limits": limits,
        "kinds": ImportBatch.ImportKind.choices,
    }
    return render(request, "registry/imports.html", context, status=422 if form.errors else 200)


@page("import_preview", policy=may_import, title=_("Preview of an import"))
def import_preview(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Faults cell by cell, or the rows with what each would change."""
    batch = _batch_or_404(request, token)
    columns = [c for c in KINDS[batch.kind] if any(c.key in row for row in batch.rows[:200])]
    rows = Paginator(batch.rows, 100).get_page(request.GET.get("page"))
    cells = [(row, [(column, row.get(column.key, "")) for column in columns]) for row in rows.object_list]
    context = {
        "batch": batch,
        "columns": columns,
        "rows": rows,
        "cells": cells,
        "taken_before": same_file_taken(request.user, batch),
        "more_faults": batch.counts.get("faults", 0) - len(batch.faults),
    }
    return render(request, "registry/import_preview.html", context)


@require_POST
@page("import_take", policy=may_import, title=_("Take an import"))
def import_take(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Take the whole file."""
    counts = take_import(request.user, _batch_or_404(request, token), at=timezone.now())
    if counts["new"] or counts["corrected"]:
        text = _now("Taken: %(new)d new, %(corrected)d corrected, %(same)d unchanged.") % counts
        messages.success(request, text)
    else:
        messages.info(request, _now("Nothing changed: every row of the file was here already."))
    return redirect("registry:import_preview", token=token)


@page("import_template", policy=may_import, title=_("Template of an import"))
def import_template(request: HttpRequest, kind: str, form: str) -> HttpResponseBase:
    """The empty table to fill in, as XLSX or CSV."""
    if kind not in KINDS or form not in CONTENT_TYPES:
        raise Http404(kind)
    response = HttpResponse(template_file(kind, form), content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="lotrinh-{kind}.{form}"'
    return response


def _batch_or_404(request: HttpRequest, token: uuid.UUID) -> ImportBatch:
    batch = import_batches(request.user).defer(None).filter(token=token).first()
    if batch is None:
        raise Http404(str(token))
    return batch
