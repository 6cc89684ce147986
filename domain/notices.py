"""What somebody is told on the site: decisions about them and about what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from models import Appeal, Article, Decision, Notice, Person, now
from models.database import db, writing

from . import permissions

MOST = 50
COUNTED = 99


@dataclass(frozen=True)
class Told:
    """A notice, and what became of the appeal against it."""

    notice: Notice
    appeal: Appeal | None
    may_appeal: bool


def of(by: Person) -> Sequence[Told]:
    """The last notices of `by`, the newest first."""
    permissions.require(by, "notice.see", by)
    decision = joinedload(Notice.decision)
    query = select(Notice).where(Notice.reader_id == by.id)
    query = query.options(
        decision.joinedload(Decision.text),
        decision.joinedload(Decision.article).load_only(Article.slug, Article.title),
        decision.joinedload(Decision.comment),
    )
    rows = db.scalars(query.order_by(Notice.id.desc()).limit(MOST)).all()
    asked = select(Appeal).where(Appeal.decision_id.in_([row.decision_id for row in rows]))
    appeals = {appeal.decision_id: appeal for appeal in db.scalars(asked)}
    return [_told(by, row, appeals.get(row.decision_id or 0)) for row in rows]


def _told(by: Person, notice: Notice, appeal: Appeal | None) -> Told:
    may = appeal is None and permissions.may(by, "appeal.make", notice.decision)
    return Told(notice, appeal, may)


def unseen(by: Person) -> int:
    """How many notices `by` has not marked as read, counted so far as helps."""
    permissions.require(by, "notice.see", by)
    mine = select(Notice.id).where(Notice.reader_id == by.id, Notice.seen_at.is_(None))
    return db.scalar(select(func.count()).select_from(mine.limit(COUNTED).subquery())) or 0


def mark_seen(by: Person) -> None:
    """Note that `by` read their notices. Twice is as once."""
    permissions.require(by, "notice.see", by)
    writing()
    mine = update(Notice).where(Notice.reader_id == by.id, Notice.seen_at.is_(None))
    db.execute(mine.values(seen_at=now()))
