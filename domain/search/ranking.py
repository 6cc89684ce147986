"""How well an article answers, and by which of the words that is judged.

BM25, as FTS5 has it, for a database that only tells how much of a word there is: of a word that
stands in the text once there is 1, in the headline 12, and of more of it less and less. What few of
the articles hold weighs more than what all of them do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

COMMON = 20_000
"""What more articles than this hold finds, but does not rank beside what is rarer: to learn how
rare it is takes both databases a walk through all of them."""
MOST_COMMON = 4
"""Where everything is common, the first of it ranks."""
SATED, LENGTHY = 1.2, 0.75
"""How soon more of a word says no more, and how much is taken off a long text."""
ONCE = 6 / math.pi**2 / 12
"""What `ts_rank` gives for a word that stands in the text once."""


def telling(parts: Sequence[str], numbers: Sequence[int]) -> list[str]:
    """The parts of a question by which is ranked, where so many articles hold each of them."""
    rare = [part for part, number in zip(parts, numbers, strict=True) if number <= COMMON]
    return rare or list(parts[:MOST_COMMON])


def ranked(rows: Sequence[Any]) -> list[int]:
    """The ids, best first; a row has an id, a length, and how much of each part stands there."""
    rare = [_rarity(len(rows), sum(bool(much) for much in part)) for part in _parts(rows)]
    mean = sum(length for _, length, *_ in rows) / max(len(rows), 1) or 1
    hits: list[tuple[float, int]] = []
    for number, length, *parts in rows:
        full = SATED * (1 - LENGTHY + LENGTHY * length / mean)
        worth = [
            weight * _worth(much / ONCE, full) for weight, much in zip(rare, parts, strict=True)
        ]
        hits.append((sum(worth), number))
    return [number for _, number in sorted(hits, reverse=True)]


def _parts(rows: Sequence[Any]) -> Sequence[tuple[float, ...]]:
    return list(zip(*rows, strict=True))[2:]


def _rarity(of: int, holding: int) -> float:
    return 1 + math.log(max(of, 1) / max(holding, 1))


def _worth(much: float, full: float) -> float:
    return much * (SATED + 1) / (much + full)
