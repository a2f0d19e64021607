"""The draw of dossiers: n of N by a recorded seed, the same on the server and on a device.

The number i (1 to N) is ranked by the SHA-256 of the UTF-8 bytes of "<seed>:<i>", i in decimal without
leading zeros; the n smallest hexadecimal digests are drawn. docs/reference/checklists.md says the same with
examples. A larger n only adds numbers, so a draw can be extended without giving up what was looked at.
"""

from __future__ import annotations

import hashlib
import heapq
from functools import lru_cache

from lotrinh.method.faults import Fault, Faults

LARGEST_FRAME = 1_000_000


def draw(frame: int, n: int, seed: int | str) -> tuple[int, ...]:
    """n different numbers of 1..frame, ascending. Faults: numbers that cannot be drawn, no seed."""
    faults = draw_faults(frame, n, seed)
    if faults:
        raise Faults(faults)
    return _drawn(frame, n, str(seed))


@lru_cache(maxsize=256)
def _drawn(frame: int, n: int, seed: str) -> tuple[int, ...]:
    """Kept, because an answer is checked anew each time a dossier of it is recorded."""
    ranked = heapq.nsmallest(n, ((_rank(seed, i), i) for i in range(1, frame + 1)))
    return tuple(sorted(i for _, i in ranked))


def draw_faults(frame: object, n: object, seed: object, where: str = "draw") -> list[Fault]:
    """What is wrong with the three arguments of a draw."""
    faults = []
    if not _whole(frame) or not 1 <= frame <= LARGEST_FRAME:  # type: ignore[operator]
        faults.append(
            _number(f"{where}.frame", "Tổng số hồ sơ", "The number of dossiers", frame, LARGEST_FRAME)
        )
    elif not _whole(n) or not 1 <= n <= frame:  # type: ignore[operator]
        faults.append(_number(f"{where}.n", "Số hồ sơ rút", "The number drawn", n, int(str(frame))))
    text = str(seed)
    if (
        isinstance(seed, bool)
        or not isinstance(seed, int | str)
        or not 1 <= len(text) <= 64
        or not _plain(text)
    ):
        faults.append(_seed(f"{where}.seed", seed))
    return faults


def _rank(seed: str, i: int) -> str:
    return hashlib.sha256(f"{seed}:{i}".encode()).hexdigest()


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _plain(text: str) -> bool:
    """Printable ASCII without blanks: the same bytes everywhere."""
    return all("!" <= c <= "~" for c in text)


def _number(where: str, vi: str, en: str, got: object, most: int) -> Fault:
    return Fault(
        "checklists.draw_number",
        where,
        f"{vi} phải là số nguyên từ 1 đến {most}; hãy nhập lại.",
        f"{en} must be a whole number from 1 to {most}; enter it again.",
        got=str(got)[:80],
        expected=f"1 … {most}",
    )


def _seed(where: str, got: object) -> Fault:
    return Fault(
        "checklists.draw_seed",
        where,
        "Hạt giống phải gồm 1 đến 64 ký tự ASCII, không có dấu cách; hãy dùng hạt giống do hệ thống ghi.",
        "The seed must be 1 to 64 ASCII characters without blanks; use the one that was recorded.",
        got=repr(got)[:80],
        expected="1 to 64 printable ASCII characters",
    )
