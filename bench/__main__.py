"""``python -m bench [--quick]``: every benchmark, as one JSON document."""

from __future__ import annotations

import json
import sys

from bench import roadmap
from bench.machine import machine


def main() -> None:
    """Run all and print."""
    quick = "--quick" in sys.argv[1:]
    print(
        json.dumps({"machine": machine(), "roadmap": roadmap.run(quick=quick)}, indent=2, ensure_ascii=False)
    )


if __name__ == "__main__":
    main()
