"""Finding one comment, and the place where it stands."""

from __future__ import annotations

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import joinedload

from domain import articles, numbers
from domain.numbers import LARGEST
from domain.refusal import Forbidden, Missing
from domain.revisions import LOOKUP
from models import Article, Comment, CommentStatus, Discussion, Person, Reader
from models.database import db

THREADS = 25
REPLIES = 10
STEP = 50
"""Threads on a page; replies under each; how many more replies are shown at a time."""
OFF = "This article is not open to comments."
THREAD_CLOSED = "A moderator closed this thread. You can still post on your own."
NONE = "There is no such comment, or it is not open to everybody."


_parent = joinedload(Comment.parent)
PARTS = (
    joinedload(Comment.reader).load_only(Reader.name, Reader.role),
    _parent.load_only(Comment.article_id, Comment.status, Comment.reply, Comment.reader_id),
    _parent.joinedload(Comment.reader).load_only(Reader.name),
)
"""What the page shows beside the comment itself: who wrote it, and whom it answers."""


def discussed(person: Person, slug: str) -> Article:
    """The article at `slug`, if it is one that is discussed. Raises as `articles.seen_by` does."""
    article = articles.seen_by(person, slug)
    if article.discussion is Discussion.OFF:
        raise Missing(OFF)
    return article


def find(person: Person, number: int) -> Comment:
    """The comment `number` with its article, as far as `person` may see it. Raises Missing."""
    if number > LARGEST:
        raise Missing(NONE)
    found = db.scalar(_SEEN_BY, {"number": number, "reader": person.id}, execution_options=LOOKUP)
    if found is None:
        raise Missing(NONE)
    return found


def visible(person: Person, article: Article, number: int) -> Comment:
    """The comment `number` of `article`, if it can be answered. Raises Missing or Forbidden."""
    found = find(person, number)
    if found.article_id != article.id or found.status is not CommentStatus.VISIBLE:
        raise Missing(NONE)
    if found.closed:
        raise Forbidden(THREAD_CLOSED)
    return found


def answered(article: Article, number: str) -> Comment | None:
    """The comment that a form says it answers, if `article` has it, even if it is gone by now."""
    asked = numbers.whole(number)
    if asked is None:
        return None
    query = select(Comment).where(Comment.id == asked, Comment.article_id == article.id)
    return db.scalar(query.where(was_seen()).options(*PARTS))


def was_seen() -> ColumnElement[bool]:
    """The condition that what everybody saw at least once meets: it has a place of its own."""
    return Comment.reply.is_not(None)


_own_held = (Comment.reader_id == bindparam("reader")) & (Comment.status == CommentStatus.HELD)
_SEEN_BY = (
    select(Comment)
    .join(Article, Article.id == Comment.article_id)
    .where(
        Comment.id == bindparam("number"),
        articles.published(),
        Article.discussion != Discussion.OFF,
        or_(was_seen(), _own_held),
    )
    .options(*PARTS, joinedload(Comment.article))
)


def place_of(comment: Comment) -> dict[str, int]:
    """Where a comment stands, oldest first: the query of the address of that part.

    Empty for the first page, else its `page`, or its `thread` and the reply that stands before.
    """
    if comment.thread is None:
        return {}
    if comment.reply is not None and comment.reply > REPLIES:
        before = (comment.reply - REPLIES - 1) // STEP * STEP + REPLIES
        return {"thread": comment.thread, "after": before}
    page = (comment.thread - 1) // THREADS + 1
    return {"page": page} if page > 1 else {}
