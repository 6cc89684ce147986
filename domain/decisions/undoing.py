"""Taking a decision back: a line of its own, and everything as it was before."""

from __future__ import annotations

from sqlalchemy import exists, select, update

from domain import permissions
from domain.comments.counting import turn
from domain.comments.editing import changing
from domain.comments.finding import LARGEST
from domain.moderation import log
from domain.refusal import Conflict, Missing
from models import (
    Act,
    Comment,
    CommentStatus,
    Decision,
    Notice,
    Person,
    Queue,
    Reader,
    Report,
)
from models.database import db

from .deciding import INTO, ON_COMMENTS, close_thread
from .sanctioning import locked, restore, standing
from .telling import tell, told_of

UNDOABLE = {*ON_COMMENTS, Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD, Act.WARN, Act.LIFT}
SINCE = "Something else was decided since. Look at it once more: what you see now is how it stands."
TWICE = "This was taken back already."


def may_undo(done: Decision) -> bool:
    """Whether a decision is of the kind that can be taken back."""
    return done.act in UNDOABLE


def undo(by: Person, number: int) -> Decision:
    """Take the decision `number` back. Raises Missing, Forbidden or Conflict."""
    permissions.require(by, "moderation.see")
    done = db.get(Decision, min(number, LARGEST))
    if done is None or not may_undo(done):
        raise Missing()
    return take_back(by, done, Act.UNDO)


def take_back(by: Person, done: Decision, act: Act, answer: str = "") -> Decision:
    """Put everything back as it was before `done`; `act` says on what occasion."""
    back = _of_comment if done.act in ON_COMMENTS else _of_person
    line = back(by, done, act, told_of(act, own=answer))
    if act is not Act.UNDO or _was_told(done):
        tell(line)
    db.flush()
    return line


def _of_comment(by: Person, done: Decision, act: Act, words: str) -> Decision:
    comment = db.get_one(Comment, done.comment_id)
    permissions.require(by, "comment.decide", comment)
    article, comment = changing(comment)
    _refuse_twice(done)
    if log.facts(comment)["status"] != done.after["status"]:
        raise Conflict(SINCE)
    before = done.before
    if done.act not in INTO:
        close_thread(comment, article, closed=before["closed"])
    comment.reports = before["reports"]
    line = turn(
        comment,
        article,
        CommentStatus(before["status"]),
        by=by,
        act=act,
        queue=Queue(before["queue"]) if before["queue"] else None,
        because=before["because"],
        undoes_id=done.id,
        told={"sentence": words},
    )
    heard = Report.settled_at == done.at
    db.execute(update(Report).where(Report.comment_id == comment.id, heard).values(settled_at=None))
    return line


def _of_person(by: Person, done: Decision, act: Act, words: str) -> Decision:
    whom = db.get_one(Reader, done.subject_id)
    permissions.require(by, "person.sanction", whom)
    whom = locked(whom)
    _refuse_twice(done)
    now_so = standing(whom)
    if now_so != done.after:
        raise Conflict(SINCE)
    restore(whom, done.before)
    return log.write(
        act,
        by=by,
        subject_id=whom.id,
        before=now_so,
        after=standing(whom),
        undoes_id=done.id,
        told={"sentence": words},
    )


def _refuse_twice(done: Decision) -> None:
    again = select(Decision.id).where(Decision.undoes_id == done.id)
    if db.scalar(select(exists(again))):
        raise Conflict(TWICE)


def _was_told(done: Decision) -> bool:
    """Whether somebody read of `done`. A notice that nobody saw is taken back: it never was."""
    notice = db.scalar(select(Notice).where(Notice.decision_id == done.id))
    if notice is not None and notice.seen_at is None:
        db.delete(notice)
        return False
    return notice is not None
