"""What was measured: rows with a value, its spread, times, and the goal it is held to."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from models.engines import sqlite
from settings import ROOT

from .measuring import Beside


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    key: str
    name: str
    value: float
    unit: str
    low: float
    high: float
    p50: float | None = None
    p99: float | None = None
    goal: float | None = None
    at_most: bool = False
    """Whether less is better."""
    note: str = ""

    @property
    def is_reached(self) -> bool | None:
        """Whether the goal is; None where there is none."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal


def in_hello(key: str, name: str, beside: Beside, goal: float | None = None, note: str = "") -> Row:
    """A row in the unit that drifts with the machine: Flask that returns ready bytes."""
    ratios = beside.ratios()
    rate = median(each.rate for each in beside.other)
    told = [f"{rate:,.0f}/s", note, f"{beside.errors} errors" if beside.errors else ""]
    value, low, high = median(ratios), min(ratios), max(ratios)
    said = "; ".join(filter(None, told))
    return Row(key, name, value, "hello", low, high, beside.p50, beside.p99, goal, note=said)


def plain(
    key: str, name: str, values: list[float], unit: str, goal: float | None = None, note: str = ""
) -> Row:
    """A row of which less is better."""
    middle, low, high = median(values), min(values), max(values)
    return Row(key, name, middle, unit, low, high, goal=goal, at_most=True, note=note)


@dataclass
class Run:
    """All rows of one run, and where it was made."""

    loader: str
    corpus: dict[str, dict[str, int]]
    database: str
    rows: list[Row] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    machine: dict[str, Any] = field(default_factory=dict)
    at: str = ""

    def keep(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def at_path(cls, path: Path) -> Run:
        """A run that was kept."""
        told = json.loads(path.read_text(encoding="utf-8"))
        told["rows"] = [Row(**each) for each in told["rows"]]
        return cls(**told)


def begun(loader: str, corpus: dict[str, dict[str, int]], database: str) -> Run:
    """A run on this machine, now."""
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    return Run(loader, corpus, database, machine=_machine(), at=now)


def _machine() -> dict[str, Any]:
    load = os.getloadavg()[0]
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "sqlite": sqlite.sqlite_version,
        "busy": round(load, 1),
        "code": _code(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    found = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return found[0] if found else platform.machine()


def _code() -> str:
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()
