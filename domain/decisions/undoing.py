"""Taking a decision back: a line of its own, and everything as it was before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from domain import permissions
from domain.comments.counting import turn
from domain.comments.editing import changing
from domain.moderation import log
from domain.numbers import LARGEST
from domain.refusal import Conflict, Missing
from models import (
    Act,
    Appeal,
    Comment,
    CommentStatus,
    Decision,
    Notice,
    Outcome,
    Person,
    Queue,
    Reader,
    Report,
    now,
)
from models.database import db

from . import overtaken
from .deciding import ON_COMMENTS, turn_thread
from .sanctioning import locked, restore, standing
from .telling import tell, told_of

UNDOABLE = {*ON_COMMENTS, Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD, Act.WARN, Act.LIFT}
TWICE = "This was taken back already."


def may_undo(done: Decision) -> bool:
    """Whether a decision is of the kind that can be taken back."""
    return done.act in UNDOABLE


def undo(by: Person, number: int) -> Decision:
    """Take the decision `number` back. Raises Missing, Forbidden or Conflict."""
    permissions.require(by, "moderation.see")
    about = select(Decision).where(Decision.id == min(number, LARGEST))
    done = db.scalar(about.options(joinedload(Decision.subject)))
    if done is None or not may_undo(done):
        raise Missing()
    permissions.require(by, "decision.undo", done)
    return take_back(by, done, Act.UNDO)


def take_back(by: Person, done: Decision, act: Act, answer: str = "") -> Decision:
    """Put everything back as it was before `done`; `act` says on what occasion.

    An appeal is granted as well where nothing is left to be put back.
    """
    back = _of_comment if done.act in ON_COMMENTS else _of_person
    line = back(by, done, act, told_of(act, own=answer))
    if act is Act.UNDO and _grants_an_appeal(by, done):
        log.count(Act.OVERTURN)
        tell(line, grants=True)
    elif act is not Act.UNDO or _was_told(done):
        tell(line)
    db.flush()
    return line


def _of_comment(by: Person, done: Decision, act: Act, words: str) -> Decision:
    comment = db.get_one(Comment, done.comment_id)
    permissions.require(by, "comment.decide", comment)
    article, comment = changing(comment)
    _refuse_twice(done)
    more: dict[str, Any] = {"by": by, "act": act, "undoes_id": done.id, "told": {"sentence": words}}
    if act is Act.OVERTURN and _is_open_again(done, comment):
        so = log.facts(comment)
        return log.write(comment=comment, before=so, after=so, **more)
    overtaken.refuse(done, log.facts(comment), act)
    if done.act is Act.CLOSE:
        return turn_thread(comment, article, closed=done.before["closed"], **more)
    before = done.before
    _open_again(comment, done)
    return turn(
        comment,
        article,
        CommentStatus(before["status"]),
        queue=_queue(comment, before["queue"]),
        because=before["because"],
        **more,
    )


def _is_open_again(done: Decision, comment: Comment) -> bool:
    """Whether nothing is left of `done`: no comment that is gone, no thread that is closed."""
    return not comment.closed if done.act is Act.CLOSE else comment.status not in overtaken.GONE


def _open_again(comment: Comment, done: Decision) -> None:
    """What `done` settled waits again, beside what was reported since."""
    heard = (Report.comment_id == comment.id) & (Report.settled_at == done.at)
    db.execute(update(Report).where(heard).values(settled_at=None))
    waits = (Report.comment_id == comment.id) & Report.settled_at.is_(None)
    comment.reports = db.scalar(select(func.count()).where(waits)) or 0


def _queue(comment: Comment, before: str | None) -> Queue | None:
    """Where `comment` waits if it is seen again: reports go before all else."""
    if comment.reports:
        return Queue.REPORTED
    return Queue(before) if before and before != Queue.REPORTED else None


def _of_person(by: Person, done: Decision, act: Act, words: str) -> Decision:
    whom = db.get_one(Reader, done.subject_id)
    permissions.require(by, "person.sanction", whom)
    whom = locked(whom)
    _refuse_twice(done)
    now_so = standing(whom)
    if done.before != done.after and not (act is Act.OVERTURN and _is_free_again(done, now_so)):
        overtaken.refuse(done, now_so, act)
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


def _is_free_again(done: Decision, now_so: dict[str, Any]) -> bool:
    """Whether nothing is left of `done`: it was lifted, or ended by itself."""
    return not overtaken.barred_by(now_so) & overtaken.turned(done)


def _refuse_twice(done: Decision) -> None:
    if log.taken_back([done.id]):
        raise Conflict(TWICE)


def _grants_an_appeal(by: Person, done: Decision) -> bool:
    """Whether somebody waits for an answer about `done`: what is taken back is what they asked."""
    waiting = select(Appeal).where(Appeal.decision_id == done.id, Appeal.answered_at.is_(None))
    appeal = db.scalar(waiting.with_for_update())
    if appeal is not None:
        appeal.answered_at, appeal.answered_by_id = now(), by.id
        appeal.outcome = Outcome.OVERTURNED
    return appeal is not None


def _was_told(done: Decision) -> bool:
    """Whether somebody read of `done`. A notice that nobody saw is taken back: it never was."""
    notice = db.scalar(select(Notice).where(Notice.decision_id == done.id))
    if notice is not None and notice.seen_at is None:
        db.delete(notice)
        return False
    return notice is not None
