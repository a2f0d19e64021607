"""Definitions: law and method as dated, cited data; read, checked, compared, frozen."""

from lotrinh.method.definitions.library import Library, own_root
from lotrinh.method.definitions.models import Act, Cited, Sector, SectorDuty, Text
from lotrinh.method.definitions.plan import PlanDefinition, TeamDefinition
from lotrinh.method.definitions.reading import Document, read_yaml, validated
from lotrinh.method.definitions.tables import read_table

__all__ = [
    "Act",
    "Cited",
    "Document",
    "Library",
    "PlanDefinition",
    "Sector",
    "SectorDuty",
    "TeamDefinition",
    "Text",
    "own_root",
    "read_table",
    "read_yaml",
    "validated",
]
