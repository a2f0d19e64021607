"""Elements of small XML parts, read by expat; a document type ends the reading."""

from __future__ import annotations

from xml.parsers import expat  # nosec B407: documents with a DTD are refused before and here


def elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """(local name, attributes by local name) of every element; ValueError when it is no plain XML."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((_local(tag), {_local(key): value for key, value in attributes.items()}))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError("not XML") from error
    return found


def _local(name: str) -> str:
    return name.rpartition(" ")[2].rpartition(":")[2]


def _no_doctype(*_of: object) -> None:
    raise ValueError("document type")
