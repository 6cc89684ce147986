"""Reports: a reader says that a comment breaks the rules. Enough of them hold it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Comment, Person, Queue, Reader, Reason, Report
from models.database import db

from . import permissions, unfinished
from .comments.counting import hold
from .comments.editing import changing
from .decisions.telling import tell
from .moderation import policy, words
from .refusal import Invalid

LONGEST = 1000
REASONS = {reason: in_short for reason, (in_short, _) in words.REASONS.items()}
"""What a comment can be reported for, in words."""
CHOOSE = "Please choose what is wrong with it."


def own(by: Person, comment: Comment) -> Report | None:
    """The report that `by` made of `comment` before, even if it is held by now; None if none.

    Raises Forbidden or LogInFirst where they did not, and may not.
    """
    mine = (Report.comment_id == comment.id) & (Report.reader_id == by.id)
    made = db.scalar(select(Report).where(mine)) if by.id else None
    if made is None:
        permissions.require(by, "comment.report", comment)
    return made


def place_for(comment: Comment) -> str:
    """The name under which the unfinished note of a report is kept."""
    return f"report-{comment.id}"


def make(by: Person, comment: Comment, reason: str, note: str = "") -> Report:
    """Report `comment`. Saying so twice is saying so once. Raises Invalid for no known reason."""
    if before := own(by, comment):
        return before
    if reason not in list(Reason):
        raise Invalid(reason=CHOOSE)
    note = note.strip()
    if len(note) > LONGEST:
        raise Invalid(note=f"A note holds {LONGEST:,} characters, and this has {len(note):,}.")
    article, comment = changing(comment)
    unfinished.drop(by, place_for(comment))
    if before := own(by, comment):
        return before
    made = Report(comment_id=comment.id, reader_id=by.id, reason=Reason(reason), note=note)
    db.add(made)
    comment.reports += 1
    comment.queue = Queue.REPORTED
    if 0 < policy.current().hold_reported <= comment.reports:
        tell(hold(comment, article, "reported"))
    db.flush()
    return made


def of(comments: Iterable[Comment]) -> dict[int, list[Report]]:
    """The reports of each comment that has any, those not yet heard first, in one statement."""
    numbers = [comment.id for comment in comments]
    query = select(Report).where(Report.comment_id.in_(numbers))
    query = query.options(joinedload(Report.reader).load_only(Reader.name))
    found: dict[int, list[Report]] = {}
    for report in db.scalars(query.order_by(Report.settled_at.is_not(None), Report.id)):
        found.setdefault(report.comment_id, []).append(report)
    return found
