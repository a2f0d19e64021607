"""What is wrong with a template beside its schema: fields undeclared, or declared and never used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lotrinh.method.faults import Fault
from lotrinh.office.platform.papers.filling import fields_of
from lotrinh.office.platform.papers.printing import resolved
from lotrinh.office.platform.papers.template import PaperTemplate, Part, TableOf, read_template, schema_of

# Used by the layout of every paper, whatever a template says.
OF_EVERY_PAPER = ("issuer", "signing", "recipients", "year", "synthetic", "marks")
PLACE = {"type": "integer"}

Schema = Mapping[str, Any]
Names = Mapping[str, tuple[str, Schema]]  # name in the words → (path in the context, its schema)


def template_faults(key: str) -> list[Fault]:
    """Every undeclared and every unused field of the template of a key."""
    template, schema = read_template(key), schema_of(key)
    walk = _Walk(key, schema)
    walk.template(template)
    unused = sorted(set(_leaves("", schema, schema)) - walk.used)
    return walk.faults + [
        _fault("papers.field_unused", key, path, "khai báo nhưng không dùng", "declared but never used")
        for path in unused
        if path.split(".")[0].rstrip("[]") not in OF_EVERY_PAPER
    ]


class _Walk:
    """Goes through a template with the names that hold at each place."""

    def __init__(self, key: str, schema: Schema) -> None:
        self.key, self.schema = key, schema
        self.used: set[str] = set()
        self.faults: list[Fault] = []

    def template(self, template: PaperTemplate) -> None:
        names: Names = {name: (name, part) for name, part in self.schema["properties"].items()}
        self.words(template.subject, names)
        for line in (*template.addressees, *template.recipients):
            self.words(line.text, self.under(line, {**names, "articles": ("articles", PLACE)}))
        for side in template.sides:
            inner = self.under(side, names)
            for text in (*side.lines, side.note, side.name):
                self.words(text, inner)
        self.parts(template.body, names)
        for annex in template.annexes:
            inner = self.under(annex, names)
            self.words(annex.title, inner)
            self.parts(annex.body, inner)

    def parts(self, parts: list[Part], names: Names) -> None:
        for part in parts:
            inner = self.under(part, names)
            for text in (part.title, part.text, part.basis, part.centre, part.article, part.point):
                self.words(text or "", inner)
            if part.table:
                self.table(part.table, inner)
            self.parts(part.parts or [], inner)

    def table(self, table: TableOf, names: Names) -> None:
        inner = self.looped(table.rows, table.row, names)
        for column in table.columns:
            self.words(column.text, inner)

    def under(self, part: Any, names: Names) -> Names:
        for path in (part.when, part.unless):
            if path:
                self.find(path, names)
        each = getattr(part, "each", None)
        return self.looped(each, part.item, names) if each else names

    def looped(self, path: str, name: str, names: Names) -> Names:
        found = self.find(path, names)
        if found is None or found[1].get("type") != "array":
            self.faults.append(_fault("papers.not_a_list", self.key, path, "không phải danh sách", "no list"))
            return names
        return {**names, name: (f"{found[0]}[]", found[1]["items"]), "n": ("n", PLACE)}

    def words(self, text: str, names: Names) -> None:
        for path in fields_of(text):
            self.find(path, names)

    def find(self, path: str, names: Names) -> tuple[str, Schema] | None:
        """The place in the context and the schema of a path; a fault when it is not declared."""
        first, *rest = path.split(".")
        place, schema = names.get(first, ("", {}))
        schema = resolved(schema, self.schema)
        for name in rest:
            place, schema = (
                f"{place}.{name}",
                resolved(schema.get("properties", {}).get(name, {}), self.schema),
            )
        if not schema:
            self.faults.append(
                _fault("papers.field_undeclared", self.key, path, "chưa khai báo", "not declared")
            )
            return None
        self.used.add(place)
        return place, schema


def _leaves(path: str, schema: Schema, root: Schema) -> Iterator[str]:
    """Every value of a context that could be printed or asked for, as a path; lists end with []."""
    schema = resolved(schema, root)
    if "properties" in schema:
        for name, part in schema["properties"].items():
            yield from _leaves(f"{path}.{name}" if path else name, part, root)
    elif schema.get("type") == "array":
        yield from _leaves(f"{path}[]", schema["items"], root)
    else:
        yield path


def _fault(code: str, key: str, path: str, vi: str, en: str) -> Fault:
    return Fault(
        code,
        f"papers/{key}",
        f"Trường {path} {vi}. Sửa paper.yaml hoặc context.schema.json.",
        f"The field {path} is {en}. Mend paper.yaml or context.schema.json.",
        got=path,
    )
