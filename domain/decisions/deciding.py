"""Deciding about comments: one, or several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from domain import permissions
from domain.comments.counting import turn
from domain.comments.editing import changing
from domain.moderation import log
from domain.refusal import Conflict, Invalid
from models import Act, Article, Comment, CommentStatus, Decision, Person, Reason, Report
from models.database import db

from .telling import is_news, tell, told_of

INTO = {
    Act.APPROVE: CommentStatus.VISIBLE,
    Act.HIDE: CommentStatus.HIDDEN,
    Act.REMOVE: CommentStatus.REMOVED,
}
ON_COMMENTS = (*INTO, Act.CLOSE)
"""What is decided about a comment."""
LONGEST = 2000
CLOSED = "Somebody else was faster: this thread is closed already."
DECIDED = "Somebody else was faster: it is “{}” by now. Look once more before you decide."
CHANGED = "Its writer changed it in the meantime. Read it once more before you decide."
WITHDRAWN = "Its writer took it back in the meantime. There is nothing left to decide."


@dataclass(frozen=True)
class Verdict:
    """What a moderator decides, and what they say with it."""

    act: Act
    reason: str = ""
    sentence: str = ""
    """Their own words to the one concerned, after the reason."""
    note: str = ""
    """Their words to other moderators."""

    def check(self, among: Iterable[Act]) -> None:
        """Raise Invalid for what cannot be decided so."""
        if self.act not in among:
            raise Invalid(act="This cannot be decided here.")
        if self.reason not in list(Reason) and (self.reason or self.act in NEED_A_REASON):
            raise Invalid(reason="Please choose a reason: its sentence is what they are told.")
        if self.act is Act.MESSAGE and not self.sentence.strip():
            raise Invalid(sentence="A message needs words.")
        if max(len(self.sentence), len(self.note)) > LONGEST:
            raise Invalid(sentence=f"Please use {LONGEST:,} characters or fewer.")

    @property
    def told(self) -> dict[str, str]:
        """What is kept beside the line of the log."""
        words = told_of(self.act, self.reason, self.sentence.strip())
        return {"sentence": words, "note": self.note.strip()}


NEED_A_REASON = {Act.HIDE, Act.REMOVE, Act.CLOSE, Act.WARN, Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD}


def decide(by: Person, comment: Comment, verdict: Verdict, *, seen: int) -> Decision:
    """Decide about `comment` as it was when `seen`; its old reports weigh no more.

    Raises Conflict where it was decided or changed since, Invalid for a verdict that cannot be.
    """
    permissions.require(by, "comment.decide", comment)
    verdict.check(ON_COMMENTS)
    article, comment = changing(comment)
    permissions.require(by, "comment.decide", comment)
    if comment.turns != seen:
        raise Conflict(since(comment))
    if comment.status is CommentStatus.WITHDRAWN:
        raise Conflict(WITHDRAWN)
    done = _close if verdict.act is Act.CLOSE else _turn
    return done(by, comment, article, verdict)


def decide_all(
    by: Person, cases: Sequence[tuple[Comment, int]], verdict: Verdict
) -> tuple[list[Decision], list[Comment]]:
    """Decide about several alike. What somebody else decided meanwhile is left and returned."""
    done, left = [], []
    for comment, seen in cases:
        try:
            done.append(decide(by, comment, verdict, seen=seen))
        except Conflict:
            left.append(comment)
    return done, left


def approve(by: Person, comment: Comment) -> None:
    """Let everybody see a comment that is held. One that is not held is left as it is."""
    permissions.require(by, "comment.decide", comment)
    if comment.status is CommentStatus.HELD:
        decide(by, comment, Verdict(Act.APPROVE), seen=comment.turns)


def since(comment: Comment) -> str:
    """What became of `comment` since a form saw it, in words."""
    if comment.status is CommentStatus.WITHDRAWN:
        return WITHDRAWN
    if comment.queue is None or comment.status is not CommentStatus.VISIBLE:
        return DECIDED.format(comment.status)
    return CHANGED


def _turn(by: Person, comment: Comment, article: Article, verdict: Verdict) -> Decision:
    news = is_news(verdict.act, comment)
    to = INTO[verdict.act]
    done = turn(
        comment,
        article,
        to,
        by=by,
        act=verdict.act,
        reason=verdict.reason,
        told=verdict.told,
        settles=True,
    )
    settle(comment, done)
    if news:
        tell(done)
    db.flush()
    return done


def settle(comment: Comment, done: Decision) -> None:
    """The reports of `comment` are heard: they hold it no more, whatever else comes."""
    db.execute(
        update(Report)
        .where(Report.comment_id == comment.id, Report.settled_at.is_(None))
        .values(settled_at=done.at)
    )


def _close(by: Person, comment: Comment, article: Article, verdict: Verdict) -> Decision:
    """Take no more answers in the thread of `comment`. Raises Conflict where it takes none."""
    if comment.closed:
        raise Conflict(CLOSED)
    done = turn_thread(
        comment,
        article,
        closed=True,
        act=verdict.act,
        by=by,
        reason=verdict.reason,
        told=verdict.told,
    )
    tell(done)
    db.flush()
    return done


def turn_thread(comment: Comment, article: Article, *, closed: bool, **more: Any) -> Decision:
    """Close or open the whole thread in which `comment` stands, and write so in the log.

    Whether a thread takes answers is one thing, and how a comment in it stands another.
    """
    before = log.facts(comment)
    root = comment.root_id or comment.id
    db.execute(
        update(Comment)
        .where((Comment.root_id == root) | (Comment.id == root), Comment.article_id == article.id)
        .values(closed=closed)
        .execution_options(synchronize_session="fetch")
    )
    comment.closed = closed
    comment.turns += 1
    return log.write(comment=comment, before=before, after=log.facts(comment), **more)
