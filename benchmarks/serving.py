"""Servers as in production: one worker each, held to one core, so that the load has the other."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep

from settings import ROOT

from .asking import Ask, answer

SERVES, LOADS = 0, 1
"""The core of the server and the core of the load."""
STARTS = 60
STOPS = 20


def pinned(core: int) -> list[str]:
    """What holds a program to a core; nothing where that cannot be had."""
    can = shutil.which("taskset") and (os.cpu_count() or 1) > 1
    return ["taskset", "-c", str(core)] if can else []


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """A program that answers on a port until it is stopped."""

    def __init__(
        self, name: str, command: Sequence[str], port: int, log: Path, env: Mapping[str, str]
    ) -> None:
        self.name, self.port = name, port
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [*pinned(SERVES), *command],
                cwd=ROOT,
                env={**os.environ, **env},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._log = log
        self._wait()

    def _wait(self) -> None:
        end = monotonic() + STARTS
        while monotonic() < end and self._process.poll() is None:
            try:
                answer(self.port, Ask("/"))
            except OSError:
                sleep(0.1)
            else:
                return
        self.stop()
        raise RuntimeError(f"{self.name} did not start:\n{self._log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End it and what it started."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(STOPS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def memory(self) -> float | None:
        """What its largest process, the worker, holds of memory now, in megabytes."""
        sizes = [_resident(process) for process in _family(self._process.pid)]
        return max(sizes, default=0) / 1024 or None


def _family(process: int) -> list[int]:
    """A process and all that came of it."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return [process]
    return [process, *(each for child in told.split() for each in _family(int(child)))]


def _resident(process: int) -> int:
    """Resident memory in kilobytes."""
    try:
        told = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = [line.split()[1] for line in told.splitlines() if line.startswith("VmRSS")]
    return int(found[0]) if found else 0


def python(*arguments: str) -> list[str]:
    """This Python."""
    return [sys.executable, *arguments]
