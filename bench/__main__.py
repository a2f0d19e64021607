"""``python -m bench [--quick]``: every benchmark, as one JSON document."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from bench import roadmap
from bench.machine import machine


def main() -> None:
    """Run all and print."""
    quick = "--quick" in sys.argv[1:]
    found = {
        "machine": machine(),
        "roadmap": roadmap.run(quick=quick),
        "recording": _apart("recording", quick=quick),
        "findings": _apart("findings", quick=quick),
    }
    print(json.dumps(found, indent=2, ensure_ascii=False))


def _apart(name: str, *, quick: bool) -> Any:
    """A benchmark that needs a database of its own runs in a process of its own."""
    command = [sys.executable, "-m", f"bench.{name}", *(["--quick"] if quick else [])]
    print(name, file=sys.stderr)
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:]}
    return json.loads(done.stdout)[name]


if __name__ == "__main__":
    main()
