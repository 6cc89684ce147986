"""The log of moderation: one line for everything that was done, written in its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, text

from models import Act, Comment, Decision, DecisionText, Person, Reader, now
from models.database import db

PUBLIC = frozenset({Act.APPROVE, Act.HIDE, Act.REMOVE, Act.CLOSE, Act.WARN, Act.SUSPEND, Act.BAN})
PUBLIC |= {Act.UPHOLD, Act.OVERTURN, Act.UNDO}
"""What the public log tells of."""
_COUNT_UP = text(
    "INSERT INTO decision_tally (month, act, number) VALUES (:month, :act, 1)"
    " ON CONFLICT (month, act) DO UPDATE SET number = decision_tally.number + 1"
)


def facts(comment: Comment) -> dict[str, Any]:
    """What a decision can change of a comment."""
    return {
        "status": comment.status.value,
        "because": comment.held_because,
        "queue": comment.queue.value if comment.queue else None,
        "reports": comment.reports,
        "closed": comment.closed,
    }


def write(
    act: Act,
    *,
    by: Person | None,
    reason: str = "",
    comment: Comment | None = None,
    told: dict[str, str] | None = None,
    **line: Any,
) -> Decision:
    """Write a line: `by` is None where the rules of the house acted.

    `told` is what was written with it: `sentence` to the one concerned, `note` to moderators.
    """
    if comment is not None:
        about = {"comment_id": comment.id, "article_id": comment.article_id}
        line = {**about, "subject_id": comment.reader_id, **line}
    done = Decision(
        act=act,
        actor_id=by.id if isinstance(by, Reader) else None,
        reason=reason,
        is_public=act in PUBLIC and isinstance(by, Reader),
        **line,
    )
    db.add(done)
    db.flush()
    words = (told or {}) | ({"words": comment.markdown} if comment is not None else {})
    if any(words.values()):
        db.add(DecisionText(decision_id=done.id, **words))
    if done.is_public:
        count(act)
    return done


def count(act: Act) -> None:
    """Count `act` among the public figures of this month."""
    db.execute(_COUNT_UP, {"month": f"{now():%Y-%m}", "act": act.value})


def taken_back(numbers: Iterable[int | None]) -> set[int]:
    """Those of the lines of these numbers that were taken back."""
    back = select(Decision.undoes_id).where(Decision.undoes_id.in_(list(numbers)))
    return {number for number in db.scalars(back) if number is not None}
