"""Muting: somebody's comments are folded for one reader, who can still unfold them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from models import Comment, CommentStatus, Muted, Person, Reader
from models.database import db, writing

from . import listing, permissions
from .refusal import Missing

GONE = "This comment is not seen at present, and its writer is not named."


def people(by: Person, number: int = 1) -> listing.Listing[Muted]:
    """Whom `by` has muted, by name."""
    permissions.require(by, "account.see", by)
    mine = select(Muted.muted_id).where(Muted.reader_id == by.id)
    rows = select(Muted).where(Muted.reader_id == by.id).join(Muted.muted)
    rows = rows.options(contains_eager(Muted.muted).load_only(Reader.name))
    return listing.of(
        mine.order_by(Muted.muted_id),
        lambda ids: rows.where(Muted.muted_id.in_(ids)).order_by(Muted.muted_id),
        number,
    )


def set(by: Person, comment: Comment, *, mute: bool) -> None:
    """Have `by` mute the writer of `comment`, or no longer. Twice is as once.

    Raises Missing where the comment is not seen: the list of the muted would name who wrote it.
    """
    writer = db.get_one(Reader, comment.reader_id)
    permissions.require(by, "person.mute", writer)
    if comment.status is not CommentStatus.VISIBLE:
        raise Missing(GONE)
    writing()
    made = db.get(Muted, (by.id, writer.id))
    if mute and made is None:
        db.add(Muted(reader_id=by.id, muted_id=writer.id))
    elif made is not None and not mute:
        db.delete(made)
    db.flush()


def end(by: Person, person: int) -> None:
    """Have `by` mute the person of that number no longer. Nobody is told who has which number."""
    permissions.require(by, "account.change", by)
    writing()
    made = db.get(Muted, (by.id, person))
    if made is not None:
        db.delete(made)
    db.flush()
