"""From a template and its context to a paper: checked by the schema, filled, numbered, punctuated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import jsonschema

from lotrinh.method.faults import Fault, Faults
from lotrinh.office.platform.papers.body import body_of, chosen
from lotrinh.office.platform.papers.counting import roman
from lotrinh.office.platform.papers.filling import fill
from lotrinh.office.platform.papers.form import Form, read_form
from lotrinh.office.platform.papers.paper import Annex, Paper, Signature, Text, date_words, head_lines
from lotrinh.office.platform.papers.printing import printed
from lotrinh.office.platform.papers.punctuation import listed, without_end
from lotrinh.office.platform.papers.symbols import paper_symbol
from lotrinh.office.platform.papers.template import LineOf, PaperTemplate, read_template, schema_of

Scope = Mapping[str, Any]
MOST_FAULTS = 20


def compose(
    key: str,
    context: Mapping[str, Any],
    *,
    number: int | None = None,
    signed_on: date | None = None,
    signer_name: str = "",
) -> Paper:
    """The paper of a template; Faults when the context does not fit it.

    number and signed_on stay open until the paper is signed. signer_name: the one that the context names when
    empty.
    """
    template, schema = read_template(key), schema_of(key)
    check_context(key, context)
    scope = printed(context, schema, schema)
    form, issuer = read_form(template.form), scope["issuer"]
    body = body_of(template.body, scope, closes=True)
    ends = {**scope, "articles": sum(isinstance(b, Text) and b.lead.startswith("Điều ") for b in body)}
    symbol = paper_symbol(template.type, issuer["abbreviation"], issuer["division"])
    year = signed_on.year if signed_on else int(context["year"])
    return Paper(
        parent_body=head_lines(issuer["parent"]) if issuer.get("parent") else (),
        issuing_body=head_lines(issuer["name"]),
        symbol=symbol,
        place=issuer["place"],
        year=year,
        kind=template.kind,
        subject=without_end(fill(template.subject, scope)),
        body=body,
        signature=_signature(scope, signer_name),
        recipients=_recipients(template, ends, form),
        number=number,
        signed_on=signed_on,
        addressees=tuple(listed(_lines(template.addressees, scope), single=True)),
        sides=tuple(_sides(template, scope)),
        annexes=tuple(_annexes(template, scope, form, _given(number, signed_on, year, symbol))),
        marks=tuple(scope.get("marks", ())),
        foot_mark=form.wording.synthetic if scope.get("synthetic") else "",
        dated=template.dated,
    )


def check_context(key: str, context: Mapping[str, Any]) -> None:
    """Faults for everything in a context that the template's schema does not allow or misses."""
    checker = jsonschema.Draft202012Validator(
        schema_of(key), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    errors = sorted(checker.iter_errors(context), key=lambda e: [str(p) for p in e.absolute_path])
    if errors:
        raise Faults(_context_fault(key, error) for error in errors[:MOST_FAULTS])


def _context_fault(key: str, error: jsonschema.ValidationError) -> Fault:
    where = f"{key}/{'/'.join(str(part) for part in error.absolute_path)}"
    return Fault(
        "papers.context",
        where,
        f"Dữ liệu của văn bản chưa đúng tại {where}. Hãy sửa mục này rồi soạn lại.",
        f"The data of the paper is not right at {where}: {error.message[:200]}. Mend it and draft again.",
        got=str(error.instance)[:120],
        expected=f"{error.validator}: {error.validator_value}"[:200],
    )


def _lines(lines: Iterable[LineOf], scope: Scope) -> Iterator[str]:
    for line in lines:
        for inner in chosen(line, scope):
            yield fill(line.text, inner)


def _recipients(template: PaperTemplate, scope: Scope, form: Form) -> tuple[str, ...]:
    filed = fill(form.wording.filed, scope["issuer"])
    return (*listed(_lines(template.recipients, scope), last=";"), filed) if template.recipients else ()


def _signature(scope: Scope, signer_name: str) -> Signature:
    signing = scope.get("signing", {})
    return Signature(tuple(signing.get("lines", ())), signer_name or signing.get("name", ""))


def _sides(template: PaperTemplate, scope: Scope) -> Iterator[Signature]:
    for side in template.sides:
        for inner in chosen(side, scope):
            lines = tuple(fill(line, inner).upper() for line in side.lines)
            yield Signature(lines, fill(side.name, inner), side.note)


def _given(number: int | None, signed_on: date | None, year: int, symbol: str) -> dict[str, str]:
    shown = " " * 8 if number is None else f"{number:02d}"
    return {"number": shown, "symbol": symbol, "date": date_words(signed_on, year)}


def _annexes(template: PaperTemplate, scope: Scope, form: Form, given: Scope) -> Iterator[Annex]:
    present = [(a, inner) for a in template.annexes for inner in chosen(a, scope)]
    kind = template.kind.capitalize() or form.wording.letter
    for place, (annex, inner) in enumerate(present, start=1):
        reference = fill(form.wording.enclosed, {**given, "kind": kind, "issuer": scope["issuer"]["name"]})
        label = f"{form.wording.annex} {roman(place)}" if len(present) > 1 else form.wording.annex
        title = fill(annex.title, inner)
        yield Annex(label, title, reference, body_of(annex.body, inner, closes=False))
