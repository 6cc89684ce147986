"""Appeals against what was decided about a person: whoever answers could take it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain import appeals, decisions, permissions
from domain.decisions import Act, Verdict
from domain.refusal import Conflict, Forbidden
from models import ON_PEOPLE, Appeal, Decision, Reader, Role, now
from models.database import db, writing
from tests.cast import Cast

SANCTIONS = sorted(permissions.APPEALABLE & set(ON_PEOPLE))
ANSWERED_BY = {
    role: {Role.MODERATOR, Role.ADMIN} if role is Role.READER else {Role.ADMIN} for role in Role
}
"""Whom a sanction is about, by role, and who answers their appeal."""


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def sanction(by: Reader, whom: Reader, act: Act = Act.WARN) -> Decision:
    until = now() + timedelta(days=7)
    done = decisions.sanction(by, whom, Verdict(act, "spam"), seen=whom.standing, until=until)
    db.commit()
    return done


def read(*decided: Decision) -> list[Decision]:
    """The decisions as they are read, with whom each is about."""
    about = select(Decision).where(Decision.id.in_([done.id for done in decided]))
    return list(db.scalars(about.options(joinedload(Decision.subject)).order_by(Decision.id)))


def appeal(whom: Reader, done: Decision) -> Appeal:
    made = appeals.make(whom, done, "I meant no harm.")
    db.commit()
    return made


@pytest.mark.parametrize("about", ANSWERED_BY)
@pytest.mark.parametrize("act", SANCTIONS)
def test_who_answers(cast: Cast, ada: Reader, act: Act, about: Role) -> None:
    whom = cast.person("Omar Concerned", about)
    done = sanction(ada, whom, act)
    everybody = [cast.person(f"{role.value.title()} Somebody", role) for role in Role]
    (done,) = read(done)
    for by in everybody:
        role = by.role
        may = permissions.may(by, "appeal.answer", done)
        assert may is (role in ANSWERED_BY[about]), role
        assert permissions.may(by, "decision.undo", done) is may, role
    assert not permissions.may(ada, "appeal.answer", done)
    assert permissions.may(ada, "decision.undo", done)


@pytest.mark.parametrize("act", SANCTIONS)
@pytest.mark.parametrize("outcome", ["upheld", "overturned"])
def test_whoever_may_answer_may_answer_both_ways(cast: Cast, act: Act, outcome: str) -> None:
    """An editor could only let it stand: that is no answer, so they give none."""
    made = appeal(cast.nour, sanction(cast.mira, cast.nour, act))
    with pytest.raises(Forbidden):
        appeals.answer(cast.dara, appeals.one(cast.dara, made.id), outcome)
    db.rollback()
    omar = cast.person("Omar Second", Role.MODERATOR)
    appeals.answer(omar, appeals.one(omar, made.id), outcome)
    assert (cast.nour.standing == "free") is (outcome == "overturned" or act is Act.WARN)


def test_where_only_editors_are_left_it_waits(cast: Cast, ada: Reader) -> None:
    cast.with_app(ada, cast.mira, cast.dara)
    done = sanction(cast.mira, cast.nour)
    of_staff = sanction(ada, cast.dara)
    said = cast.comment(cast.ruth, cast.article)
    hidden = decisions.decide(cast.mira, said, Verdict(Act.HIDE, "spam"), seen=said.turns)
    db.commit()
    all_three = done, of_staff, hidden
    assert appeals.stuck(read(*all_three)) == {of_staff.id}, "nobody else is an admin"
    writing()
    ada.left_at = now()
    db.commit()
    shown = read(*all_three)
    assert appeals.stuck(shown) == {done.id, of_staff.id}, "Dara answers for what was said"
    assert [appeals.who_answers(each) for each in shown] == [
        "another moderator or admin",
        "another admin",
        "another moderator, editor or admin",
    ]


def test_a_warning_is_taken_back_whatever_came_after_it(cast: Cast) -> None:
    """It changed nothing about how they stand, so nothing is put back either."""
    made = appeal(cast.nour, sanction(cast.mira, cast.nour))
    sanction(cast.mira, cast.nour, Act.SUSPEND)
    omar = cast.person("Omar Second", Role.MODERATOR)
    appeals.answer(omar, appeals.one(omar, made.id), "overturned")
    db.commit()
    assert cast.nour.is_suspended


@pytest.mark.parametrize("act", sorted({Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD}))
def test_what_was_lifted_can_be_granted(cast: Cast, act: Act) -> None:
    """Nobody who is free again is told that it stands, for want of anything to put back."""
    made = appeal(cast.nour, sanction(cast.mira, cast.nour, act))
    sanction(cast.mira, cast.nour, Act.LIFT)
    omar = cast.person("Omar Second", Role.MODERATOR)
    line = appeals.answer(omar, appeals.one(omar, made.id), "overturned")
    db.commit()
    assert (line.before, cast.nour.standing) == (line.after, "free")
    assert made.outcome == "overturned"


@pytest.mark.parametrize("ended", [False, True])
def test_what_came_later_and_stands_is_taken_back_first(cast: Cast, ended: bool) -> None:
    """Unless it came to somebody who was free again: then it has nothing to do with it."""
    made = appeal(cast.nour, sanction(cast.mira, cast.nour, Act.SUSPEND))
    omar = cast.person("Omar Second", Role.MODERATOR)
    ban = sanction(omar, cast.nour, Act.BAN)
    if ended:
        writing()
        cast.nour.suspended_until = now()
        db.commit()
    else:
        with pytest.raises(Conflict, match="Take that back first"):
            appeals.answer(omar, appeals.one(omar, made.id), "overturned")
        db.rollback()
        decisions.undo(cast.mira, ban.id)
        db.commit()
    appeals.answer(omar, appeals.one(omar, made.id), "overturned")
    assert cast.nour.standing == ("banned" if ended else "free")


def test_nobody_is_shown_to_take_back_what_they_may_not(cast: Cast) -> None:
    done = sanction(cast.mira, cast.nour)
    for by, can in ((cast.mira, True), (cast.dara, False)):
        (line,) = decisions.about_person(by, cast.nour)
        assert line.can_be_undone is can
    with pytest.raises(Forbidden):
        decisions.undo(cast.dara, done.id)
