"""What arrived in a conversation: the latest of it, and what came since somebody looked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import SelectBase, select

from domain.revisions import within
from models import Article, Comment, CommentStatus, Person
from models.database import db

from .said import Said, rows

MOST = 50
"""How many new comments are told of at a time."""


def latest(article: Article, most: int) -> Sequence[Said]:
    """What everybody sees of the last comments that arrived, the newest first."""
    last = select(Comment.id).where(Comment.article_id == article.id, Comment.arrival.is_not(None))
    last = last.order_by(Comment.arrival.desc()).limit(most)
    found = [each for each in _read(article, last) if each.status is CommentStatus.VISIBLE]
    return found[::-1]


def since(person: Person, article: Article, arrival: int) -> Sequence[Said]:
    """What others said after that arrival, in the order in which it came."""
    later = select(Comment.id).where(Comment.article_id == article.id, Comment.arrival > arrival)
    later = later.order_by(Comment.arrival).limit(MOST)
    found = _read(article, later)
    return [
        each
        for each in found
        if each.status is CommentStatus.VISIBLE and each.reader_id != person.id
    ]


def _read(article: Article, ids: SelectBase) -> list[Said]:
    query = rows().where(Comment.id.in_(ids))
    found = map(Said._make, db.execute(query, execution_options=within(article.id)))
    return sorted(found, key=lambda each: each.arrival or 0)
