"""Tags and filters for every template: icons, sentences in the reader's language, numbers, address parts."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.utils import translation
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lotrinh.office.platform.glossary import verbs
from lotrinh.office.platform.roles import roles

register = template.Library()
ICONS = Path(__file__).resolve().parents[1] / "icons"
_SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def _shapes(name: str) -> SafeString:
    """The drawing inside an icon's file; a KeyError-like fault when there is no such icon."""
    found = _SHAPES.search((ICONS / f"{name}.svg").read_text("utf-8"))
    if not found:
        raise template.TemplateSyntaxError(f"icon {name} is no drawing")
    return mark_safe(" ".join(found.group(1).split()))  # nosec B308 B703: our own files


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A Tabler outline icon, inline and hidden from screen readers: platform/icons/NAME.svg."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" '
        'focusable="false">'
        "{}</svg>",
        css,
        _shapes(name),
    )


def _language() -> str:
    return "en" if (translation.get_language() or "vi").startswith("en") else "vi"


@register.filter
def sentence(value: Any) -> str:
    """A Reason, a Fault, or plain data with ``vi`` and ``en``, in the reader's language."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get(_language()) or value.get("vi", ""))
    if hasattr(value, "sentence"):
        return str(value.sentence(_language()))
    return str(getattr(value, _language(), value))


@register.filter
def localized(thing: Any, field: str) -> str:
    """``thing|localized:"name"``: name_vi or name_en; Vietnamese when there is no other."""
    for key in (f"{field}_{_language()}", f"{field}_vi", field):
        value = thing.get(key) if isinstance(thing, dict) else getattr(thing, key, None)
        if value:
            return str(value)
    return ""


@register.filter
def num(value: Any, places: int = 0) -> str:
    """A number with grouped thousands and this many places; a dash for a missing one, never zero."""
    if value is None or value == "":
        return "–"
    # number_format cuts digits off, so the figure is rounded first, halves away from zero as people do.
    figure = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return number_format(figure, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def percent(value: Any, places: int = 1) -> str:
    """A share (0.3) as a percentage (30,0 %)."""
    return "–" if value is None or value == "" else f"{num(Decimal(str(value)) * 100, places)} %"


@register.filter
def missing(value: Any) -> Any:
    """The value, or a dash when there is none."""
    return "–" if value is None or value == "" else value


@register.simple_tag(takes_context=True)
def url_with(context: template.Context, **changes: Any) -> str:
    """The present address with some query parts changed; an empty value takes the part away."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = value
    return f"?{query.urlencode()}"


@register.inclusion_tag("platform/parts/table_sort.html", takes_context=True)
def sort_header(context: template.Context, key: str, label: str, css: str = "") -> dict[str, Any]:
    """A table head that sorts by ``?sort=key`` and ``?sort=-key``; renders the whole ``<th>``."""
    now = context["request"].GET.get("sort") or context.get("sort", "")
    down = now == f"-{key}"
    up = now == key
    return {
        "request": context["request"],
        "label": label,
        "css": css,
        "key": f"-{key}" if up else key,
        "direction": "ascending" if up else "descending" if down else "none",
    }


@register.inclusion_tag("platform/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Any) -> dict[str, Any]:
    """Links to the pages of a Django ``Page``, keeping the other query parts."""
    return {
        "request": context["request"],
        "page": page_obj,
        "numbers": page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1),
    }


@register.inclusion_tag("platform/parts/stat.html")
def stat(label: str, value: Any, note: str = "", icon_name: str = "", tone: str = "") -> dict[str, Any]:
    """A figure in a card. tone: '', 'good', 'warn' or 'bad'."""
    return {"label": label, "value": value, "note": note, "icon_name": icon_name, "tone": tone}


@register.inclusion_tag("platform/parts/empty.html")
def empty(
    title: str, text: str = "", icon_name: str = "mood-empty", url: str = "", action: str = ""
) -> dict[str, Any]:
    """What stands where a list would be when there is nothing to list."""
    return {"title": title, "text": text, "icon_name": icon_name, "url": url, "action": action}


@register.inclusion_tag("platform/parts/bar.html")
def bar(segments: Any, label: str = "", low: Any = None, high: Any = None, most: Any = 100) -> dict[str, Any]:
    """Stacked contributions as SVG.

    segments: [{"label": str, "value": number, "tone": 1-8, "unknown": bool}]; low and high: the range, drawn
    as a whisker; most: the value at the right end.
    """
    drawn, x = [], 0.0
    for place, part in enumerate(segments):
        width = max(float(part["value"]), 0.0) / float(most) * 100
        drawn.append(
            {**part, "x": f"{x:.3f}", "width": f"{width:.3f}", "tone": part.get("tone", place % 8 + 1)}
        )
        x += width
    whisker = None
    if low is not None and high is not None and float(high) > float(low):
        ends = (float(low) / float(most) * 100, float(high) / float(most) * 100)
        whisker = {"x1": f"{ends[0]:.3f}", "x2": f"{ends[1]:.3f}"}
    return {"segments": drawn, "label": label, "whisker": whisker}


@register.filter
def initial(name: str) -> str:
    """The letter of the given name, which stands last in a Vietnamese name."""
    words = str(name).split()
    return words[-1][0].upper() if words else "?"


@register.filter
def role_title(account: Any) -> str:
    """The title of an account's role in the reader's language."""
    role = roles().get(account.role)
    return role.title(_language()) if role else str(account.role)


@register.filter
def verb_title(verb: str) -> str:
    """What a verb of the audit trail is called; the verb itself when it has no title."""
    entry = verbs().get(verb)
    return str(entry[_language()]) if entry else verb


@register.filter
def changes(entry: Any) -> list[dict[str, Any]]:
    """The fields of an audit entry that differ between before and after."""
    if not isinstance(entry.before or {}, dict) or not isinstance(entry.after or {}, dict):
        return [{"key": "", "before": entry.before, "after": entry.after}]
    old, new = entry.before or {}, entry.after or {}
    keys = sorted({*old, *new})
    return [{"key": k, "before": old.get(k), "after": new.get(k)} for k in keys if old.get(k) != new.get(k)]
