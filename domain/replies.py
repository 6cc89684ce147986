"""Replies: whom they are told, on the site and by which letter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from models import Comment, Muted, Notice, Person, Reader, Replies, now
from models.database import db, writing

from . import letters, permissions, publication
from .jobs import Urgency
from .refusal import Invalid

MORNING = 7
"""The hour of the publication's zone at which the letters of the day go out."""
CHOOSE = "Please choose one of the three."


def tell(comment: Comment) -> None:
    """Tell whoever `comment` answers, when everybody sees it for the first time."""
    if comment.parent_id is None:
        return
    answered = select(Reader).join(Comment, Comment.reader_id == Reader.id)
    whom = db.scalars(answered.where(Comment.id == comment.parent_id)).one()
    if whom.id == comment.reader_id or whom.left_at is not None:
        return
    if db.get(Muted, (whom.id, comment.reader_id)) is not None:
        return
    notice = Notice(reader_id=whom.id, comment_id=comment.id)
    db.add(notice)
    db.flush()
    if whom.confirmed_address is not None:
        _queue(whom, notice)


def _queue(whom: Reader, notice: Notice) -> None:
    """Have the letter sent that `whom` wants; one for each day, however many replies there are."""
    if whom.replies is Replies.AT_ONCE:
        letters.queue("reply", {"notice_id": notice.id, "reader_id": whom.id})
    elif whom.replies is Replies.DAILY:
        at = next_morning()
        key = f"digest {whom.id} {at:%Y-%m-%d}"
        facts = {"reader_id": whom.id}
        letters.queue("digest", facts, key=key, at=at, urgency=Urgency.WHENEVER)


def next_morning() -> datetime:
    """When the letters of the day go out next: in the morning, as the publication's clocks say."""
    here = now().astimezone(publication.zone(publication.current()))
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return (morning if morning > here else morning + timedelta(days=1)).astimezone(UTC)


def choose(by: Person, how: str) -> None:
    """Have `by` told of replies by letters at once, daily or never. Raises Invalid for another."""
    permissions.require(by, "account.change", by)
    assert isinstance(by, Reader)  # noqa: S101 (for the type checker)
    if how not in list(Replies):
        raise Invalid(replies=CHOOSE)
    writing()
    by.replies = Replies(how)
