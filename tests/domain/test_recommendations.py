"""Recommending and picking comments, and the order that comes of it."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from domain import comments, decisions, picks, recommendations
from domain.decisions import Act, Verdict
from domain.refusal import Forbidden, LogInFirst, Missing
from models import Comment, Guest, Recommendation
from models.database import db
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def order_of(cast: Cast, number: int = 1) -> list[int]:
    page = comments.discussion(Guest(), cast.article, "recommended", number)
    return [thread.root.id for thread in page.threads]


def recommend(by, said: Comment, *, yes: bool = True) -> None:  # type: ignore[no-untyped-def]
    recommendations.set(by, said, recommend=yes)
    db.commit()


def test_one_reader_counts_once_however_often_it_is_said(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    for _ in range(3):
        recommend(cast.yusuf, said)
    recommend(cast.nour, said)
    assert said.recommendations == 2
    for _ in range(2):
        recommend(cast.yusuf, said, yes=False)
    assert said.recommendations == 1 == db.scalar(select(func.count()).select_from(Recommendation))


def test_nobody_recommends_their_own_or_without_an_account(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    with pytest.raises(Forbidden):
        recommend(cast.ruth, said)
    with pytest.raises(LogInFirst):
        recommend(Guest(), said)
    assert said.recommendations == 0


def test_the_most_recommended_come_first_and_of_the_others_the_newer(cast: Cast) -> None:
    one, two, three, four = (cast.comment(cast.ruth, cast.article) for _ in range(4))
    recommend(cast.yusuf, two)
    recommend(cast.nour, two)
    recommend(cast.yusuf, one)
    assert order_of(cast) == [two.id, one.id, four.id, three.id]


def test_the_order_is_paged_and_leaves_none_out(cast: Cast) -> None:
    said = [cast.comment(cast.ruth, cast.article).id for _ in range(30)]
    recommend(cast.yusuf, db.get_one(Comment, said[3]))
    pages = order_of(cast, 1), order_of(cast, 2)
    assert [len(page) for page in pages] == [25, 5]
    assert pages[0][0] == said[3]
    assert sorted(pages[0] + pages[1]) == said


def test_what_is_hidden_stands_before_nothing_and_comes_back_with_its_count(cast: Cast) -> None:
    said, other = cast.comment(cast.ruth, cast.article), cast.comment(cast.ruth, cast.article)
    recommend(cast.yusuf, said)
    picks.set(cast.dara, said, pick=True)
    db.commit()
    decisions.decide(cast.mira, said, Verdict(Act.HIDE, "spam"), seen=said.turns)
    db.commit()
    assert order_of(cast) == [other.id, said.id]
    assert (said.recommendations, said.picked_at, cast.article.pick_count) == (0, None, 0)
    decisions.decide(cast.mira, said, Verdict(Act.APPROVE), seen=said.turns)
    db.commit()
    assert said.recommendations == 1


def test_editors_pick_and_nobody_else_and_not_their_own(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    for by in (cast.ruth, cast.yusuf, cast.mira, cast.ines):
        with pytest.raises(Forbidden):
            picks.set(by, said, pick=True)
    with pytest.raises(Forbidden):
        picks.set(cast.dara, cast.comment(cast.dara, cast.article), pick=True)
    for _ in range(2):
        picks.set(cast.dara, said, pick=True)
        db.commit()
    assert cast.article.pick_count == 1
    picks.set(cast.dara, said, pick=False)
    db.commit()
    assert cast.article.pick_count == 0


def test_each_pick_has_its_line_in_the_log_and_stops_no_undo(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    closed = decisions.decide(cast.mira, said, Verdict(Act.CLOSE, "spam"), seen=said.turns)
    db.commit()
    for pick in (True, True, False, False):
        picks.set(cast.dara, said, pick=pick)
        db.commit()
    lines = [line.done for line in decisions.about(cast.mira, said)]
    assert [(line.act, line.actor_id, line.is_public) for line in lines[:2]] == [
        (Act.UNPICK, cast.dara.id, False),
        (Act.PICK, cast.dara.id, False),
    ]
    assert len(lines) == 3, "saying it twice writes one line"
    assert lines[0].subject_id == cast.ruth.id
    with pytest.raises(Missing):
        decisions.undo(cast.mira, lines[0].id)
    decisions.undo(cast.mira, closed.id)
    db.commit()
    assert not said.closed


def test_the_picks_stand_by_themselves_the_latest_first(cast: Cast) -> None:
    root = cast.comment(cast.ruth, cast.article)
    answer, _ = cast.comment(cast.yusuf, root), cast.comment(cast.ruth, cast.article)
    for each in (root, answer):
        picks.set(cast.dara, each, pick=True)
        db.commit()
    page = comments.picks(Guest(), cast.article)
    assert [(thread.root.id, thread.replies) for thread in page.threads] == [
        (answer.id, []),
        (root.id, []),
    ]
