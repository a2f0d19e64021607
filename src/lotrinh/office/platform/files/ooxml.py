"""DOCX, XLSX, PPTX: what the parts say they are, what they load, what runs."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from lotrinh.method.trace import Reason
from lotrinh.office.platform.files.refusals import refusal
from lotrinh.office.platform.files.xml_parts import elements

CONTENT_TYPES = "[Content_Types].xml"
_BASE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    f"{_BASE}wordprocessingml.document.main+xml": f"{_BASE}wordprocessingml.document",
    f"{_BASE}spreadsheetml.sheet.main+xml": f"{_BASE}spreadsheetml.sheet",
    f"{_BASE}presentationml.presentation.main+xml": f"{_BASE}presentationml.presentation",
}
# Parts that run: VBA, Excel 4 macro sheets, ActiveX, customised ribbons with calls, binary workbooks.
_RUNS = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "activex", "ms-office.ctrlprop")
_RUNS_NAMES = re.compile(r"(vbaproject|vbadata)[^/]*$|/macrosheets/|/activex/", re.IGNORECASE)
_PACKED = re.compile("Ole10Native".encode("utf-16-le"))
_PROGRAM = re.compile(
    r"\.(docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppsm|exe|dll|scr|js|vbs|bat|cmd|ps1|hta|jar)$", re.I
)
_DDE = re.compile(r"(^|[^\w])DDE(AUTO)?\s", re.IGNORECASE)
_FIELD = re.compile(rb"<\w*:?instrText[^>]*>([^<]*)<|\binstr=\"([^\"]*)\"")
_LOCAL = re.compile(r"(file:/*)?[a-z]:[/\\]", re.IGNORECASE)

LINKED = Reason(
    "files.links_to_other_files",
    "Tệp có liên kết tới tệp khác trên máy của người soạn; số liệu ở đó không đi kèm.",
    "The file links to other files on its author's machine; what they hold did not come with it.",
)


class Judge:
    """Sees every part of one package, the content types first; refuses by raising."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._type = ""
        self._linked = False

    def see(self, part: str, content: bytes) -> None:
        """One part."""
        if _RUNS_NAMES.search(f"/{part}"):
            raise refusal("files.macros", self.name)
        if _PROGRAM.search(part) or _PACKED.search(content):
            raise refusal("files.packed_object", self.name, part=part)
        if part == CONTENT_TYPES:
            self._see_types(content)
        elif part.casefold().endswith(".rels"):
            self._see_relations(content)
        elif part.casefold().endswith(".xml"):
            self._see_fields(content)

    def content_type(self) -> str:
        """The type of the whole; refuses templates, slide shows and drawings."""
        if not self._type:
            raise refusal("files.office_kind", self.name)
        return self._type

    def notices(self) -> tuple[Reason, ...]:
        """What the person should know."""
        return (LINKED,) if self._linked else ()

    def _see_types(self, content: bytes) -> None:
        for _tag, values in elements(content):
            kind = values.get("ContentType", "").strip()
            if any(word in kind.casefold() for word in _RUNS):
                raise refusal("files.macros", self.name)
            self._type = MAIN.get(kind, self._type)

    def _see_relations(self, content: bytes) -> None:
        for tag, values in elements(content):
            kind = values.get("Type", "").rpartition("/")[2].casefold()
            if tag != "Relationship":
                continue
            if "vbaproject" in kind or "macrosheet" in kind:
                raise refusal("files.macros", self.name)
            if values.get("TargetMode", "").casefold() == "external" and kind != "hyperlink":
                self._see_link(kind, values.get("Target", ""))

    def _see_link(self, kind: str, target: str) -> None:
        """A path on the author's own disk loads nothing; an address of the net or of a server does."""
        plain = unquote(html.unescape(target)).strip()
        is_relative = not re.match(r"[a-z][a-z0-9+.-]+:", plain, re.IGNORECASE) and not re.match(
            r"[/\\]{2}", plain
        )
        if not (_LOCAL.match(plain) or is_relative):
            raise refusal("files.loads_from_outside", self.name, target=plain[:80])
        self._linked = self._linked or kind != "attachedtemplate"

    def _see_fields(self, content: bytes) -> None:
        """DDE starts programs by a field of Word or a link of Excel."""
        if b"<ddeLink" in content or b":ddeLink" in content:
            raise refusal("files.macros", self.name)
        if b"instr" not in content:
            return
        words = b"".join(a or b" " + b + b" " for a, b in _FIELD.findall(content)).decode("utf-8", "ignore")
        if _DDE.search(html.unescape(words)):
            raise refusal("files.macros", self.name)
