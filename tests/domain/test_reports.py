"""Reports: one for each person and comment; enough of them hold it, and old ones do so no more."""

from __future__ import annotations

import pytest

from domain import comments, decisions, reports
from domain.decisions import Act, Verdict
from domain.refusal import Forbidden, LogInFirst
from models import Comment, CommentStatus, Guest, Queue, Reader, now
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def report(cast: Cast, said: Comment, *people: Reader) -> None:
    for person in people:
        reports.make(person, said, "spam")
        db.commit()


def approve(cast: Cast, said: Comment) -> None:
    decisions.decide(cast.dara, said, Verdict(Act.APPROVE), seen=said.turns)
    db.commit()


def test_enough_reports_hold_it_and_fewer_queue_it(cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article)
    report(cast, said, cast.ruth, cast.yusuf)
    assert (said.status, said.queue, said.reports) == (CommentStatus.VISIBLE, Queue.REPORTED, 2)
    report(cast, said, cast.ines)
    assert (said.status, said.held_because) == (CommentStatus.HELD, "reported")
    assert cast.article.comment_count == 0


def test_after_an_approval_old_reports_do_not_hold_it_again(cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article)
    report(cast, said, cast.ruth, cast.yusuf, cast.ines)
    approve(cast, said)
    assert (said.status, said.queue, said.reports) == (CommentStatus.VISIBLE, None, 0)
    report(cast, said, cast.ruth, cast.yusuf)  # said before: nothing more
    assert (said.status, said.reports) == (CommentStatus.VISIBLE, 0)
    report(cast, said, cast.mira)
    assert (said.status, said.queue, said.reports) == (CommentStatus.VISIBLE, Queue.REPORTED, 1)
    comments.edit(cast.nour, said, "In other words.")
    assert said.status is CommentStatus.VISIBLE


@pytest.mark.parametrize(("enough", "held"), [(0, False), (3, True), (4, False)])
def test_how_many_are_enough_is_the_publications_to_say(
    cast: Cast, enough: int, held: bool
) -> None:
    writing()
    cast.publication.comments = {"hold_reported": enough}
    db.commit()
    said = cast.comment(cast.nour, cast.article)
    report(cast, said, cast.ruth, cast.yusuf, cast.ines)
    assert (said.status is CommentStatus.HELD) is held


def test_who_may_not(cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article)
    with pytest.raises(LogInFirst):
        reports.make(Guest(), said, "spam")
    with pytest.raises(Forbidden):
        reports.make(cast.nour, said, "spam")
    writing()
    cast.ruth.banned_at = now()
    db.commit()
    with pytest.raises(Forbidden, match="banned"):
        reports.make(cast.ruth, said, "spam")
