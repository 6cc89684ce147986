"""Whatever was decided in whatever order: an appeal can be granted, and stays so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, select

from domain import appeals, decisions
from domain.decisions import Act, sanctioning
from domain.decisions.overtaken import GONE, barred_by, turned
from domain.refusal import Conflict
from models import Appeal, Decision, Reader, Role, now
from models.database import db
from tests.cast import Cast

from .test_undoing import LATE, appeal, grant, sanction, say


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


HOLD, APPROVE, HIDE, REMOVE, CLOSE = Act.HOLD, Act.APPROVE, Act.HIDE, Act.REMOVE, Act.CLOSE
SUSPEND, BAN, ALWAYS, LIFT, UNDO = Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD, Act.LIFT, Act.UNDO
OF_COMMENTS = st.lists(st.sampled_from((HOLD, APPROVE, HIDE, REMOVE, CLOSE, UNDO)), max_size=6)
OF_PEOPLE = st.lists(st.sampled_from((SUSPEND, BAN, ALWAYS, LIFT, UNDO)), max_size=6)
EXAMPLES = pytest.mark.parametrize("examples", [8, pytest.param(200, marks=pytest.mark.long)])
Acts = list[Act]


def whatever(acts: st.SearchStrategy[Acts], tried: Callable[[Acts], None], examples: int) -> None:
    """Try many lines of acts, with the cast that is there."""
    asked = settings(max_examples=examples, suppress_health_check=[*HealthCheck])
    asked(given(acts)(tried))()


def lines(about: ColumnElement[bool]) -> list[Decision]:
    """What stands and could be taken back, the newest first."""
    found = db.scalars(select(Decision).where(about).order_by(Decision.id.desc())).all()
    return [each for each in found if decisions.may_undo(each) and not appeals.is_taken_back(each)]


def undone(by: Reader, which: list[Decision]) -> bool:
    """Whether the first of `which` that can be was taken back."""
    for number in [each.id for each in which]:
        try:
            decisions.undo(by, number)
        except Conflict:
            db.rollback()
        else:
            db.commit()
            return True
    return False


def granted_in_the_end(by: Reader, made: Appeal, about: ColumnElement[bool]) -> None:
    """Grant an appeal, after what came since and stands was taken back."""
    number = made.id
    while True:
        try:
            return grant(by, appeals.one(by, number))
        except Conflict:
            db.rollback()
        later = [each for each in lines(about) if each.id > made.decision_id]
        assert undone(by, later), "it could only be upheld"


@EXAMPLES
def test_each_appeal_about_a_comment_can_be_granted_and_stays_so(cast: Cast, examples: int) -> None:
    def tried(acts: Acts) -> None:
        said = cast.comment(cast.nour, cast.article)
        about = Decision.comment_id == said.id
        for act in acts:
            if act is UNDO:
                undone(cast.mira, lines(about))
            elif not (act is CLOSE and said.closed):
                say(cast.mira, said, act)
        asked = [done for done in lines(about) if done.act in (HIDE, REMOVE, CLOSE)]
        for done in asked[-1:]:
            granted_in_the_end(cast.dara, appeal(cast, done), about)
            assert not said.closed if done.act is CLOSE else said.status not in GONE
            while undone(cast.mira, lines(about)):
                assert not said.closed if done.act is CLOSE else said.status not in GONE

    whatever(OF_COMMENTS, tried, examples)


@EXAMPLES
def test_each_appeal_about_a_person_can_be_granted_and_stays_so(cast: Cast, examples: int) -> None:
    omar = cast.person("Omar Second", Role.MODERATOR)
    until = now() + LATE

    def tried(acts: Acts) -> None:
        whom = cast.keep(Reader(name="Nour Grim", address="nour@example.org", password_hash=""))
        about = Decision.subject_id == whom.id
        for act in acts:
            if act is UNDO:
                undone(cast.mira, lines(about))
            else:
                sanction(cast.mira, whom, act, until)
        asked = [done for done in lines(about) if done.act is not LIFT]
        for done in asked[-1:]:
            made = appeals.make(whom, done, "I meant no harm.")
            db.commit()
            granted_in_the_end(omar, made, about)
            while undone(cast.mira, lines(about)):
                assert not turned(done) & barred_by(sanctioning.standing(whom))

    whatever(OF_PEOPLE, tried, examples)
