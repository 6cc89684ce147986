"""Shows how far a long work is, to whoever looks on."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from time import monotonic

EVERY = 2.0
"""In seconds: a line of its own where nobody looks on, else the same line again."""


def watched(steps: Iterable[int], label: str, total: int) -> Iterable[int]:
    """The steps of a work of `total`, told as they go by: how many a second, how long it takes."""
    began = told = monotonic()
    for step in steps:
        yield step
        if monotonic() - told > EVERY:
            told = monotonic()
            _say(label, step, total, told - began)
    _say(label, total, total, monotonic() - began, end="\n")


def _say(label: str, done: int, total: int, seconds: float, end: str = "") -> None:
    rate = done / max(seconds, 0.001)
    left = f", {(total - done) / rate:,.0f} s to go" if done < total and rate else ""
    begin, end = ("\r", end) if sys.stderr.isatty() else ("", "\n")
    told = f"{label}: {done:,} of {total:,} in {seconds:,.0f} s ({rate:,.0f} a second{left})"
    print(f"{begin}{told:<78}", end=end, file=sys.stderr, flush=True)
