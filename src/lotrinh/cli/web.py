"""``lotrinh serve``, ``worker`` and ``demo``: the web product."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess  # nosec B404: starts our own worker
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import click
import waitress
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.utils import timezone

from lotrinh.cli.output import DATA_WRONG, Step, json_option, language, put_json, say
from lotrinh.cli.sample import build_sample_roadmap, play_living_sample
from lotrinh.method.definitions import Library
from lotrinh.office.planning.models import Build
from lotrinh.office.platform.roles import roles
from lotrinh.office.platform.worker import run_worker
from lotrinh.office.project import demonstration, preparing

LARGEST_REQUEST = 32 * 1024 * 1024
"""Bytes; an imported file may have 20 MB."""

port_option = click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port."
)
host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
worker_option = click.option("--no-worker", is_flag=True, help="Serve without the background worker.")
once_option = click.option("--once", is_flag=True, help="End when no job waits.")


@click.command()
@click.option("--parent", type=int, default=None, hidden=True)
@once_option
@json_option
def worker(parent: int | None, once: bool, as_json: bool) -> None:
    """Run the background worker: builds of roadmaps and other long jobs."""
    run_worker(parent=parent, once=once)
    if as_json:
        put_json({"ok": True})


@click.command()
@host_option
@port_option
@worker_option
@json_option
def serve(host: str, port: int, no_worker: bool, as_json: bool) -> None:
    """Migrate, collect the static files when they are stale, and serve."""
    _need_port(host, port)
    _up_to_date()
    _announce(f"http://{host}:{port}/", as_json, {})
    _serve(host, port, with_worker=not no_worker)


@click.command()
@host_option
@port_option
@click.option("--prepare-only", is_flag=True, help="Prepare everything, then end.")
@json_option
def demo(host: str, port: int, prepare_only: bool, as_json: bool) -> None:
    """Prepare the demonstration (Hanoi data, accounts, a roadmap of Plan 155, a living sample); serve it."""
    if not prepare_only:
        _need_port(host, port)
    _up_to_date()
    library = Library.open()
    for step in preparing.LOADING:
        with Step(step.vi, step.en):
            step.run(library, timezone.now())
    with Step("Tài khoản trình diễn", "Demonstration accounts"):
        accounts = demonstration.make_accounts()
        demonstration.seat_inspector()
    with ThreadPoolExecutor(1) as beside:
        first = beside.submit(_first_roadmap) if demonstration.needs_roadmap() else None
        with Step("Phát hiện đã công bố", "Published findings"):
            demonstration.load_published(library, at=timezone.now())
        ready = build_sample_roadmap()
        if first is not None:
            _tell_of(first)
    if ready:
        play_living_sample()
    shown = {a.username: roles()[a.role].title(language()) for a in accounts}
    _announce("" if prepare_only else f"http://{host}:{port}/", as_json, shown)
    if not prepare_only:
        _serve(host, port, with_worker=True)


def _first_roadmap() -> Build:
    """Solving takes one core: both roadmaps are built side by side."""
    try:
        return demonstration.build_first_roadmap()
    finally:
        connections.close_all()


def _tell_of(build: Future[Build]) -> None:
    with Step("Lộ trình của Kế hoạch 155", "The roadmap of Plan 155"):
        found = build.result()
    if found.result_id is None:
        say(
            "Chưa có lộ trình: xem nhật ký lập lộ trình trên trang kế hoạch.",
            "There is no roadmap: see the log of the build on the plan's page.",
            bold=True,
        )


def _up_to_date() -> None:
    with Step("Cơ sở dữ liệu", "Database"):
        preparing.migrate()
    with Step("Tệp giao diện", "Static files"):
        preparing.collect_static()


def _need_port(host: str, port: int) -> None:
    """End at once when somebody else listens there, before minutes of work."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            say(
                f"Cổng {port} đang bận; hãy chọn PORT khác.",
                f"Port {port} is taken; choose another PORT.",
                bold=True,
            )
            sys.exit(DATA_WRONG)


def _announce(address: str, as_json: bool, accounts: dict[str, str]) -> None:
    if as_json:
        password = demonstration.PASSWORD if accounts else ""
        put_json({"ok": True, "address": address, "accounts": accounts, "password": password})
        return
    if accounts:
        say(
            "\nTài khoản trình diễn (chỉ có khi trình diễn):",
            "\nDemonstration accounts (made by the demonstration):",
        )
        for name, title in accounts.items():
            click.echo(f"    {name:<10}  {title}", err=True)
        say(f"    Mật khẩu chung: {demonstration.PASSWORD}", f"    Password of all: {demonstration.PASSWORD}")
    if address:
        say(f"\nMở {address}   (Ctrl+C để dừng)", f"\nOpen {address}   (Ctrl+C stops it)", bold=True)


def _serve(host: str, port: int, *, with_worker: bool) -> None:
    signal.signal(signal.SIGTERM, _stop)
    application = get_wsgi_application()  # only now: it looks for the collected files once
    with _child() if with_worker else _nothing():
        waitress.serve(
            application,
            host=host,
            port=port,
            threads=8,
            ident=None,
            channel_timeout=120,
            max_request_body_size=LARGEST_REQUEST,
        )


def _stop(*_signal: Any) -> None:
    raise SystemExit(0)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _child() -> Iterator[None]:
    """A worker beside the server: started again when it dies, stopped with us."""
    over = threading.Event()
    command = [sys.executable, "-m", "lotrinh", "worker", "--parent", str(os.getpid())]

    def keep() -> None:
        while not over.is_set():
            process = subprocess.Popen(command)  # nosec B603: our own command
            while process.poll() is None and not over.wait(0.5):
                pass
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=10)
            over.wait(2)

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(timeout=15)
