"""Held comments: seen by their writer alone, until an editor lets them be seen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import comments, decisions, permissions
from domain.moderation import words
from domain.refusal import Conflict, Forbidden, Invalid, LogInFirst, Missing
from models import Comment, CommentStatus, Guest, Person, now
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


HELD = "Your first comments are read by an editor before everybody sees them."


@pytest.fixture
def strict(cast: Cast) -> Cast:
    """The cast, in a publication that holds everybody's first two comments."""
    writing()
    cast.publication.comments = {"hold_first": 2}
    db.commit()
    return cast


def seen_by(person: Person, cast: Cast, number: int = 1) -> list[int]:
    page = comments.discussion(person, cast.article, number=number)
    return [each.id for thread in page.threads for each in (thread.root, *thread.replies)]


def test_nothing_is_held_where_the_publication_does_not_ask_for_it(cast: Cast) -> None:
    assert cast.comment(cast.ruth, cast.article).status is CommentStatus.VISIBLE
    assert comments.composer(cast.ruth, cast.article).hint == ""


def test_a_held_comment_is_seen_by_its_writer_alone(strict: Cast) -> None:
    held = strict.comment(strict.ruth, strict.article)
    assert held.status is CommentStatus.HELD
    assert words.to_writer(held.held_because) == HELD
    assert seen_by(strict.ruth, strict) == [held.id]
    for other in (strict.yusuf, strict.dara, Guest(), Guest(device="d")):
        assert seen_by(other, strict) == []
        with pytest.raises(Missing):
            comments.find(other, held.id)
    assert comments.find(strict.ruth, held.id).id == held.id
    assert strict.article.comment_count == 0


def test_the_form_says_so_beforehand(strict: Cast) -> None:
    assert comments.composer(strict.ruth, strict.article).hint == HELD
    assert comments.composer(Guest(), strict.article).hint == HELD
    assert comments.composer(strict.dara, strict.article).hint == ""


def test_what_an_editor_approved_counts_and_the_third_is_seen_at_once(strict: Cast) -> None:
    for _ in range(2):
        held = strict.comment(strict.ruth, strict.article)
        assert held.status is CommentStatus.HELD
        decisions.approve(strict.dara, held)
        db.commit()
    assert strict.comment(strict.ruth, strict.article).status is CommentStatus.VISIBLE
    assert strict.article.comment_count == 3


def test_what_nobody_approved_does_not_count(strict: Cast) -> None:
    said = [strict.comment(strict.ruth, strict.article) for _ in range(3)]
    assert {each.status for each in said} == {CommentStatus.HELD}


def test_staff_is_not_held(strict: Cast) -> None:
    for person in (strict.dara, strict.mira, strict.ines):
        assert strict.comment(person, strict.article).status is CommentStatus.VISIBLE


def test_approved_it_gets_its_number_and_is_seen_by_all(strict: Cast) -> None:
    held = strict.comment(strict.ruth, strict.article)
    seen = strict.comment(strict.dara, strict.article)
    assert (held.thread, held.reply, seen.thread) == (None, None, 1)
    decisions.approve(strict.mira, held)
    assert (held.thread, held.reply) == (2, 0)
    assert seen_by(Guest(), strict) == [seen.id, held.id]
    assert strict.article.comment_count == 2


def test_a_held_reply_stands_in_its_thread_for_its_writer(strict: Cast) -> None:
    root = strict.comment(strict.dara, strict.article)
    held = strict.comment(strict.ruth, root)
    after = strict.comment(strict.mira, root)
    assert root.reply_count == 1
    assert seen_by(strict.ruth, strict) == [root.id, after.id, held.id]
    assert seen_by(Guest(), strict) == [root.id, after.id]
    assert comments.discussion(Guest(), strict.article).threads[0].more == 0
    decisions.approve(strict.dara, held)
    assert (held.reply, root.reply_count) == (2, 2)
    assert comments.place_of(held) == {}


def test_ones_own_held_comments_come_first_on_the_first_page_alone(strict: Cast) -> None:
    for _ in range(26):
        strict.comment(strict.dara, strict.article)
    held = strict.comment(strict.ruth, strict.article)
    assert seen_by(strict.ruth, strict)[0] == held.id
    assert held.id not in seen_by(strict.ruth, strict, number=2)
    assert comments.place_of(held) == {}


