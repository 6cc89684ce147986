"""What is new since the last visit, who is muted, and when comments close."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import closing, comments, decisions, muted, permissions, revisions, visits
from domain.refusal import Forbidden, LogInFirst
from models import Comment, Discussion, Guest, Reader, Visit, now
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def new_to(reader: Reader, cast: Cast) -> list[int]:
    page = comments.discussion(reader, cast.article)
    shown = [each for thread in page.threads for each in (thread.root, *thread.replies)]
    return [each.id for each in shown if page.own.is_new(each)]


def come(reader: Reader, cast: Cast, *, hours_ago: float = 0, all_read: bool = False) -> None:
    """Have `reader` visit the conversation as it stands."""
    visits.note(reader, cast.article, cast.article.arrivals, all_read=all_read)
    db.commit()
    if hours_ago:
        writing()
        db.get_one(Visit, (reader.id, cast.article.id)).at = now() - timedelta(hours=hours_ago)
        db.commit()


def test_what_came_after_the_last_visit_is_new_while_this_one_lasts(cast: Cast) -> None:
    first = cast.comment(cast.yusuf, cast.article)
    assert new_to(cast.ruth, cast) == []
    come(cast.ruth, cast, hours_ago=5)
    later, own = cast.comment(cast.yusuf, first), cast.comment(cast.ruth, cast.article)
    assert new_to(cast.ruth, cast) == [later.id]
    come(cast.ruth, cast)
    assert new_to(cast.ruth, cast) == [later.id], "the page may be asked for again"
    come(cast.ruth, cast, hours_ago=1)
    assert new_to(cast.ruth, cast) == []
    assert new_to(cast.yusuf, cast) == []
    assert own.arrival == 3


def test_all_can_be_marked_as_read(cast: Cast) -> None:
    come(cast.ruth, cast, hours_ago=5)
    cast.comment(cast.yusuf, cast.article)
    come(cast.ruth, cast, all_read=True)
    assert new_to(cast.ruth, cast) == []


def test_what_was_held_is_new_when_it_appears(cast: Cast) -> None:
    asked(cast, hold_first=1)
    held = cast.comment(cast.yusuf, cast.article)
    come(cast.ruth, cast, hours_ago=5)
    assert held.arrival is None
    decisions.approve(cast.mira, held)
    db.commit()
    assert new_to(cast.ruth, cast) == [held.id]


def test_a_visit_says_no_more_than_there_is(cast: Cast) -> None:
    visits.note(cast.ruth, cast.article, 10**9)
    db.commit()
    assert db.get_one(Visit, (cast.ruth.id, cast.article.id)).newest == cast.article.arrivals
    with pytest.raises(LogInFirst):
        visits.note(Guest(), cast.article, 1)


def test_one_mutes_for_oneself_alone(cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article)
    for _ in range(2):
        muted.set(cast.ruth, said, mute=True)
        db.commit()
    assert comments.discussion(cast.ruth, cast.article).own.muted == {cast.nour.id}
    for other in (cast.yusuf, cast.nour, Guest()):
        assert comments.discussion(other, cast.article).own.muted == frozenset()
    assert [row.muted.name for row in muted.people(cast.ruth).rows] == ["Nour Grim"]
    muted.end(cast.ruth, cast.nour.id)
    db.commit()
    assert muted.people(cast.ruth).rows == []


def test_nobody_mutes_themselves_or_without_an_account(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    with pytest.raises(Forbidden):
        muted.set(cast.ruth, said, mute=True)
    with pytest.raises(LogInFirst):
        muted.set(Guest(), said, mute=True)


def asked(cast: Cast, **rules: object) -> None:
    writing()
    db.merge(cast.publication).comments = rules
    db.commit()


CLOSED = (
    ("closed", {}, "Comments on this article are closed."),
    ("open", {"closed": True}, "closed on the whole site"),
    ("open", {"close_after": 1}, "a day after the article was published"),
    ("closed", {"closed": True}, "this article"),
)


@pytest.mark.parametrize(("discussion", "rules", "words"), CLOSED)
def test_each_way_of_closing_has_its_own_sentence(
    cast: Cast, discussion: str, rules: dict[str, object], words: str
) -> None:
    asked(cast, **rules)
    writing()
    cast.article.discussion = Discussion(discussion)
    db.commit()
    assert words in closing.because(cast.article)
    assert comments.discussion(cast.ruth, cast.article).composer is None
    assert not permissions.may(cast.ruth, "comment.post", cast.article)
    with pytest.raises(Forbidden, match=words):
        comments.post(cast.ruth, cast.article, "Late.")


@pytest.mark.parametrize("rules", [{}, {"close_after": 0}, {"close_after": 2}])
def test_it_is_open_until_then(cast: Cast, rules: dict[str, object]) -> None:
    asked(cast, **rules)
    assert closing.is_open(cast.article)
    assert isinstance(comments.post(cast.ruth, cast.article, "In time."), Comment)


def test_a_kept_page_ends_when_comments_close(cast: Cast) -> None:
    asked(cast, close_after=3)
    heard = revisions.listen()
    comments.discussion(Guest(), cast.article)
    revisions.hush()
    assert heard.until == cast.article.published_at + timedelta(days=3)
