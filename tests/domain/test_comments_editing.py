"""Another wording within fifteen minutes, withdrawal at any time, and rendering again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain import comments, unfinished
from domain.refusal import Forbidden, Invalid, LogInFirst
from domain.rendering import comments as rendering
from models import Comment, CommentStatus, Guest, now
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def test_an_edit_changes_the_words_and_is_marked(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article, "Mistaek.")
    comments.edit(cast.ruth, said, "Mistake.")
    assert (said.markdown, said.html.strip()) == ("Mistake.", "<p>Mistake.</p>")
    assert said.edited_at is not None
    assert cast.article.comment_count == 1


def test_the_very_same_words_are_no_edit(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article, "As it was.")
    comments.edit(cast.ruth, said, " As it was.\r\n")
    assert said.edited_at is None


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (14.9, False), (15.1, True)])
def test_there_are_fifteen_minutes_for_it(cast: Cast, minutes: float, late: bool) -> None:
    at = now() - timedelta(minutes=minutes)
    said = cast.comment(cast.ruth, cast.article, "First.", at=at)
    if late:
        with pytest.raises(Forbidden, match="fifteen minutes"):
            comments.edit(cast.ruth, said, "Second.")
    else:
        comments.edit(cast.ruth, said, "Second.")
    assert said.markdown == ("First." if late else "Second.")


@pytest.mark.parametrize("name", ["yusuf", "dara", "mira"])
def test_nobody_puts_words_into_anothers_mouth(cast: Cast, name: str) -> None:
    said = cast.comment(cast.ruth, cast.article)
    with pytest.raises(Forbidden):
        comments.edit(getattr(cast, name), said, "I take it all back.")
    with pytest.raises(Forbidden):
        comments.withdraw(getattr(cast, name), said)
    with pytest.raises(LogInFirst):
        comments.edit(Guest(), said, "Nor a guest.")
    with pytest.raises(LogInFirst):
        comments.withdraw(Guest(), said)


@pytest.mark.parametrize("text", ["", "a" * 10_001])
def test_an_edit_is_held_to_the_same_measure(cast: Cast, text: str) -> None:
    said = cast.comment(cast.ruth, cast.article, "First.")
    with pytest.raises(Invalid):
        comments.edit(cast.ruth, said, text)
    assert said.markdown == "First."


def test_a_kept_edit_stands_in_its_form_and_is_forgotten_once_made(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article, "First.")
    form = comments.composer(cast.ruth, cast.article, edits=said)
    assert (form.id, form.text) == (f"edit-{said.id}", "First.")
    db.rollback()
    unfinished.keep(cast.ruth, form.place, "Half of the sec")
    db.rollback()  # it was kept in a transaction of its own
    assert comments.composer(cast.ruth, cast.article, edits=said).text == "Half of the sec"
    comments.edit(cast.ruth, said, "Second.")
    assert unfinished.find(cast.ruth, form.place) == ""


def test_a_withdrawn_comment_leaves_its_place_and_its_thread(cast: Cast) -> None:
    root = cast.comment(cast.ruth, cast.article)
    answer = cast.comment(cast.yusuf, root)
    comments.withdraw(cast.ruth, root)
    thread = comments.discussion(Guest(), cast.article).threads[0]
    assert thread.root.status is CommentStatus.WITHDRAWN
    assert [each.id for each in thread.replies] == [answer.id]
    assert cast.article.comment_count == 1


def test_withdrawing_twice_counts_once(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    comments.withdraw(cast.ruth, said)
    comments.withdraw(cast.ruth, said)
    assert cast.article.comment_count == 0


def test_what_was_withdrawn_is_not_edited(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    comments.withdraw(cast.ruth, said)
    with pytest.raises(Forbidden):
        comments.edit(cast.ruth, said, "Or rather.")


def test_an_old_comment_can_still_be_withdrawn(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article, at=now() - timedelta(days=400))
    comments.withdraw(cast.ruth, said)
    assert said.status is CommentStatus.WITHDRAWN


def test_what_older_rules_rendered_is_rendered_again(cast: Cast) -> None:
    said = [cast.comment(cast.ruth, cast.article, f"*{n}*").id for n in range(3)]
    writing()
    old = update(Comment).where(Comment.id.in_(said[:2]))
    db.execute(old.values(html="<b>old</b>", render_version=rendering.VERSION - 1))
    db.commit()
    assert comments.rerender() == 2
    assert comments.rerender() == 0
    db.expire_all()
    assert db.get_one(Comment, said[0]).html.strip() == "<p><em>0</em></p>"
