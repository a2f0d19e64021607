"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import time
from typing import Any


def machine() -> dict[str, Any]:
    """Cores, load of others, Python, and a loop of ten million steps as a yardstick of speed."""
    return {
        "cores": os.cpu_count(), "load": os.getloadavg()[0], "python": platform.python_version(),
        "system": platform.platform(), "loop_seconds": round(_loop(), 2),
    }  # fmt: skip


def _loop() -> float:
    started, total = time.perf_counter(), 0
    for i in range(10_000_000):
        total += i
    return time.perf_counter() - started
