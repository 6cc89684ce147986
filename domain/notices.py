"""What somebody is told on the site: decisions about them, and answers to what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import joinedload

from models import (
    Appeal,
    Article,
    Comment,
    CommentStatus,
    Decision,
    Discussion,
    Muted,
    Notice,
    Person,
    Reader,
    now,
)
from models.database import db, writing

from . import articles, permissions
from .moderation import log

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
    decision, comment = joinedload(Notice.decision), joinedload(Notice.comment)
    query = select(Notice).where(Notice.reader_id == by.id, still_so())
    query = query.options(
        decision.joinedload(Decision.text),
        decision.joinedload(Decision.article).load_only(Article.slug, Article.title),
        decision.joinedload(Decision.comment),
        comment.joinedload(Comment.reader).load_only(Reader.name),
        comment.joinedload(Comment.article).load_only(Article.slug, Article.title),
    )
    rows = db.scalars(query.order_by(Notice.id.desc()).limit(MOST)).all()
    decided = [row.decision_id for row in rows if row.decision_id]
    asked = select(Appeal).where(Appeal.decision_id.in_(decided))
    appeals = {appeal.decision_id: appeal for appeal in db.scalars(asked)}
    undone = log.taken_back(decided)
    return [_told(by, row, appeals.get(row.decision_id or 0), undone) for row in rows]


def still_so(at: BindParameter[datetime] | None = None) -> ColumnElement[bool]:
    """The condition of what is still told: of replies those that all see, by nobody muted."""
    seen = select(Comment.id).join(Article, Article.id == Comment.article_id)
    seen = seen.where(
        Comment.id == Notice.comment_id,
        Comment.status == CommentStatus.VISIBLE,
        Article.discussion != Discussion.OFF,
        articles.published(at),
        ~exists().where(Muted.reader_id == Notice.reader_id, Muted.muted_id == Comment.reader_id),
    )
    return or_(Notice.comment_id.is_(None), exists(seen))


def _told(by: Person, notice: Notice, appeal: Appeal | None, undone: set[int]) -> Told:
    about = notice.decision
    stands = about is not None and appeal is None and about.id not in undone
    may = stands and permissions.may(by, "appeal.make", about)
    return Told(notice, appeal, may)


def unread(at: BindParameter[datetime]) -> ScalarSelect[int]:
    """How many notices somebody has not marked as read `at` an instant: a column beside `Reader`.

    They are counted so far as helps.
    """
    new = Notice.reader_id == Reader.id, Notice.seen_at.is_(None), still_so(at)
    some = select(Notice.id).where(*new).correlate(Reader).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def figures(number: int) -> str:
    """The number of those not marked as read, as it is shown."""
    return f"{COUNTED}+" if number > COUNTED else str(number)


def unseen(by: Person) -> int:
    """How many notices `by` has not marked as read."""
    permissions.require(by, "notice.see", by)
    instant: BindParameter[datetime] = bindparam("now", now())
    return db.scalar(select(unread(instant)).where(Reader.id == by.id)) or 0


def mark_seen(by: Person) -> None:
    """Note that `by` read their notices. Twice is as once."""
    permissions.require(by, "notice.see", by)
    writing()
    mine = update(Notice).where(Notice.reader_id == by.id, Notice.seen_at.is_(None))
    db.execute(mine.values(seen_at=now()))
