"""Which rule holds a comment until an editor has read it, and how its author is told."""

from __future__ import annotations

from sqlalchemy import func, select

from models import Comment, CommentStatus, Person, Reader, Role
from models.database import db

from . import publication

WORDS = {
    "first": "Your first comments are read by an editor before everybody sees them.",
}


def rule_for(person: Person, but: Comment | None = None) -> str:
    """The code of the rule that holds what `person` writes now; empty where none does.

    `but` is the comment that is being written again: it does not speak for itself.
    """
    first = int(publication.current().comments.get("hold_first", 0))
    if not first or person.role not in {Role.READER, None}:
        return ""
    return "first" if _seen_of(person, but, first) < first else ""


def _seen_of(person: Person, but: Comment | None, enough: int) -> int:
    """How many comments of `person` everybody sees, counted no further than needed."""
    if not isinstance(person, Reader):
        return 0
    seen = select(Comment.id).where(
        Comment.reader_id == person.id, Comment.status == CommentStatus.VISIBLE
    )
    if but is not None:
        seen = seen.where(Comment.id != but.id)
    return db.scalar(select(func.count()).select_from(seen.limit(enough).subquery())) or 0


def words(code: str) -> str:
    """The rule `code` as its author reads it; empty where there is none."""
    return WORDS.get(code, "")
