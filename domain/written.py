"""What somebody wrote, and what was answered to it: their own pages of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import joinedload

from models import Article, Comment, CommentStatus, Discussion, Muted, Person, Reader
from models.database import db

from . import articles, permissions

PER_PAGE = 20


@dataclass(frozen=True)
class Written:
    """Some of a list, the newest first, and the comment before which it goes on."""

    rows: Sequence[Comment]
    before: int | None


def by(person: Person, before: int | None = None) -> Written:
    """What `person` wrote, however it stands."""
    permissions.require(person, "account.see", person)
    query = select(Comment).where(Comment.reader_id == person.id)
    if before is not None:
        last = select(Comment.posted_at).where(Comment.id == before, Comment.reader_id == person.id)
        at = db.scalar(last)
        query = query.where(tuple_(Comment.posted_at, Comment.id) < tuple_(at, before))
    return _page(query.order_by(Comment.posted_at.desc(), Comment.id.desc()))


def to(person: Person, before: int | None = None) -> Written:
    """What others answered to `person`, except those whom they muted, where it may be read."""
    permissions.require(person, "account.see", person)
    muted = select(Muted.muted_id).where(Muted.reader_id == person.id)
    query = (
        select(Comment)
        .join(Comment.article)
        .where(
            articles.published(),
            Comment.answered_id == person.id,
            Article.discussion != Discussion.OFF,
            Comment.status == CommentStatus.VISIBLE,
            Comment.reader_id.not_in(muted),
        )
    )
    if before is not None:
        query = query.where(Comment.id < before)
    return _page(query.order_by(Comment.id.desc()))


def _page(query: Select[Comment]) -> Written:
    beside = (
        joinedload(Comment.article).load_only(
            Article.slug, Article.title, Article.language, Article.status, Article.published_at
        ),
        joinedload(Comment.reader).load_only(Reader.name),
    )
    found = db.scalars(query.limit(PER_PAGE + 1).options(*beside)).all()
    rows = found[:PER_PAGE]
    return Written(rows, rows[-1].id if len(found) > PER_PAGE else None)
