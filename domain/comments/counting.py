"""What changes when a comment is seen, held or taken away: the only place where its state turns.

Its number, the count of its article, the queue that it waits in and the line of the log go with
it, in one transaction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, inspect, select

from domain import replies
from domain.moderation import log
from models import (
    Act,
    Article,
    Comment,
    CommentStatus,
    Decision,
    Person,
    Queue,
    Recommendation,
    now,
)
from models.database import db


def locked(article: Article) -> Article:
    """The article as it stands now, held until the unit of work ends: numbers go by turns."""
    number = inspect(article).identity  # known without reading the article for it
    return db.get_one(Article, number, populate_existing=True, with_for_update=True)


def begin(comment: Comment, article: Article, rule: str, queue: Queue | None) -> None:
    """Let a new comment be seen, or have `rule` hold it. It stands in `queue` where it is seen."""
    comment.status = CommentStatus.HELD
    db.add(comment)
    if not rule:
        show(comment, article, queue)
    db.flush()
    if not rule:
        replies.tell(comment)
    else:
        comment.held_because, comment.queue = rule, Queue.HELD
        log.write(Act.HOLD, by=None, reason=rule, comment=comment, after=log.facts(comment))
    db.flush()


def turn(
    comment: Comment,
    article: Article,
    to: CommentStatus,
    *,
    by: Person | None,
    act: Act,
    reason: str = "",
    queue: Queue | None = None,
    because: str = "",
    settles: bool = False,
    **line: Any,
) -> Decision:
    """Have `comment` be `to` from now on, and write down who turned it, and why.

    `because` is the rule that holds it; with `settles`, its reports are heard.
    """
    before, is_new = log.facts(comment), comment.reply is None
    if settles:
        comment.reports = 0
    if to is CommentStatus.VISIBLE:
        show(comment, article, queue)
        if is_new:
            replies.tell(comment)
    else:
        hide(comment, article, to, because)
    comment.turns += 1
    after = log.facts(comment)
    return log.write(act, by=by, reason=reason, comment=comment, before=before, after=after, **line)


def hold(comment: Comment, article: Article, rule: str) -> Decision:
    """Have `rule` hold a comment that was posted before."""
    to = CommentStatus.HELD
    return turn(comment, article, to, by=None, act=Act.HOLD, reason=rule, because=rule)


def show(comment: Comment, article: Article, queue: Queue | None = None) -> None:
    """Let everybody see `comment`; the first time, it gets its number."""
    if comment.status is not CommentStatus.VISIBLE:
        if comment.reply is None:
            _number(comment, article)
        else:
            comment.recommendations = _recommended(comment)
        article.comment_count += 1
    comment.status, comment.held_because, comment.queue = CommentStatus.VISIBLE, "", queue


QUEUES = {CommentStatus.HELD: Queue.HELD, CommentStatus.HIDDEN: Queue.HIDDEN}
"""Where a comment waits that is not seen."""


def hide(comment: Comment, article: Article, status: CommentStatus, because: str = "") -> None:
    """Take `comment` from everybody's sight; its number and its thread stay."""
    if comment.status is CommentStatus.VISIBLE:
        article.comment_count -= 1
    comment.recommendations = 0  # what is gone stands before nothing
    pick(comment, article, is_pick=False)
    comment.status, comment.held_because = status, because
    comment.queue = QUEUES.get(status)


def pick(comment: Comment, article: Article, *, is_pick: bool) -> None:
    """Have `comment` be an editors' pick, or not: what is not seen is none."""
    if is_pick is (comment.picked_at is None):
        article.pick_count += 1 if is_pick else -1
        comment.picked_at = now() if is_pick else None


def _recommended(comment: Comment) -> int:
    """How many recommend what comes back."""
    made = select(func.count()).where(Recommendation.comment_id == comment.id)
    return db.scalar(made) or 0


def _number(comment: Comment, article: Article) -> None:
    article.arrivals += 1
    comment.arrival = article.arrivals
    root = db.get_one(Comment, comment.root_id) if comment.root_id else None
    if root is None:
        article.thread_count += 1
        comment.thread, comment.reply = article.thread_count, 0
    else:
        root.reply_count += 1
        comment.thread, comment.reply = root.thread, root.reply_count
