"""One body: facts, fields, what it was and became, its results and its risk."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lotrinh.method.registers.register import PLACE_NOTES
from lotrinh.office.platform.pages import page
from lotrinh.office.registry.drawing import Chart, chart, risk_segments
from lotrinh.office.registry.models import Unit
from lotrinh.office.registry.panels import panels_of
from lotrinh.office.registry.policies import may_read_results_of, may_read_risk, may_read_units
from lotrinh.office.registry.queries import result_tables, risk_marks_of, unit_by_code, unit_history
from lotrinh.office.registry.queries.results import Line, ResultTable


@page("unit", policy=may_read_units, title=_("Unit"))
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one body that this reader may see."""
    found = unit_or_404(request, code)
    language = get_language() or "vi"
    tables = result_tables(request.user, found)
    context = {
        "unit": found,
        "children": list(found.children.in_name_order()),
        "history": unit_history(request.user, found),
        "tables": [_drawn(table, request.GET.get("line", "")) for table in tables],
        "marks": [(mark, risk_segments(mark, language)) for mark in risk_marks_of(request.user, found)],
        "sees_risk": bool(may_read_risk(request.user)),
        "sees_results": bool(may_read_results_of(request.user, found.code)),
        "panels": panels_of(request.user, found),
        "place_note": PLACE_NOTES.get(found.place_note, "") if language == "en" else found.place_note,
        "is_over": found.valid_to is not None and found.valid_to <= timezone.localdate(),
    }
    return render(request, "registry/unit.html", context)


def _drawn(table: ResultTable, wanted: str) -> tuple[ResultTable, Line, Chart | None]:
    """The table, the component to draw (``?line=papi:5.3``, else the first) and its drawing."""
    line = next((each for each in table.lines if f"{table.index}:{each.component}" == wanted), table.lines[0])
    return table, line, chart(table, line)


def unit_or_404(request: HttpRequest, code: str) -> Unit:
    """The body, or the page that says there is none."""
    found = unit_by_code(request.user, code)
    if found is None:
        raise Http404(code)
    return found
