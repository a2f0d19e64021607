"""Every file of the library can be read, and every folder names its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lotrinh.method.definitions.library import Library
from lotrinh.method.faults import Fault, Faults


def check_files(library: Library) -> Iterator[Fault]:
    """Syntax of every YAML and GeoJSON file; a statement of source beside every table."""
    for path in sorted(library.root.rglob("*.yaml")):
        try:
            library.document(*path.relative_to(library.root).parts)
        except Faults as error:
            yield from error.faults
    for path in sorted(library.root.rglob("*.geojson")):
        try:
            library.geojson(*path.relative_to(library.root).parts)
        except Faults as error:
            yield from error.faults
    for folder in sorted({p.parent for p in library.root.rglob("*.csv")}):
        yield from _sourced(folder, library.root)


def _sourced(folder: Path, root: Path) -> Iterator[Fault]:
    """A SOURCE.md in the folder or in one above it, inside the library."""
    here = folder
    while here != root.parent:
        if (here / "SOURCE.md").exists():
            return
        here = here.parent
    yield Fault(
        "definitions.source_missing",
        folder.relative_to(root).as_posix(),
        "Thư mục có bảng số liệu nhưng không có SOURCE.md; hãy ghi nguồn và giấy phép.",
        "The folder has tables but no SOURCE.md; state source and licence.",
        got="no SOURCE.md",
        expected="SOURCE.md",
    )
