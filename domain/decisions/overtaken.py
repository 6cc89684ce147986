"""What can be taken back no more: something came since that would be turned with it.

It is asked of the facts that a decision turned, and of no others: that a thread was closed is not
overtaken by what became of a comment in it, nor what was said by what was decided about its writer.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from domain.refusal import Conflict
from models import ON_PEOPLE, Act, CommentStatus, Decision, now
from models.database import db

GONE = {CommentStatus.HIDDEN, CommentStatus.REMOVED}
SINCE = "Something else was decided since. Look at it once more: what you see now is how it stands."
STANDS = "Something else was decided since, and stands. Take that back first, and answer then."
GRANTED = "An appeal was granted since, and this would bring back what was taken back. Decide anew."
OF_THREADS = {"closed"}
Facts = dict[str, Any]


def refuse(done: Decision, now_so: Facts, act: Act) -> None:
    """Raise Conflict where `done` was overtaken, or where an appeal freed what it would bar again.

    `now_so` are the facts as they stand, `act` says on what occasion it is taken back.
    """
    if _is_otherwise(done, now_so) or _was_turned_since(done):
        raise Conflict(STANDS if act is Act.OVERTURN else SINCE)
    if _was_freed_since(done, turned(done) & barred_by(done.before) - barred_by(now_so)):
        raise Conflict(GRANTED)


def barred_by(facts: Facts) -> set[str]:
    """Which of the facts of a comment or a person keep something from being seen or done."""
    until = facts.get("suspended_until")
    bars = {
        "status": facts.get("status") in GONE,
        "closed": facts.get("closed"),
        "suspended_until": until and datetime.fromisoformat(until) > now(),
        "banned_at": facts.get("banned_at"),
        "always_held": facts.get("always_held"),
    }
    return {name for name, is_so in bars.items() if is_so}


def turned(done: Decision) -> set[str]:
    """The facts that `done` turned, of those that it is about."""
    names = OF_THREADS if done.act is Act.CLOSE else done.after.keys() - OF_THREADS
    return {name for name in names if name in done.before and done.before[name] != done.after[name]}


def _is_otherwise(done: Decision, now_so: Facts) -> bool:
    if done.act in ON_PEOPLE:
        return now_so != done.after
    name = "closed" if done.act is Act.CLOSE else "status"
    return bool(now_so[name] != done.after[name])


def _was_turned_since(done: Decision) -> bool:
    """Only what was decided last can be taken back; what was taken back itself does not count."""
    back = aliased(Decision)
    later = select(Decision).where(
        _about_the_same(done),
        Decision.id > done.id,
        Decision.undoes_id.is_(None),
        ~exists().where(back.undoes_id == Decision.id),
    )
    is_of_threads = done.act is Act.CLOSE
    return any(
        turned(line) and (line.act is Act.CLOSE) is is_of_threads for line in db.scalars(later)
    )


def _was_freed_since(done: Decision, barred: set[str]) -> bool:
    """Whether something older was taken back after `done` that would be `barred` again with it."""
    grant = aliased(Decision)
    granted = (
        select(Decision)
        .join(grant, grant.undoes_id == Decision.id)
        .where(
            _about_the_same(done),
            Decision.id < done.id,
            grant.id > done.id,
            grant.act == Act.OVERTURN,
        )
    )
    return bool(barred) and any(turned(line) & barred for line in db.scalars(granted))


def _about_the_same(done: Decision) -> ColumnElement[bool]:
    if done.act in ON_PEOPLE:
        return (Decision.subject_id == done.subject_id) & Decision.act.in_(ON_PEOPLE)
    return (Decision.comment_id == done.comment_id) & Decision.act.not_in(ON_PEOPLE)
