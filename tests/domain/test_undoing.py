"""What is taken back: nothing comes back that an appeal freed, and nothing else goes with it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain import appeals, decisions
from domain.comments import counting
from domain.comments.editing import changing
from domain.decisions import Act, Verdict, sanctioning
from domain.refusal import Conflict
from models import Appeal, Comment, CommentStatus, Decision, Reader, Role, now
from models.database import db
from tests.cast import Cast

HOLD, APPROVE, HIDE, REMOVE, CLOSE = Act.HOLD, Act.APPROVE, Act.HIDE, Act.REMOVE, Act.CLOSE
SUSPEND, BAN, ALWAYS, LIFT = Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD, Act.LIFT
SOON, LATE = timedelta(days=2), timedelta(days=9)


def in_words(case: object) -> str:
    """A line of acts as pytest names it; a test of people says until when, too."""
    if not isinstance(case, tuple):
        return str(case)
    return " ".join(each[0] if isinstance(each, tuple) else each for each in case)


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


@pytest.fixture
def omar(cast: Cast) -> Reader:
    """Moderates beside Mira, and answers."""
    return cast.person("Omar Second", Role.MODERATOR)


def say(by: Reader, about: Comment, act: Act) -> Decision:
    """Decide `act` about a comment; that a rule holds it is no moderator's."""
    if act is HOLD:
        article, about = changing(about)
        done = counting.hold(about, article, "links")
    else:
        done = decisions.decide(by, about, Verdict(act, "spam"), seen=about.turns)
    db.commit()
    return done


def sanction(by: Reader, whom: Reader, act: Act, until: datetime) -> Decision:
    verdict = Verdict(act, "spam")
    done = decisions.sanction(by, whom, verdict, seen=whom.standing, until=until)
    db.commit()
    return done


def appeal(cast: Cast, done: Decision) -> Appeal:
    made = appeals.make(cast.nour, done, "I meant no harm.")
    db.commit()
    return made


def grant(by: Reader, made: Appeal) -> None:
    appeals.answer(by, appeals.one(by, made.id), "overturned")
    db.commit()


@pytest.mark.parametrize(
    ("acts", "is_kept"),
    [
        ((HIDE, APPROVE), True),
        ((REMOVE, APPROVE), True),
        ((HIDE, REMOVE, APPROVE), True),
        ((HIDE, APPROVE, HIDE, APPROVE), True),
        ((HIDE, APPROVE, HOLD, APPROVE), False),  # back to those who read what is held
        ((CLOSE, HIDE, APPROVE), False),  # the thread was closed, and no comment hidden
    ],
    ids=in_words,
)
def test_no_comment_that_an_appeal_freed_goes_with_what_is_undone(
    cast: Cast, acts: tuple[Act, ...], is_kept: bool
) -> None:
    said = cast.comment(cast.nour, cast.article)
    made = appeal(cast, say(cast.mira, said, acts[0]))
    last = [say(cast.mira, said, act) for act in acts[1:]][-1]
    grant(cast.dara, made)
    if is_kept:
        with pytest.raises(Conflict, match="appeal was granted since"):
            decisions.undo(cast.mira, last.id)
        db.rollback()
        assert said.status is CommentStatus.VISIBLE
    else:
        decisions.undo(cast.mira, last.id)
        assert said.status.value == last.before["status"]


@pytest.mark.parametrize("act", [HIDE, REMOVE])
def test_what_was_freed_can_be_decided_anew(cast: Cast, act: Act) -> None:
    """That is one more decision, with its reason, against which one may appeal."""
    said = cast.comment(cast.nour, cast.article)
    made = appeal(cast, say(cast.mira, said, HIDE))
    say(cast.mira, said, APPROVE)
    grant(cast.dara, made)
    say(cast.mira, said, act)
    back = say(cast.mira, said, APPROVE)
    decisions.undo(cast.mira, back.id)
    assert said.status is not CommentStatus.VISIBLE


