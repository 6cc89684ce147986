"""The letters about replies: one for each, or one a day.

What is told is looked up when the letter is written: a reply that is held, hidden or withdrawn by
then, or that was read on the site, is in none. A letter that is tried again tells the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from models import Article, Comment, Notice, Reader, Replies
from models.database import db, writing

from .. import notices, unsubscribing
from .office import Order, Writer
from .writing import Letter, one_line

MOST = 20
"""Replies that one letter tells of; the rest is told on the site."""
LONGEST = 300
"""Signs of a reply that a letter holds."""


def reply(order: Order) -> Letter | None:
    """To somebody who is told at once: the reply."""
    return _letter(order, "reply", Notice.id == order.facts["notice_id"])


def digest(order: Order) -> Letter | None:
    """To somebody who is told daily: the replies that no letter told of yet."""
    return _letter(order, "digest", Notice.comment_id.is_not(None))


def _letter(order: Order, name: str, which: ColumnElement[bool]) -> Letter | None:
    writing()
    reader = db.get(Reader, order.facts["reader_id"])
    if reader is None or reader.confirmed_address is None or reader.replies is Replies.NEVER:
        return None
    found = _untold(reader, order.nonce, which)
    if not found:
        return None
    for notice in found:
        notice.letter = order.nonce
    secret = unsubscribing.secret_for(reader, order.secrets)
    link = f"{order.url}/unsubscribe/{secret}"
    facts = {
        "replies": [_told(notice.comment, order.url) for notice in found[:MOST]],
        "more": len(found) - MOST,
        "notices": f"{order.url}/account/notices",
        "unsubscribe": link,
    }
    headers = {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return Letter(reader.confirmed_address, name, facts, headers)


def _untold(reader: Reader, nonce: str, which: ColumnElement[bool]) -> Sequence[Notice]:
    """The replies to `reader` that everybody sees, and that neither they nor a letter saw yet."""
    comment = joinedload(Notice.comment)
    query = select(Notice).where(
        which,
        Notice.reader_id == reader.id,
        Notice.seen_at.is_(None),
        or_(Notice.letter.is_(None), Notice.letter == nonce),
        notices.still_so(),
    )
    query = query.options(
        comment.joinedload(Comment.reader).load_only(Reader.name),
        comment.joinedload(Comment.article).load_only(Article.title),
    )
    return db.scalars(query.order_by(Notice.id)).all()


def _told(comment: Comment | None, url: str) -> dict[str, Any]:
    assert comment is not None  # noqa: S101 (for the type checker)
    words = one_line(comment.markdown)
    return {
        "name": comment.reader.name,
        "title": comment.article.title,
        "words": words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …",
        "link": f"{url}/comments/{comment.id}",
    }


WRITERS: Mapping[str, Writer] = {"reply": reply, "digest": digest}
