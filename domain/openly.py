"""The public log: what moderators did, without names and without anybody's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Act, Article, Decision, DecisionTally, now
from models.database import db

from .moderation import policy
from .refusal import Missing
from .revisions import lasts_until

PER_PAGE = 50
MONTHS = 12
COUNTED = {
    Act.APPROVE: "approved",
    Act.HIDE: "hidden",
    Act.REMOVE: "removed",
    Act.SUSPEND: "suspended",
    Act.BAN: "banned",
    Act.OVERTURN: "appeals granted",
}
"""What the monthly figures tell, and how they call it."""
CLOSED = "This publication keeps its moderators’ log to itself."


@dataclass(frozen=True)
class Lines:
    """A page of the log, the newest first; `after` is the key that the next one begins behind."""

    lines: Sequence[Decision]
    after: int | None


@dataclass(frozen=True)
class Month:
    """The figures of a month, as in `2026-11`."""

    month: str
    numbers: dict[Act, int]

    @property
    def total(self) -> int:
        """How much was done in it, of what is counted."""
        return sum(self.numbers.values())


def require_open() -> None:
    """Raise Missing where the publication does not show its log."""
    if not policy.current().public_log:
        raise Missing(CLOSED)


def log(after: int | None = None) -> Lines:
    """What moderators did: when, what, why and under which article. Raises Missing where closed."""
    require_open()
    query = select(Decision).where(Decision.is_public)
    if after is not None:
        query = query.where(Decision.id < after)
    shown = joinedload(Decision.article).load_only(
        Article.slug, Article.title, Article.language, Article.status, Article.published_at
    )
    rows = db.scalars(query.options(shown).order_by(Decision.id.desc()).limit(PER_PAGE + 1)).all()
    return Lines(rows[:PER_PAGE], rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None)


def figures() -> list[Month]:
    """The last twelve months, the oldest first, those without anything included."""
    require_open()
    months = _months()
    some = select(Decision.id).limit(1).exists()  # what is counted changes with the log
    query = select(DecisionTally).where(DecisionTally.month >= months[0], some)
    found = {(row.month, row.act): row.number for row in db.scalars(query)}
    return [Month(m, {act: found.get((m, act), 0) for act in COUNTED}) for m in months]


def _months() -> list[str]:
    today = now()
    last = today.year * 12 + today.month - 1
    lasts_until(datetime((last + 1) // 12, (last + 1) % 12 + 1, 1, tzinfo=UTC))
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(last - MONTHS + 1, last + 1)]
