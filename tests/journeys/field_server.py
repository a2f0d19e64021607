"""A server in a process of its own on the tests' database, to be killed in the middle of its work."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.db import connection

SERVE = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "lotrinh.office.project.settings_test"
from django.conf import settings
settings.DATABASES["default"].update(json.loads(os.environ["FIELD_DATABASE"]))
import django
django.setup()
import waitress
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
port = int(os.environ["FIELD_PORT"])
waitress.serve(StaticFilesHandler(get_wsgi_application()), host="127.0.0.1", port=port)
"""


class Server:
    """``address`` stays the same over deaths and returns."""

    def __init__(self, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address, self.log = f"http://127.0.0.1:{self.port}", log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        known = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
        database = {key: str(connection.settings_dict[key]) for key in known}
        own = {"FIELD_DATABASE": json.dumps(database), "FIELD_PORT": str(self.port)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE], env={**os.environ, **own}, stdout=log, stderr=log
            )
        for _ in range(300):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def kill(self) -> Any:
        """Pull the plug: nothing of the process is asked."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        return self.process.wait(10)
