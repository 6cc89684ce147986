"""Reading the log: what was decided lately, about a comment, and about a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from domain import permissions
from domain.moderation import log as log_of
from models import Article, Comment, Decision, Person, Reader
from models.database import db

from .undoing import may_undo

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """A line of the log as moderators read it."""

    done: Decision
    is_undone: bool = False
    can_be_undone: bool = False
    """Whether it still stands, and whoever reads it may take it back."""


@dataclass(frozen=True)
class Lines:
    """A page of the log, the newest first; `after` is the key that the next one begins behind."""

    lines: Sequence[Line]
    after: int | None = None


def log(by: Person, after: int | None = None, most: int = PER_PAGE) -> Lines:
    """What was done, the newest first, behind the line `after`."""
    permissions.require(by, "moderation.see")
    query = select(Decision) if after is None else select(Decision).where(Decision.id < after)
    found = _lines(by, query, most + 1)
    return Lines(found[:most], found[most - 1].done.id if len(found) > most else None)


def about(by: Person, comment: Comment) -> Sequence[Line]:
    """What was decided about `comment`, the newest first."""
    permissions.require(by, "moderation.see")
    return _lines(by, select(Decision).where(Decision.comment_id == comment.id), PER_PAGE)


def about_person(by: Person, whom: Reader, most: int = 20) -> Sequence[Line]:
    """What was decided about `whom` and what they wrote, the newest first."""
    permissions.require(by, "moderation.see")
    return _lines(by, select(Decision).where(Decision.subject_id == whom.id), most)


def just_done(by: Person, numbers: Iterable[int]) -> Sequence[Line]:
    """The decisions of these numbers that `by` made: an address says which they were."""
    permissions.require(by, "moderation.see")
    own = Decision.id.in_(list(numbers)), Decision.actor_id == by.id
    return _lines(by, select(Decision).where(*own), PER_PAGE)


def _lines(by: Person, query: Select[Any], most: int) -> list[Line]:
    options = (
        joinedload(Decision.actor).load_only(Reader.name),
        joinedload(Decision.subject).load_only(Reader.name, Reader.role),
        joinedload(Decision.article).load_only(Article.slug, Article.title, Article.language),
        joinedload(Decision.text),
    )
    newest = query.options(*options).order_by(Decision.id.desc()).limit(most)
    rows = db.scalars(newest).all()
    undone = log_of.taken_back(row.id for row in rows)
    return [_line(by, row, is_undone=row.id in undone) for row in rows]


def _line(by: Person, done: Decision, *, is_undone: bool) -> Line:
    stands = may_undo(done) and not is_undone
    return Line(done, is_undone, stands and permissions.may(by, "decision.undo", done))
