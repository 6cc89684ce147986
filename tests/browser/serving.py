"""The site as it is served: granian in a process of its own, on a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from settings import ROOT
from tests.conftest import SECRET

PATIENCE = 30
"""Seconds that the server may take to answer for the first time."""


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port: int = finder.getsockname()[1]
    return port


@contextmanager
def server(var: Path) -> Iterator[str]:
    """Serve the database and the pictures in `var`; gives the address of the site."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with (var / "server.log").open("wb") as log:
        process = subprocess.Popen(
            _command(port), env=_environment(var, url), cwd=ROOT, stdout=log, stderr=log
        )
        try:
            _await(url, process, var / "server.log")
            yield url
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _command(port: int) -> list[str]:
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory"]
    where = ["--host", "127.0.0.1", "--port", str(port)]
    return [*granian, "app:create_app", *where, "--workers", "1", "--blocking-threads", "4"]


def _environment(var: Path, url: str) -> dict[str, str]:
    """The settings of the site: limits that no test meets by chance."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("LECTERN_", "COV_"))}
    limits = ("LOGIN", "REGISTER", "COMMENT", "SEARCH")
    return {
        **ours,
        **{f"LECTERN_LIMIT_{limit}": "10000 per minute" for limit in limits},
        "LECTERN_DATABASE_URL": f"sqlite:///{var / 'lectern.db'}",
        "LECTERN_VAR": str(var),
        "LECTERN_SECRET": SECRET,
        "LECTERN_URL": url,
    }


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):  # noqa: S310 (our own)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")