def test_what_is_held_cannot_be_answered(strict: Cast) -> None:
    held = strict.comment(strict.ruth, strict.article)
    for person in (strict.ruth, strict.dara):
        with pytest.raises(Invalid):
            comments.post(person, strict.article, "Yes.", in_reply_to=held.id)


def test_an_edit_runs_the_same_rules_again(strict: Cast) -> None:
    said = strict.comment(strict.ruth, strict.article, "Clean.")
    decisions.approve(strict.dara, said)
    answer = strict.comment(strict.dara, said)
    comments.edit(strict.ruth, said, "Buy lamps at my shop.")
    db.commit()
    assert said.status is CommentStatus.HELD
    assert strict.article.comment_count == 1
    assert seen_by(Guest(), strict) == [said.id, answer.id]  # the place stays, the words do not
    with pytest.raises(Conflict):
        comments.post(strict.yusuf, strict.article, "No.", in_reply_to=said.id)
    decisions.approve(strict.dara, said)
    assert (said.thread, said.reply, strict.article.comment_count) == (1, 0, 2)


def test_an_edit_does_not_speak_for_itself(strict: Cast) -> None:
    for _ in range(2):
        held = strict.comment(strict.ruth, strict.article)
        decisions.approve(strict.dara, held)
    comments.edit(strict.ruth, held, "Otherwise.")
    assert held.status is CommentStatus.HELD


def test_the_edit_of_a_held_comment_stays_held(strict: Cast) -> None:
    held = strict.comment(strict.ruth, strict.article)
    comments.edit(strict.ruth, held, "Politer.")
    assert held.status is CommentStatus.HELD
    assert held.markdown == "Politer."


def test_a_held_comment_can_be_withdrawn_and_leaves_nothing(strict: Cast) -> None:
    held = strict.comment(strict.ruth, strict.article)
    comments.withdraw(strict.ruth, held)
    assert seen_by(strict.ruth, strict) == seen_by(Guest(), strict) == []
    assert strict.article.comment_count == 0


@pytest.mark.parametrize("name", ["ruth", "ines"])
def test_readers_and_writers_approve_nothing(strict: Cast, name: str) -> None:
    held = strict.comment(strict.yusuf, strict.article)
    with pytest.raises(Forbidden):
        decisions.approve(getattr(strict, name), held)
    with pytest.raises(Forbidden):
        comments.held(getattr(strict, name))


def test_nobody_approves_logged_out(strict: Cast) -> None:
    held = strict.comment(strict.yusuf, strict.article)
    with pytest.raises(LogInFirst):
        decisions.approve(Guest(), held)


def test_approving_twice_counts_once_and_what_was_withdrawn_stays_so(strict: Cast) -> None:
    first, second = (strict.comment(strict.ruth, strict.article) for _ in range(2))
    comments.withdraw(strict.ruth, second)
    for each in (first, first, second):
        decisions.approve(strict.dara, each)
    assert strict.article.comment_count == 1
    assert second.status is CommentStatus.WITHDRAWN


def test_the_list_of_what_waits_names_writer_and_article(strict: Cast) -> None:
    late = strict.comment(strict.ruth, strict.article)
    early = strict.comment(strict.yusuf, strict.another(), at=now() - timedelta(days=1))
    waiting = comments.held(strict.mira)
    assert [each.id for each in waiting] == [early.id, late.id]
    assert waiting[0].reader.name == "Yusuf Demir"
    assert waiting[1].article.slug == strict.article.slug


@pytest.mark.parametrize("status", [CommentStatus.REMOVED, CommentStatus.HIDDEN])
def test_what_moderators_took_away_is_not_its_writers_to_change(
    cast: Cast, status: CommentStatus
) -> None:
    said: Comment = cast.comment(cast.ruth, cast.article)
    writing()
    said.status = status
    db.commit()
    assert not permissions.may(cast.ruth, "comment.edit", said)
    assert not permissions.may(cast.ruth, "comment.withdraw", said)
    assert seen_by(Guest(), cast) == [said.id]
