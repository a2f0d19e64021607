"""People as they are typed, one a line, and as papers name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from lotrinh.office.inspections.papers.words import listed

HONORIFICS: Final = re.compile(r"(ông \(bà\)|ông|bà)\s+", re.IGNORECASE)
WORDS: Final = {"ông": "Ông", "bà": "Bà", "ông (bà)": "Ông (bà)"}
ROLE: Final = re.compile(r"(.*),\s*((?:Phó )?Trưởng đoàn|Thư ký|Thành viên)(.*)", re.IGNORECASE | re.DOTALL)
OFFICE: Final = "người được cử làm việc với Đoàn kiểm tra"


def person(line: str, office: str = OFFICE) -> dict[str, str]:
    """'Bà Nguyễn Thị A, Chủ tịch' → honorific, name, office; office: where the line names none."""
    found = HONORIFICS.match(line)
    honorific = WORDS[found.group(1).lower()] if found else WORDS["ông (bà)"]
    name, _, rest = line[found.end() if found else 0 :].partition(",")
    return {
        "honorific": honorific,
        "name": name.strip() or line.strip(),
        "office": rest.strip(" .;") or office,
    }


def people(text: Any) -> list[dict[str, str]]:
    """A person a line."""
    return [person(line) for line in listed(text)]


def members(text: Any) -> list[dict[str, str]]:
    """A person of the team a line: name, office, role."""
    return [_member(line) for line in listed(text)]


def _member(line: str) -> dict[str, str]:
    found = ROLE.fullmatch(line)
    if found is None:
        return person(line) | {"role": "Thành viên"}
    return person(found.group(1)) | {"role": f"{found.group(2)}{found.group(3)}".strip(" .;")}


def absent(text: Any) -> list[dict[str, str]]:
    """'Ông B, Phó Chủ tịch; đi họp' → with the reason after the semicolon."""
    found = []
    for line in listed(text):
        who, _, reason = line.partition(";")
        found.append(
            person(who.strip() or line)
            | {"reason": reason.strip().removeprefix("lý do:").strip() or "không rõ"}
        )
    return found


def cited(seat: Mapping[str, Any]) -> dict[str, str]:
    """A seat of the team as a person of a paper."""
    return {key: seat[key] for key in ("honorific", "name", "office")}
