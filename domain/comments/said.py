"""A comment as a page shows it: plain values in one row, its writer's and its parent's among them.

It is found without the ORM, which would make three objects of it, and two that are equal look
the same to everybody: what a page makes of one can be kept by it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from models import Comment, CommentStatus, Reader, Role


class Said(NamedTuple):
    """What everybody may be shown of a comment, and what it is shown by."""

    id: int
    article_id: int
    reader_id: int
    root_id: int | None
    parent_id: int | None
    depth: int
    thread: int | None
    reply: int | None
    reply_count: int
    status: CommentStatus
    held_because: str
    closed: bool
    as_author: bool
    picked_at: datetime | None
    recommendations: int
    arrival: int | None
    posted_at: datetime
    edited_at: datetime | None
    html: str
    name: str
    """Its writer's."""
    role: Role
    """Its writer's."""
    parent_status: CommentStatus | None
    parent_reply: int | None
    parent_name: str | None


_OF_COMMENT = Said._fields[: Said._fields.index("name")]
_parent, _answered = aliased(Comment), aliased(Reader)
_COLUMNS = (
    *(getattr(Comment, name) for name in _OF_COMMENT),
    *(Reader.name, Reader.role),
    *(_parent.status, _parent.reply, _answered.name),
)


def rows() -> Select[Any]:
    """What finds the values of `Said`, in their order; the caller says which comments."""
    query = select(*_COLUMNS).join(Reader, Reader.id == Comment.reader_id)
    query = query.outerjoin(_parent, _parent.id == Comment.parent_id)
    return query.outerjoin(_answered, _answered.id == _parent.reader_id)


def said(comment: Comment) -> Said:
    """A comment that was found by itself, as a page shows it."""
    parent, writer = comment.parent, comment.reader
    answered = (parent.status, parent.reply, parent.reader.name) if parent else (None, None, None)
    own = (getattr(comment, name) for name in _OF_COMMENT)
    return Said._make((*own, writer.name, writer.role, *answered))