@pytest.mark.parametrize(
    ("acts", "is_kept"),
    [
        (((SUSPEND, LATE), (LIFT, LATE)), True),
        (((BAN, LATE), (LIFT, LATE)), True),
        (((ALWAYS, LATE), (LIFT, LATE)), True),
        (((SUSPEND, LATE), (BAN, LATE), (LIFT, LATE)), True),
        (((ALWAYS, LATE), (LIFT, LATE), (BAN, LATE)), False),  # what came to somebody free
        (((ALWAYS, LATE), (LIFT, LATE), (BAN, LATE), (LIFT, LATE)), False),
    ],
    ids=in_words,
)
def test_nobody_whom_an_appeal_freed_is_barred_by_what_is_undone(
    cast: Cast, omar: Reader, acts: tuple[tuple[Act, timedelta], ...], is_kept: bool
) -> None:
    at = now()
    done = [sanction(cast.mira, cast.nour, act, at + until) for act, until in acts]
    made = appeal(cast, done[0])
    grant(omar, made)
    if is_kept:
        with pytest.raises(Conflict, match="appeal was granted since"):
            decisions.undo(cast.mira, done[-1].id)
        db.rollback()
        assert cast.nour.standing == "free"
    else:
        before = done[-1].before
        decisions.undo(cast.mira, done[-1].id)
        assert bool(cast.nour.banned_at) is bool(before["banned_at"])
        assert not cast.nour.always_held


def test_a_suspension_made_shorter_that_ended_is_not_made_longer(cast: Cast, omar: Reader) -> None:
    made = appeal(cast, sanction(cast.mira, cast.nour, SUSPEND, now() + LATE))
    shorter = sanction(omar, cast.nour, SUSPEND, now() + timedelta(seconds=0.2))
    while cast.nour.is_suspended:
        pass
    grant(omar, made)
    with pytest.raises(Conflict, match="appeal was granted since"):
        decisions.undo(cast.mira, shorter.id)


def test_a_ban_that_came_back_can_be_granted(cast: Cast, omar: Reader) -> None:
    """It is the same ban, begun when it began: what is undone leaves no trace."""
    made = appeal(cast, sanction(cast.mira, cast.nour, BAN, now()))
    begun = cast.nour.banned_at
    lifted = sanction(cast.mira, cast.nour, LIFT, now())
    decisions.undo(cast.mira, lifted.id)
    assert cast.nour.banned_at == begun
    grant(omar, made)
    assert cast.nour.standing == "free"


def test_an_older_sanction_is_not_undone_by_way_of_a_later_one_like_it(cast: Cast) -> None:
    until = now() + LATE
    first, _, last = (
        sanction(cast.mira, cast.nour, act, until) for act in (SUSPEND, LIFT, SUSPEND)
    )
    with pytest.raises(Conflict, match="since"):
        decisions.undo(cast.mira, first.id)
    db.rollback()
    decisions.undo(cast.mira, last.id)
    assert cast.nour.standing == "free"


def test_a_ban_said_once_more_is_taken_back_to_the_first(cast: Cast) -> None:
    first, _, again = (
        sanction(cast.mira, cast.nour, act, now() + LATE) for act in (BAN, ALWAYS, BAN)
    )
    decisions.undo(cast.mira, again.id)
    assert sanctioning.standing(cast.nour)["banned_at"] == first.after["banned_at"]


def test_what_was_decided_about_the_writer_is_nothing_about_the_comment(cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article)
    hidden = say(cast.mira, said, HIDE)
    verdict = Verdict(BAN, "spam")
    decisions.sanction(cast.mira, cast.nour, verdict, seen="free", comment=said)
    db.commit()
    decisions.undo(cast.mira, hidden.id)
    assert said.status is CommentStatus.VISIBLE


@pytest.mark.parametrize(
    "then", [(HOLD, APPROVE), (HOLD,), (HIDE,), (APPROVE, REMOVE)], ids=in_words
)
@pytest.mark.parametrize("by_appeal", [True, False])
def test_a_closed_thread_is_opened_whatever_became_of_the_comment(
    cast: Cast, then: tuple[Act, ...], by_appeal: bool
) -> None:
    """What a rule did since cannot be taken back by anybody, and has nothing to do with it."""
    said = cast.comment(cast.nour, cast.article)
    closed = say(cast.mira, said, CLOSE)
    made = appeal(cast, closed)
    for act in then:
        say(cast.mira, said, act)
    stood = said.status, said.queue, said.held_because, said.reports, cast.article.comment_count
    if by_appeal:
        grant(cast.dara, made)
    else:
        decisions.undo(cast.mira, closed.id)
        db.commit()
    assert not said.closed
    assert made.outcome == "overturned"
    now_so = said.status, said.queue, said.held_because, said.reports, cast.article.comment_count
    assert now_so == stood


def test_a_comment_is_seen_again_though_its_thread_was_closed_since(cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article)
    hidden = say(cast.mira, said, HIDE)
    say(cast.mira, said, CLOSE)
    decisions.undo(cast.mira, hidden.id)
    assert (said.status, said.closed) == (CommentStatus.VISIBLE, True)
