"""Registers: the bodies of a place as of a day, and what became of them."""

from lotrinh.method.registers.facts import Overlay, UnitFact, overlay
from lotrinh.method.registers.places import great_circle_km
from lotrinh.method.registers.register import PLACE_NOTES, Register, RegisterUnit, Succession

__all__ = [
    "PLACE_NOTES",
    "Overlay",
    "Register",
    "RegisterUnit",
    "Succession",
    "UnitFact",
    "great_circle_km",
    "overlay",
]
