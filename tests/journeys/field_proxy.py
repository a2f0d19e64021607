"""A way between browser and server that breaks: before a request arrives, or after its work is done."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

Answer = tuple[int, list[tuple[str, str]], bytes]
IN_THE_MIDDLE = 0.08
"""Seconds after which a batch of two hundred has begun and is not done."""
OWN = {"connection", "transfer-encoding", "keep-alive"}


class Way:
    """faults: what happens to the next requests to a path: 'before' it arrives, or 'after' it was done.

    during: what is done once while the server works on a request to a path; its answer is lost in any case.
    """

    def __init__(self, target: str) -> None:
        self.lead_to(target)
        self.faults: dict[str, list[str]] = {}
        self.during: dict[str, Callable[[], object]] = {}
        self.passed: list[str] = []
        self.lock = threading.Lock()

    def lead_to(self, target: str) -> None:
        """From now on to this server."""
        self.target = urlsplit(target)

    def next_fault(self, path: str) -> str:
        """What happens to this request; '' when nothing does."""
        with self.lock:
            self.passed.append(path)
            for start, faults in self.faults.items():
                if path.startswith(start) and faults:
                    return faults.pop(0)
        return ""


def _handler(way: Way) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fault = way.next_fault(self.path)
            self.close_connection = True
            if fault == "before":
                return
            answer = self._forward_while(body, way.during.pop(self.path, None))
            if answer and fault != "after":
                self._give(*answer)

        do_GET = do_POST = do_PUT = handle_any

        def _forward_while(self, body: bytes, doing: Callable[[], object] | None) -> Answer | None:
            if doing is None:
                return self._forward(body)
            threading.Timer(IN_THE_MIDDLE, doing).start()
            with suppress(OSError, http.client.HTTPException):
                self._forward(body)
            return None

        def _forward(self, body: bytes) -> Answer:
            server = http.client.HTTPConnection(way.target.hostname or "", way.target.port, timeout=60)
            headers = {k: v for k, v in self.headers.items() if k.lower() not in OWN}
            server.request(self.command, self.path, body or None, headers)
            answer = server.getresponse()
            found = answer.status, answer.getheaders(), answer.read()
            server.close()
            return found

        def _give(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in OWN | {"content-length"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    return Handler


@contextmanager
def breakable(target: str) -> Iterator[tuple[str, Way]]:
    """(address, way) of a proxy before a server."""
    way = Way(target)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(way))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", way
    finally:
        server.shutdown()
        server.server_close()
