"""What a page that everybody may see rests on, and for how long it is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from models import Article, Status
from models.database import db, writing
from models.revisions import (
    LOOKUP,
    Reading,
    Revision,
    hush,
    lasts_until,
    listen,
    takes_part,
    within,
)
from models.revisions import renew as _renew
from models.watching import Unreachable, Watch, watch

__all__ = [
    "LOOKUP",
    "Reading",
    "Stamp",
    "Unreachable",
    "Watch",
    "hush",
    "lasts_until",
    "listen",
    "renew",
    "stamp",
    "takes_part",
    "watch",
    "within",
]


@dataclass(frozen=True)
class Stamp:
    """The revisions that something was made from, and until when it is right at most."""

    keys: tuple[str, ...]
    numbers: Mapping[str, int]
    until: datetime | None
    conversations: frozenset[int] = frozenset()
    """The articles in whose conversation an ordinary reader has no part."""


def stamp(reading: Reading) -> Stamp:
    """The stamp of what was made from `reading`, in the snapshot that it was read in."""
    hush()
    keys = tuple(sorted(reading.keys))
    rows = db.execute(_PRESENT, {"keys": keys, "began": reading.began}).all()
    for due in {row[2] for row in rows} - {None}:
        reading.lasts_until(due)
    return Stamp(
        keys,
        {key: number for key, number, _ in rows},
        reading.until,
        frozenset(reading.conversations),
    )


_NEXT_TO_APPEAR = select(func.min(Article.published_at)).where(
    Article.status == Status.PUBLISHED, Article.published_at > bindparam("began")
)
_PRESENT = select(Revision.key, Revision.number, _NEXT_TO_APPEAR.scalar_subquery()).where(
    Revision.key.in_(bindparam("keys", expanding=True))
)


def renew() -> None:
    """Empty the cache of every process: the database was brought back from a backup."""
    writing()
    _renew(db())
