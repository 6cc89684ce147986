"""Posting a comment or a reply, once."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, select

from domain import closing, moderation, permissions, unfinished
from domain.moderation import Writing, rules, words
from domain.refusal import Conflict, Forbidden, Invalid, Missing
from domain.rendering import comments as rendering
from models import (
    Article,
    ArticleAuthor,
    Author,
    Comment,
    CommentStatus,
    Discussion,
    Person,
    Queue,
    Reader,
    Role,
    now,
)
from models.database import db, writing

from .composing import place_for
from .counting import begin, locked
from .finding import OFF, PARTS, THREAD_CLOSED
from .texts import checked

AGAIN = timedelta(minutes=10)
ELSEWHERE = "The comment that you answer is not part of this conversation."
TAKEN_BACK = "The comment that you answer was taken back in the meantime. You can post on your own."


def post(
    by: Person,
    article: Article,
    body: str,
    *,
    in_reply_to: int | None = None,
    key: str = "",
    at: datetime | None = None,
) -> Comment:
    """Post `body` under `article`, or as the answer to one of its comments.

    The same again (by the composer's `key`, else within ten minutes) is the same comment. Raises
    Missing or Forbidden where nothing is taken, Invalid for a text or an answer that cannot be,
    Conflict where what is answered is no longer there. `at` is when it was said, if not now.
    """
    _require_open(article)
    permissions.require(by, "comment.post", article)
    assert isinstance(by, Reader)  # noqa: S101 (for the type checker)
    text, html = checked(body)
    writing()
    article = locked(article)
    parent = _answered(article, in_reply_to)
    permissions.require(by, "comment.post", article)  # a moderator may have been faster
    mark = _fingerprint(by, article, parent, text, key)
    comment = _posted_before(by, mark, by_key=bool(key)) or _add(
        Comment(
            article_id=article.id,
            reader_id=by.id,
            markdown=text,
            html=html,
            render_version=rendering.VERSION,
            fingerprint=mark,
            echo=rules.echo(text),
            posted_at=at or now(),
            as_author=_signs(by, article),
        ),
        by,
        article,
        parent,
    )
    unfinished.drop(by, place_for(article, answers=parent))
    return comment


def words_for(comment: Comment) -> str:
    """What the writer of a posted comment is told."""
    if comment.status is CommentStatus.HELD:
        return f"Your comment is kept. {words.to_writer(comment.held_because)}"
    return "Your comment is posted."


def _require_open(article: Article) -> None:
    """Said before anybody is asked to log in: it would be in vain."""
    if article.discussion is Discussion.OFF:
        raise Missing(OFF)
    if because := closing.because(article):
        raise Forbidden(because)


def _answered(article: Article, number: int | None) -> Comment | None:
    if number is None:
        return None
    found = db.scalar(select(Comment).where(Comment.id == number, Comment.article_id == article.id))
    if found is None or found.reply is None:
        raise Invalid(in_reply_to=ELSEWHERE)
    if found.status is not CommentStatus.VISIBLE:
        raise Conflict(TAKEN_BACK)
    if found.closed:
        raise Forbidden(THREAD_CLOSED)
    return found


def _fingerprint(by: Reader, article: Article, parent: Comment | None, text: str, key: str) -> str:
    told = (str(by.id), str(article.id), str(parent.id if parent else ""), key, text)
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _posted_before(by: Reader, mark: str, *, by_key: bool) -> Comment | None:
    """The comment that these very words already made, so that pressing twice posts once."""
    same = select(Comment).where(Comment.fingerprint == mark, Comment.reader_id == by.id)
    if not by_key:
        same = same.where(
            Comment.posted_at > now() - AGAIN, Comment.status != CommentStatus.WITHDRAWN
        )
    return db.scalar(same.order_by(Comment.id).limit(1).options(*PARTS))


def _add(comment: Comment, by: Reader, article: Article, parent: Comment | None) -> Comment:
    if parent is not None:
        comment.parent_id = parent.id
        comment.root_id = parent.root_id or parent.id
        comment.depth = parent.depth + 1
        comment.answered_id = parent.reader_id if parent.reader_id != by.id else None
        comment.thread = parent.thread
    rule = moderation.rule_for(Writing(by, article, comment.markdown, comment.html))
    begin(comment, article, rule, queue_of(by))
    return comment


def queue_of(by: Person) -> Queue | None:
    """Where what `by` wrote waits to be read once, though everybody sees it. Staff's does not."""
    return Queue.NEW if by.role is Role.READER else None


def _signs(by: Reader, article: Article) -> bool:
    """Whether `by` answers for somebody who signs the article."""
    return bool(db.scalar(_SIGNED, {"article": article.id, "reader": by.id}))


_SIGNED = select(
    exists()
    .where(
        ArticleAuthor.article_id == bindparam("article"), Author.reader_id == bindparam("reader")
    )
    .where(ArticleAuthor.author_id == Author.id)
)
