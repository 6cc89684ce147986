"""The queues: what waits for a moderator, page by page, at the same cost however long they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from models import (
    Appeal,
    Article,
    Comment,
    Person,
    Queue,
    Reader,
    Report,
    Section,
    Watchword,
)
from models.database import db

from . import permissions, reports
from .moderation import watchwords
from .numbers import LARGEST
from .refusal import Missing

PER_PAGE = 25
COUNTED = 999
"""Waiting comments are counted so far: past it, the number helps nobody."""
COUNTS = (*(queue.value for queue in Queue), "appeals")
"""What is counted: each queue, and the appeals that wait."""
NEWEST_FIRST = {Queue.NEW, Queue.HIDDEN}
"""What was held or reported has waited longest at the top; what is new is freshest there."""
NONE = "There is no such comment."


@dataclass(frozen=True)
class Case:
    """A comment before a moderator, with what helps to decide."""

    comment: Comment
    reports: Sequence[Report] = ()
    watched: Sequence[Watchword] = ()

    @property
    def stamp(self) -> str:
        """Which comment in which state: what a form says that it decides about."""
        return f"{self.comment.id}.{self.comment.turns}"


@dataclass(frozen=True)
class Narrowed:
    """What a queue is narrowed to."""

    section: Section | None = None
    article: Article | None = None
    person: Reader | None = None

    @property
    def query(self) -> dict[str, Any]:
        """The part of the address that says so."""
        given = {
            "section": self.section and self.section.slug,
            "article": self.article and self.article.slug,
            "person": self.person and self.person.id,
        }
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True)
class Page:
    """A page of a queue; `after` is the key that the next one begins behind."""

    queue: Queue
    cases: Sequence[Case]
    narrowed: Narrowed = field(default_factory=Narrowed)
    after: int | None = None


def narrowed(section: str = "", article: str = "", person: int | None = None) -> Narrowed:
    """What the address of a queue narrows it to. Raises Missing for what there is not."""
    return Narrowed(
        section=_one(select(Section).where(Section.slug == section)) if section else None,
        article=_one(select(Article).where(Article.slug == article)) if article else None,
        person=_one(select(Reader).where(Reader.id == person)) if person else None,
    )


def page(by: Person, queue: Queue, to: Narrowed, after: int | None = None) -> Page:
    """A page of `queue`, narrowed `to`, behind the comment `after`."""
    permissions.require(by, "moderation.see")
    query = _narrow(select(Comment).where(Comment.queue == queue), to)
    newest = queue in NEWEST_FIRST
    if after is not None:
        query = query.where(Comment.id < after if newest else Comment.id > after)
    query = query.order_by(Comment.id.desc() if newest else Comment.id).limit(PER_PAGE + 1)
    rows = db.scalars(query.options(*_shown())).all()
    more = rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None
    return Page(queue, cases(rows[:PER_PAGE]), to, more)


def cases(rows: Sequence[Comment]) -> list[Case]:
    """The comments with what helps to decide: their reports, and what they are watched for."""
    made, watched = reports.of(rows), watchwords.known()
    return [
        Case(row, made.get(row.id, ()), watchwords.found(row.markdown, watched)) for row in rows
    ]


def case(by: Person, number: int) -> Case:
    """The comment `number`, whoever may see it otherwise. Raises Missing."""
    permissions.require(by, "moderation.see")
    query = select(Comment).where(Comment.id == min(number, LARGEST)).options(*_shown())
    return cases([_one(query)])[0]


def several(by: Person, numbers: Sequence[int]) -> list[Comment]:
    """The comments of these numbers, as far as there are any, in the order given."""
    permissions.require(by, "moderation.see")
    found = {row.id: row for row in db.scalars(select(Comment).where(Comment.id.in_(numbers)))}
    return [found[number] for number in numbers if number in found]


def counts(by: Person) -> dict[str, int]:
    """How many wait in each queue and for an answer to their appeal, in one statement."""
    permissions.require(by, "moderation.see")
    waiting: dict[str, Select[Any]] = {
        queue.value: select(Comment.id).where(Comment.queue == queue) for queue in Queue
    }
    waiting["appeals"] = select(Appeal.id).where(Appeal.answered_at.is_(None))
    columns = [
        select(func.count()).select_from(ids.limit(COUNTED + 1).subquery()).scalar_subquery()
        for ids in waiting.values()
    ]
    return dict(zip(waiting, db.execute(select(*columns)).one(), strict=True))


def history(by: Person, whom: Reader, most: int = 20) -> Sequence[Comment]:
    """The last comments of `whom`, in whatever state."""
    permissions.require(by, "moderation.see")
    said = select(Comment).where(Comment.reader_id == whom.id).options(*_shown())
    return db.scalars(said.order_by(Comment.posted_at.desc()).limit(most)).all()


def _narrow(query: Select[Any], to: Narrowed) -> Select[Any]:
    if to.article is not None:
        query = query.where(Comment.article_id == to.article.id)
    if to.person is not None:
        query = query.where(Comment.reader_id == to.person.id)
    if to.section is not None:
        within = select(Article.id).where(Article.section_id == to.section.id)
        query = query.where(Comment.article_id.in_(within))
    return query


def _shown() -> tuple[Any, ...]:
    article = joinedload(Comment.article)
    parent = joinedload(Comment.parent)
    return (
        joinedload(Comment.reader),
        article.load_only(Article.slug, Article.title, Article.language, Article.holds),
        article.joinedload(Article.section),
        parent.load_only(Comment.status, Comment.reply, Comment.reader_id, Comment.html),
        parent.joinedload(Comment.reader).load_only(Reader.name),
    )


def _one(query: Select[Any]) -> Any:
    found = db.scalar(query)
    if found is None:
        raise Missing(NONE)
    return found
