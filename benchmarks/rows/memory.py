"""Memory: what the worker holds, and whether it grows."""

from __future__ import annotations

from collections.abc import Iterator

from ..measuring import Load, Loader
from ..results import Row, plain
from ..sites import Sites
from .pages import wandering

MOST = 150
FLAT = 10
"""Megabytes that it may grow from the middle of the requests to their end."""


def memory(sites: Sites, loader: Loader) -> Iterator[Row]:
    """The resident memory of a worker of its own while it answers a great many requests.

    That of the worker that had all the other rows before, searches and writing among them, is told.
    """
    before = sites.asked_before()
    had_all = before.memory() if before else None
    server = sites.lectern(of="-memory")
    walk = Load(server, wandering(sites, loader.pace.walks))
    seen, answered = [], 0
    while answered < loader.pace.memory:
        answered += loader.send(walk, loader.pace.seconds).requests
        if (now := server.memory()) is None:
            return
        seen.append(now)
    name = f"memory of a worker after {loader.pace.memory:,} requests"
    note = f"{seen[0]:.0f} MB after the first {answered // len(seen):,}"
    note += f"; the worker of all rows before: {had_all:.0f} MB" if had_all else ""
    yield plain("memory", name, [seen[-1]], "MB", MOST, note)
    growth = seen[-1] - seen[len(seen) // 2]
    yield plain("memory-growth", "growth over the later half", [growth], "MB", FLAT)
