"""Addresses of the product and one page more, with nothing on it but the field for files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

from lotrinh.method.faults import Faults
from lotrinh.office.platform.files.actions.keep_file import keep_file
from lotrinh.office.platform.files.examine import examine_all
from lotrinh.office.platform.files.fields import UploadField, upload_redirect
from lotrinh.office.project import urls

PAGE = """{% extends "platform/base.html" %}
{% block head %}<link rel="stylesheet" href="{% static 'platform/upload.css' %}">{% endblock %}
{% block page_title %}Minh chứng{% endblock %}
{% block content %}
{% include "platform/parts/faults.html" with faults=faults %}
<form method="post" enctype="multipart/form-data" data-upload-form>{% csrf_token %}
{% include "platform/parts/errors.html" with form=form %}
{% include "platform/parts/upload.html" with field=form.files %}
<button class="btn btn-primary">Gửi</button></form>
{% endblock %}
{% block scripts %}<script type="module" src="{% static 'platform/upload.js' %}"></script>{% endblock %}"""


class Evidence(forms.Form):
    """Three files at most."""

    files = UploadField(label="Tệp minh chứng", most=3)


def upload(request: HttpRequest) -> HttpResponse:
    """The page as a component writes it."""
    posted = request.method == "POST"
    form = Evidence(request.POST, request.FILES) if posted else Evidence()
    faults: list[Any] = []
    if posted and form.is_valid():
        try:
            kept = [
                keep_file(request.user, e, at=timezone.now()) for e in examine_all(form.cleaned_data["files"])
            ]
        except Faults as error:
            faults = error.faults
        else:
            messages.success(request, f"Đã nhận {len(kept)} tệp.")
            return upload_redirect(request, "/help/")
    page = engines["django"].from_string(PAGE)
    status = 422 if faults or form.errors else 200
    return HttpResponse(page.render({"form": form, "faults": faults}, request), status=status)


urlpatterns = [path("try/upload/", upload), *urls.urlpatterns]
handler404, handler500 = urls.handler404, urls.handler500
