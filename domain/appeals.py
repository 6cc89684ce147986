"""Appeals: a decision is looked at once more, by somebody else than who decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from models import (
    ON_PEOPLE,
    Act,
    Appeal,
    Article,
    Comment,
    Decision,
    Outcome,
    Person,
    Reader,
    Role,
    now,
)
from models.database import db, writing

from . import permissions, second_factor, unfinished
from .decisions.telling import tell, told_of
from .decisions.undoing import take_back
from .moderation import log
from .numbers import LARGEST
from .permissions import MODERATING
from .refusal import Conflict, Invalid, Missing

LONGEST = 2000
NONE = "There is no such appeal."
EMPTY = "Please say in a sentence why it should be looked at once more."
TWICE = "You have appealed against this already. The answer will stand among your notices."
TAKEN_BACK = "This decision was taken back already. There is nothing left to appeal against."
ANSWERED = "Another moderator answered this appeal a moment ago."
DECIDE = "Please say whether the decision stands or is taken back."


def place_for(number: int) -> str:
    """The name under which the unfinished text of an appeal is kept."""
    return f"appeal-{number}"


def against(by: Person, number: int) -> Decision:
    """The decision `number`, if it is about `by` and they may appeal. Raises Missing, Forbidden."""
    about = select(Decision).where(Decision.id == min(number, LARGEST))
    shown = (joinedload(each) for each in (Decision.text, Decision.article, Decision.subject))
    found = db.scalar(about.options(*shown))
    if found is None or found.subject_id is None or found.subject_id != by.id:
        permissions.require(by, "notice.see", by)
        raise Missing()
    permissions.require(by, "appeal.make", found)
    return found


def of(done: Decision) -> Appeal | None:
    """The appeal against a decision, where there is one."""
    return db.scalar(select(Appeal).where(Appeal.decision_id == done.id))


def is_taken_back(done: Decision) -> bool:
    """Whether a decision stands no more."""
    return bool(log.taken_back([done.id]))


def make(by: Person, done: Decision, text: str) -> Appeal:
    """Ask that `done` be looked at once more. Raises Invalid, Conflict where it was asked."""
    permissions.require(by, "appeal.make", done)
    text = text.strip()
    if not text:
        raise Invalid(text=EMPTY)
    if len(text) > LONGEST:
        raise Invalid(text=f"An appeal holds {LONGEST:,} characters, and this has {len(text):,}.")
    writing()
    if of(done) is not None:
        raise Conflict(TWICE)
    if is_taken_back(done):
        raise Conflict(TAKEN_BACK)
    unfinished.drop(by, place_for(done.id))
    appeal = Appeal(decision_id=done.id, reader_id=done.subject_id, text=text)
    db.add(appeal)
    log.write(
        Act.APPEAL,
        by=by,
        subject_id=done.subject_id,
        comment_id=done.comment_id,
        article_id=done.article_id,
        after={"appeals": done.id},
    )
    return appeal


def who_answers(done: Decision) -> str:
    """Who may answer an appeal against a decision, unless they made it or it is about them."""
    if done.act not in ON_PEOPLE:
        return "another moderator, editor or admin"
    of_staff = done.subject is not None and done.subject.role is not Role.READER
    return "another admin" if of_staff else "another moderator or admin"


def waiting(by: Person, most: int = 50) -> Sequence[Appeal]:
    """The appeals that nobody answered yet, the oldest first."""
    permissions.require(by, "moderation.see")
    query = select(Appeal).where(Appeal.answered_at.is_(None)).options(*_shown())
    return db.scalars(query.order_by(Appeal.id).limit(most)).all()


def stuck(decided: Iterable[Decision]) -> set[int]:
    """The numbers of those against which nobody here may answer an appeal.

    Where one person moderates, it is they who decided. Three of each role are enough to find one
    who did not, and whom it is not about. A role opens nothing before a second factor is set up.
    """
    some = (select(Reader.id).where(Reader.role == role, *_here()).limit(3) for role in MODERATING)
    able = db.scalars(select(Reader).where(or_(*(Reader.id.in_(ids) for ids in some)))).all()
    return {done.id for done in decided if not any(_could(each, done) for each in able)}


def _here() -> tuple[ColumnElement[bool], ...]:
    is_free = or_(Reader.suspended_until.is_(None), Reader.suspended_until <= now())
    is_here = Reader.banned_at.is_(None), Reader.left_at.is_(None), is_free
    return *is_here, second_factor.is_there()


def _could(somebody: Reader, done: Decision) -> bool:
    return permissions.may(somebody, "appeal.answer", done)


def one(by: Person, number: int) -> Appeal:
    """The appeal `number` with everything that helps to answer it. Raises Missing."""
    permissions.require(by, "moderation.see")
    query = select(Appeal).where(Appeal.id == min(number, LARGEST)).options(*_shown())
    found = db.scalar(query)
    if found is None:
        raise Missing(NONE)
    return found


def answer(by: Person, appeal: Appeal, outcome: str, words: str = "") -> Decision:
    """Say whether the decision stands or is taken back; the one who asked is told.

    Raises Forbidden for whoever decided first, Conflict where it was answered meanwhile.
    """
    permissions.require(by, "appeal.answer", appeal.decision)
    if outcome not in list(Outcome):
        raise Invalid(outcome=DECIDE)
    if len(words) > LONGEST:
        raise Invalid(answer=f"Please use {LONGEST:,} characters or fewer.")
    number = appeal.id
    writing()
    appeal = db.get_one(Appeal, number, populate_existing=True, with_for_update=True)
    done = db.get_one(Decision, appeal.decision_id)
    if appeal.answered_at is not None:
        raise Conflict(ANSWERED)
    appeal.answered_at, appeal.answered_by_id = now(), by.id
    appeal.outcome, appeal.answer = Outcome(outcome), words.strip()
    if appeal.outcome is Outcome.OVERTURNED:
        return take_back(by, done, Act.OVERTURN, appeal.answer)
    return _uphold(by, done, appeal.answer)


def _uphold(by: Person, done: Decision, words: str) -> Decision:
    line = log.write(
        Act.UPHOLD,
        by=by,
        subject_id=done.subject_id,
        comment_id=done.comment_id,
        article_id=done.article_id,
        after={"upholds": done.id},
        told={"sentence": told_of(Act.UPHOLD, own=words)},
    )
    tell(line)
    db.flush()
    return line


def _shown() -> tuple[Any, ...]:
    decision = joinedload(Appeal.decision)
    return (
        joinedload(Appeal.reader),
        decision.joinedload(Decision.actor).load_only(Reader.name),
        decision.joinedload(Decision.subject),
        decision.joinedload(Decision.text),
        decision.joinedload(Decision.comment).load_only(Comment.html, Comment.status),
        decision.joinedload(Decision.article).load_only(Article.slug, Article.title),
    )
