"""Which rule holds a comment until a moderator has read it. Posting and editing ask alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from sqlalchemy import ColumnElement, func, or_, select

from domain.lookalikes import folded
from models import Article, Comment, CommentStatus, Person, Reader, Role, WatchwordKind, now
from models.database import db

from . import policy, watchwords
from .policy import EVERYTHING, Policy

OWN_WORDS = 40
"""Letters from which on a text is somebody's own: "I agree" may be said by everybody."""
SAID_BY_ONE, SAID_BY_ALL = timedelta(days=30), timedelta(days=1)
"""How long the same words are remembered, of one person and of all."""
RECENT, TOO_FEW = 20, 5
"""Of how many recent comments the share is taken; of fewer than these it says nothing."""
REJECTED = (CommentStatus.HIDDEN, CommentStatus.REMOVED)


@dataclass(frozen=True)
class Writing:
    """What is written by whom under which article; `but` is the comment that it changes."""

    by: Person
    article: Article
    text: str = ""
    html: str = ""
    but: Comment | None = None

    @cached_property
    def watched(self) -> frozenset[WatchwordKind]:
        """Which kinds of words stand in it that the publication watches for."""
        return frozenset(each.kind for each in watchwords.found(self.text))

    @property
    def others(self) -> ColumnElement[bool]:
        """The condition that every comment meets but the one that is written again."""
        return Comment.id != (self.but.id if self.but is not None else 0)


def echo(text: str) -> str | None:
    """What the same words have in common, however they are spelt; None where they are too few."""
    line = folded(text)
    if len(line.replace(" ", "")) < OWN_WORDS:
        return None
    return hashlib.sha256(line.encode()).hexdigest()


def rule_for(it: Writing) -> str:
    """The code of the rule that holds `it`; empty where none does. What it says comes first."""
    return _first_of(OF_THE_TEXT, it) or foreseen(it)


def foreseen(it: Writing) -> str:
    """The code of the rule that holds `it` whatever it says: known before it is written."""
    return _first_of(OF_THE_PERSON, it)


def _first_of(rules: dict[str, Rule], it: Writing) -> str:
    asked = policy.current()
    if it.by.role not in {Role.READER, None} and not _is_held(it, asked):
        return ""
    return next((code for code, holds in rules.items() if holds(it, asked)), "")


def _everything(_it: Writing, asked: Policy) -> bool:
    return asked.hold == EVERYTHING


def _here(it: Writing, _asked: Policy) -> bool:
    return it.article.holds


def _is_held(it: Writing, _asked: Policy) -> bool:
    return isinstance(it.by, Reader) and it.by.always_held


def _first(it: Writing, asked: Policy) -> bool:
    return bool(asked.hold_first) and _seen_of(it, asked.hold_first) < asked.hold_first


def _seen_of(it: Writing, enough: int) -> int:
    """How many comments of the person everybody sees, counted no further than needed."""
    if not isinstance(it.by, Reader):
        return 0
    seen = select(Comment.id).where(
        Comment.reader_id == it.by.id, Comment.status == CommentStatus.VISIBLE, it.others
    )
    return db.scalar(select(func.count()).select_from(seen.limit(enough).subquery())) or 0


def _rejected(it: Writing, asked: Policy) -> bool:
    """Whether many of the last comments that a moderator could judge were taken away."""
    if not asked.hold_rejected or not isinstance(it.by, Reader):
        return False
    judged = select(Comment.status).where(
        Comment.reader_id == it.by.id,
        Comment.status.in_((CommentStatus.VISIBLE, *REJECTED)),
        it.others,
    )
    recent = db.scalars(judged.order_by(Comment.posted_at.desc()).limit(RECENT)).all()
    taken = sum(status in REJECTED for status in recent)
    return len(recent) >= TOO_FEW and taken * 100 >= asked.hold_rejected * len(recent)


def _links(it: Writing, asked: Policy) -> bool:
    return 0 < asked.hold_links <= it.html.count("<a ")


def _repeated(it: Writing, asked: Policy) -> bool:
    mark = echo(it.text)
    if not asked.hold_repeated or mark is None:
        return False
    own = (Comment.reader_id == it.by.id) & (Comment.posted_at > now() - SAID_BY_ONE)
    same = select(Comment.id).where(
        Comment.echo == mark,
        Comment.status != CommentStatus.WITHDRAWN,
        or_(own, Comment.posted_at > now() - SAID_BY_ALL),
        it.others,
    )
    return db.scalar(same.limit(1)) is not None


def _banned(it: Writing, _asked: Policy) -> bool:
    return WatchwordKind.BANNED in it.watched


def _suspect(it: Writing, _asked: Policy) -> bool:
    return WatchwordKind.SUSPECT in it.watched


Rule = Callable[[Writing, Policy], bool]
OF_THE_TEXT: dict[str, Rule] = {
    "banned": _banned,
    "suspect": _suspect,
    "links": _links,
    "repeated": _repeated,
}
OF_THE_PERSON: dict[str, Rule] = {
    "person": _is_held,
    "rejected": _rejected,
    "first": _first,
    "article": _here,
    "site": _everything,
}
