"""ODT, ODS: type, password, macros, what loads from outside."""

from __future__ import annotations

import re

from lotrinh.method.trace import Reason
from lotrinh.office.platform.files.refusals import refusal

MIMETYPE = "mimetype"
TYPES = {
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
}
_OUTSIDE = re.compile(
    rb"<(?:draw:(?:image|object|object-ole|plugin|applet|floating-frame)|text:section-source|"
    rb"table:cell-range-source|table:table-source|office:dde-source|form:image)\b[^>]*?xlink:href=\"\s*"
    rb"((?:https?|ftp|smb|file|dav)[^\"]*|[/\\]{2}[^\"]*)\"",
    re.IGNORECASE,
)


class Judge:
    """Sees every part of one package; refuses by raising."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._type = ""

    def see(self, part: str, content: bytes) -> None:
        """One part."""
        if part.startswith(("Basic/", "Scripts/")) or b"vnd.sun.star.script:" in content:
            raise refusal("files.macros", self.name)
        if b"office:dde-source" in content:
            raise refusal("files.macros", self.name)
        if part == "META-INF/manifest.xml" and b"encryption-data" in content:
            raise refusal("files.locked", self.name)
        if part == MIMETYPE:
            self._type = content[:100].decode("ascii", "ignore").strip()
        if part.endswith(".xml") and (found := _OUTSIDE.search(content)):
            target = found.group(1).decode("utf-8", "replace")[:80]
            raise refusal("files.loads_from_outside", self.name, target=target)

    def content_type(self) -> str:
        """The type of the whole."""
        if self._type not in TYPES:
            raise refusal("files.office_kind", self.name)
        return self._type

    def notices(self) -> tuple[Reason, ...]:
        """Nothing to tell."""
        return ()
