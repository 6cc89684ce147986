"""Measuring: a load on a server for some seconds, and two of them in turns."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from .asking import Ask, written
from .serving import LOADS, Server, pinned, python

CONNECTIONS = 16
SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass(frozen=True)
class Pace:
    """How long and how often everything is measured."""

    seconds: float = 5
    repeats: int = 5
    walks: int = 20_000
    """Requests that wander over a thousand addresses."""
    memory: int = 200_000
    """Requests over which memory is looked at."""


QUICK = Pace(seconds=1, repeats=1, walks=3_000, memory=10_000)


@dataclass(frozen=True)
class Load:
    """Requests to a server, by so many connections at once."""

    server: Server
    asks: Sequence[Ask]
    connections: int = CONNECTIONS


@dataclass(frozen=True)
class Measured:
    """What came of a load; times are in milliseconds."""

    requests: int
    seconds: float
    bytes: int
    errors: int
    p50: float
    p99: float
    statuses: dict[str, int] | None = None
    kept: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


class Loader:
    """Sends loads from the other core: with wrk where it is installed, else with our own."""

    def __init__(self, folder: Path, pace: Pace) -> None:
        self.folder, self.pace = folder, pace
        self.wrk = shutil.which("wrk")

    @property
    def name(self) -> str:
        """What sends."""
        return "wrk" if self.wrk else "the loader of our own, since there is no wrk"

    def send(self, load: Load, seconds: float | None = None, *, own: bool = False) -> Measured:
        """A load for some seconds. `own` counts statuses and what was kept, more slowly."""
        file = written(load.asks, self.folder / "asks.txt")
        lasts = seconds or self.pace.seconds
        told = (
            self._ours(load, lasts, file) if own or not self.wrk else self._wrk(load, lasts, file)
        )
        return Measured(**told)

    def _wrk(self, load: Load, seconds: float, file: Path) -> dict[str, Any]:
        command = [str(self.wrk), "-t1", f"-c{load.connections}", f"-d{max(1, round(seconds))}s"]
        command += ["--timeout", "30s", "--latency", "-s", str(SCRIPT)]
        return _last_line([*command, f"http://127.0.0.1:{load.server.port}", "--", str(file)])

    def _ours(self, load: Load, seconds: float, file: Path) -> dict[str, Any]:
        port, connections = str(load.server.port), str(load.connections)
        arguments = (port, connections, str(seconds), str(file))
        return _last_line(python("-m", "benchmarks.loader", *arguments))

    def beside(self, unit: Load, other: Load) -> Beside:
        """Both in turns, so that a machine that slows down slows down both."""
        self.send(other, min(2, self.pace.seconds))
        pairs = [(self.send(unit), self.send(other)) for _ in range(self.pace.repeats)]
        return Beside([one for one, _ in pairs], [two for _, two in pairs])


@dataclass(frozen=True)
class Beside:
    """Measurements in pairs: the unit, and the other."""

    unit: list[Measured]
    other: list[Measured]

    def ratios(self, of: str = "rate") -> list[float]:
        """The other's over the unit's, pair by pair."""
        pairs = zip(self.unit, self.other, strict=True)
        return [getattr(two, of) / getattr(one, of) for one, two in pairs]

    @property
    def p50(self) -> float:
        """The middle answer's time, in the middle of the measurements."""
        return median(each.p50 for each in self.other)

    @property
    def p99(self) -> float:
        """The time within which 99 of 100 were answered."""
        return median(each.p99 for each in self.other)

    @property
    def errors(self) -> int:
        """How many answers were none."""
        return sum(each.errors for each in self.other)


def _last_line(command: list[str]) -> dict[str, Any]:
    done = subprocess.run([*pinned(LOADS), *command], stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
