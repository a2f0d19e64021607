"""``python -m bench``: every benchmark, one JSON document on standard output, progress on standard error."""

from __future__ import annotations

import json

from bench import roadmap

if __name__ == "__main__":
    print(json.dumps({"roadmap": roadmap.measure()}, indent=1))
