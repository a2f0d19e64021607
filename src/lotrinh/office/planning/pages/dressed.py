"""Forms in the look of the product."""

from __future__ import annotations

from django import forms


class DressedForm(forms.Form):
    """Every field carries the class that its kind of input has."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> None:
    """Select boxes and all other inputs have different classes."""
    choice = isinstance(field.widget, forms.Select)
    field.widget.attrs["class"] = "form-select" if choice else "form-control"
