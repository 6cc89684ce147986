"""The site as it is served: in a process of its own, on a database of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from settings import ROOT
from tests.conftest import SECRET

PATIENCE = 120
"""Seconds that a server may take to answer for the first time, on a machine that is busy."""


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port: int = finder.getsockname()[1]
    return port


@contextmanager
def server(var: Path) -> Iterator[str]:
    """Serve the database and the pictures in `var`; gives the address of the site."""
    with running(var) as (url, _process):
        yield url


@contextmanager
def running(
    var: Path, command: Sequence[str] = ("serve.py",), **more: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """As `server()`, with the process that serves, which `more` of the environment may change."""
    port = free_port()
    url = f"http://localhost:{port}"
    environment = {**_environment(var, url), "PORT": str(port), **more}
    with log_of(var).open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *command], env=environment, cwd=ROOT, stdout=log, stderr=log
        )
        try:
            _await(environment, process, log_of(var))
            yield url, process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def log_of(var: Path) -> Path:
    """Where the server of `var` writes what it has to say."""
    return var / "server.log"


def _environment(var: Path, url: str) -> dict[str, str]:
    """The settings of the site: limits that no test meets by chance."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("LECTERN_", "COV_"))}
    limits = ("LOGIN", "REGISTER", "COMMENT", "SEARCH", "LETTER", "FORGOT", "LINK", "ACCOUNT")
    return {
        **ours,
        **{f"LECTERN_LIMIT_{limit}": "10000 per minute" for limit in limits},
        "PYTHONPATH": str(Path(__file__).parent / "quick"),
        "COMPILED_TEMPLATES": str(compiled()),
        "LECTERN_DATABASE_URL": f"sqlite:///{var / 'lectern.db'}",
        "LECTERN_VAR": str(var),
        "LECTERN_SECRET": SECRET,
        "LECTERN_URL": url,
        "LECTERN_WORKERS": "1",
    }


@cache
def compiled() -> Path:
    """A folder for the code of templates, which all servers of this process share."""
    folder = Path(tempfile.mkdtemp(prefix="lectern-templates-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _await(environment: dict[str, str], process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(urllib.error.URLError, OSError):
            _knock(environment)
            return
        time.sleep(0.05)
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")


def _knock(environment: dict[str, str]) -> None:
    """Raise unless somebody answers."""
    kind, _, place = environment.get("LECTERN_LISTEN", "").partition(":")
    if kind == "unix":
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(place)
    else:
        here = f"http://127.0.0.1:{environment['PORT']}/healthz"
        urllib.request.urlopen(here, timeout=5).close()
