"""Going: what is erased of an account, what stays without a name, and why.

It is the work of a job, and may take many short transactions: first the account itself, so that
nobody can log in, then what it recommended and wrote. One that was killed in between goes on.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, or_, select, update

from domain import letters
from domain.comments.counting import turn
from domain.comments.editing import changing
from domain.jobs import Claimed, Urgency
from domain.names import FORMER
from domain.passwords import NONE
from models import (
    Act,
    Appeal,
    Author,
    Base,
    Comment,
    CommentStatus,
    Decision,
    DecisionText,
    Job,
    Reader,
    Recommendation,
    Replies,
    Report,
    Role,
    Saved,
    Shelf,
    Unfinished,
    now,
)
from models.database import db, writing

KIND = "leaving"
BATCH = 50
"""Comments in one transaction: others write meanwhile."""

ERASED = (
    "login.reader_id",
    "passkey.reader_id",
    "authenticator.reader_id",
    "recovery_code.reader_id",
    "halfway.reader_id",
    "token.reader_id",
    "notice.reader_id",
    "shelf.reader_id",
    "muted.reader_id",
    "muted.muted_id",
    "visit.reader_id",
    "recommendation.reader_id",
)
"""Columns whose rows go with the account."""
KEPT: Mapping[str, str] = {
    "comment.reader_id": "Threads hold together. The words go, or stay without a name, as chosen.",
    "comment.answered_id": "It is somebody else's comment.",
    "report.reader_id": "A comment was held for it. Its words are erased.",
    "appeal.reader_id": "It was answered by a decision in the log. Its words are erased.",
    "appeal.answered_by_id": "It is somebody else's appeal.",
    "decision.subject_id": "The log is never changed. What was written beside it is erased.",
    "decision.actor_id": "The log is never changed. It knows a number that has no name any more.",
    "ban.reader_id": "A digest, by which nobody escapes a ban by deleting the account.",
    "author.reader_id": "The page of an author is the publication's. It is nobody's account then.",
}
"""Columns whose rows stay, and why."""


def go(job: Claimed) -> None:
    """Do the job: the account of its number goes, if its owner still wants it and the day is over.

    Each step is kept by itself.
    """
    number = job.payload["reader_id"]
    if not _goes(number):
        db.rollback()
        return
    db.commit()
    for step in (_recommended, _written):
        while step(number):
            db.commit()
    _erase_words(number)
    db.commit()


def _goes(number: int) -> bool:
    writing()
    reader = db.get(Reader, number, populate_existing=True, with_for_update=True)
    if reader is None:
        return False
    if reader.left_at is None:
        if reader.leaves_at is None or reader.leaves_at > now():
            return False
        _erase(reader)
    return True


def _erase(reader: Reader) -> None:
    """Everything that says who it was, and all that was kept for them alone."""
    _forget_letters(reader)
    if reader.confirmed_address is not None:
        letters.queue("left", {"to": reader.confirmed_address}, urgency=Urgency.AT_ONCE)
    _empty_shelf(reader.id)
    for name in ERASED:
        table, _, column = name.partition(".")
        if table not in {"shelf", "recommendation"}:
            rows = Base.metadata.tables[table]
            db.execute(delete(rows).where(rows.c[column] == reader.id))
    for author in db.scalars(select(Author).where(Author.reader_id == reader.id)):
        author.reader_id = None
    _make_nobody(reader)
    db.flush()


def _make_nobody(reader: Reader) -> None:
    reader.name, reader.address, reader.confirmed_address = FORMER, "", None
    reader.password_hash, reader.role, reader.is_demo = NONE, Role.READER, False
    reader.reading, reader.replies = {}, Replies.NEVER
    reader.suspended_until = reader.banned_at = reader.renamed_at = reader.leaves_at = None
    reader.always_held = False
    reader.left_at = reader.registered_at = now()


def _forget_letters(reader: Reader) -> None:
    """Take away the letters that wait for them."""
    told = Job.payload["reader_id"].as_integer() == reader.id
    addressed = [
        Job.payload[field].as_string().in_([reader.address, reader.confirmed_address or ""])
        for field in ("to", "address")
    ]
    db.execute(delete(Job).where(Job.kind == letters.KIND, or_(told, *addressed)))


def _empty_shelf(number: int) -> None:
    own = select(Shelf.id).where(Shelf.reader_id == number)
    for table in (Saved, Unfinished):
        db.execute(delete(table).where(table.shelf_id.in_(own)))
    db.execute(delete(Shelf).where(Shelf.reader_id == number))


def _recommended(number: int) -> bool:
    """Take back some of what they recommended; whether there was any."""
    rows = select(Recommendation).where(Recommendation.reader_id == number).limit(BATCH)
    found = db.scalars(rows).all()
    for made in found:
        _article, comment = changing(db.get_one(Comment, made.comment_id))
        if comment.status is CommentStatus.VISIBLE:
            comment.recommendations -= 1
        db.delete(db.merge(made))
    return bool(found)


def _written(number: int) -> bool:
    """Turn some of what they wrote into what it is to be; whether there was any.

    Words that nobody saw or was to see go in any case, and so does the sign of an author.
    """
    writing()
    by = db.get_one(Reader, number)
    hidden = (Comment.status != CommentStatus.VISIBLE) & (Comment.markdown != "")
    to_do = Comment.markdown != "" if by.takes_comments else or_(hidden, Comment.as_author)
    rows = select(Comment).where(Comment.reader_id == number, to_do).order_by(Comment.id)
    found = db.scalars(rows.limit(BATCH)).all()
    for comment in found:
        _end(by, comment)
    return bool(found)


def _end(by: Reader, comment: Comment) -> None:
    article, comment = changing(comment)
    comment.as_author = False
    if comment.status is CommentStatus.VISIBLE and not by.takes_comments:
        return
    comment.markdown = comment.html = comment.fingerprint = ""
    comment.echo = None
    if comment.status is not CommentStatus.WITHDRAWN:
        turn(comment, article, CommentStatus.WITHDRAWN, by=by, act=Act.WITHDRAW)
    db.flush()


def _erase_words(number: int) -> None:
    """Erase what was written beside the log and to moderators."""
    writing()
    about = select(Decision.id).where(Decision.subject_id == number)
    db.execute(delete(DecisionText).where(DecisionText.decision_id.in_(about)))
    db.execute(update(Appeal).where(Appeal.reader_id == number).values(text="", answer=""))
    db.execute(update(Report).where(Report.reader_id == number).values(note=""))
