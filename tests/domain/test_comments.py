"""Posting and answering: once, in turn, and only where it is taken."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import delete, func, select

from domain import comments, unfinished
from domain.refusal import Conflict, Forbidden, Invalid, LogInFirst, Missing
from models import Article, ArticleAuthor, Comment, CommentStatus, Discussion, Guest, Reader, now
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def test_a_comment_begins_a_thread_and_is_counted(cast: Cast) -> None:
    first = cast.comment(cast.ruth, cast.article, "One.")
    second = cast.comment(cast.yusuf, cast.article, "Two.")
    assert (first.thread, first.reply, first.depth) == (1, 0, 0)
    assert (second.thread, second.reply) == (2, 0)
    assert (cast.article.thread_count, cast.article.comment_count) == (2, 2)


def test_replies_of_any_depth_stand_in_one_thread_in_the_order_of_posting(cast: Cast) -> None:
    root = cast.comment(cast.ruth, cast.article)
    first = cast.comment(cast.yusuf, root)
    deeper = cast.comment(cast.ruth, first)
    deepest = cast.comment(cast.yusuf, deeper)
    aside = cast.comment(cast.nour, root)
    said = [first, deeper, deepest, aside]
    assert [each.reply for each in said] == [1, 2, 3, 4]
    assert [each.depth for each in said] == [1, 2, 3, 1]
    assert {each.root_id for each in said} == {root.id}
    assert deepest.parent_id == deeper.id
    assert root.reply_count == 4
    assert cast.article.comment_count == 5


def test_the_answer_of_somebody_who_signs_carries_the_badge(cast: Cast) -> None:
    cast.article  # noqa: B018 (signed by Ines as an author, before she has an account)
    asked = cast.comment(cast.ruth, cast.article)
    assert cast.comment(cast.ines, asked).as_author
    assert not asked.as_author


def test_somebody_who_signs_nothing_here_carries_none(cast: Cast) -> None:
    asked = cast.comment(cast.ines, cast.article)
    writing()
    db.execute(delete(ArticleAuthor))
    db.commit()
    assert not cast.comment(cast.ines, asked).as_author


def test_nobody_posts_without_an_account(cast: Cast) -> None:
    with pytest.raises(LogInFirst):
        comments.post(Guest(), cast.article, "Me too.")


@pytest.mark.parametrize(
    ("discussion", "refusal", "words"),
    [
        (Discussion.CLOSED, Forbidden, "Comments on this article are closed."),
        (Discussion.OFF, Missing, "not open to comments"),
    ],
)
@pytest.mark.parametrize("who", ["ruth", "guest"])
def test_a_closed_conversation_says_so_before_it_asks_anybody_to_log_in(
    cast: Cast, discussion: Discussion, refusal: type[Exception], words: str, who: str
) -> None:
    article = cast.another(discussion=discussion)
    person = cast.ruth if who == "ruth" else Guest()
    with pytest.raises(refusal, match=words):
        comments.post(person, article, "Late.")
    assert counted(article) == 0


def test_an_unpublished_article_takes_no_comment(cast: Cast) -> None:
    article = cast.another(published_at=now() + timedelta(hours=1))
    with pytest.raises(Forbidden):
        comments.post(cast.ruth, article, "Early.")


@pytest.mark.parametrize(
    "text", ["", "   \n ", "\u200b\u200b", "\ufeff", "\u2800\u3164", "- ", "#", "> "]
)
def test_nothing_is_refused_beside_the_field(cast: Cast, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        comments.post(cast.ruth, cast.article, text)
    assert "nothing to post" in refused.value.errors["body"]


def test_ten_thousand_characters_are_taken_and_one_more_is_not(cast: Cast) -> None:
    taken = cast.comment(cast.ruth, cast.article, "\r\n " + "a" * 10_000 + " \n")
    assert len(taken.markdown) == 10_000
    with pytest.raises(Invalid, match=r"10,001.*Shorten it by 1"):
        comments.post(cast.ruth, cast.article, "a" * 10_001)


def test_line_ends_of_browsers_do_not_count_twice(cast: Cast) -> None:
    text = "a\r\n" * 5_000
    assert cast.comment(cast.ruth, cast.article, text).markdown.count("\n") == 4_999


def test_what_is_answered_must_stand_under_the_same_article(cast: Cast) -> None:
    elsewhere = cast.comment(cast.ruth, cast.another())
    for number in (elsewhere.id, 4711):
        with pytest.raises(Invalid) as refused:
            comments.post(cast.ruth, cast.article, "Indeed.", in_reply_to=number)
        assert "not part of this conversation" in refused.value.errors["in_reply_to"]


def test_what_was_taken_back_cannot_be_answered(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    comments.withdraw(cast.ruth, said)
    db.commit()
    with pytest.raises(Conflict, match="taken back"):
        comments.post(cast.yusuf, cast.article, "But why?", in_reply_to=said.id)


def test_the_same_key_and_text_is_the_same_comment(cast: Cast) -> None:
    first = comments.post(cast.ruth, cast.article, "Twice.", key="k")
    first.posted_at = now() - timedelta(hours=1)
    again = comments.post(cast.ruth, cast.article, "  Twice.\r\n", key="k")
    assert again.id == first.id
    assert counted(cast.article) == cast.article.comment_count == 1


def test_the_same_key_with_another_text_is_a_new_comment(cast: Cast) -> None:
    first = comments.post(cast.ruth, cast.article, "This.", key="k")
    assert comments.post(cast.ruth, cast.article, "That.", key="k").id != first.id


def test_another_key_makes_another_comment(cast: Cast) -> None:
    first = comments.post(cast.ruth, cast.article, "This.", key="k")
    assert comments.post(cast.ruth, cast.article, "This.", key="l").id != first.id


@pytest.mark.parametrize(("minutes", "new"), [(0, False), (9, False), (11, True)])
def test_without_a_key_the_same_words_within_ten_minutes_are_one_comment(
    cast: Cast, minutes: int, new: bool
) -> None:
    first = comments.post(cast.ruth, cast.article, "Hear, hear.")
    first.posted_at = now() - timedelta(minutes=minutes)
    db.flush()
    again = comments.post(cast.ruth, cast.article, "Hear, hear.")
    assert (again.id != first.id) is new


def test_the_same_words_in_another_place_or_of_another_person_are_another_comment(
    cast: Cast,
) -> None:
    first = comments.post(cast.ruth, cast.article, "Yes.")
    said = {
        first.id,
        comments.post(cast.yusuf, cast.article, "Yes.").id,
        comments.post(cast.ruth, cast.article, "Yes.", in_reply_to=first.id).id,
        comments.post(cast.ruth, cast.another(), "Yes.").id,
    }
    assert len(said) == 4


def test_what_was_withdrawn_may_be_said_again(cast: Cast) -> None:
    first = comments.post(cast.ruth, cast.article, "On second thoughts.")
    comments.withdraw(cast.ruth, first)
    assert comments.post(cast.ruth, cast.article, "On second thoughts.").id != first.id


@pytest.mark.both_engines
def test_two_at_once_post_once(cast: Cast) -> None:
    ids = together(4, cast, lambda by, article, _: comments.post(by, article, "Twice.", key="k").id)
    assert len(set(ids)) == 1
    assert counted(cast.article) == 1


@pytest.mark.both_engines
def test_many_at_once_get_numbers_without_gaps(cast: Cast) -> None:
    ids = together(6, cast, lambda by, article, n: comments.post(by, article, f"Number {n}.").id)
    assert len(set(ids)) == 6
    threads = db.scalars(select(Comment.thread).order_by(Comment.thread)).all()
    assert threads == [1, 2, 3, 4, 5, 6]
    assert db.scalar(select(Article.comment_count)) == 6


def test_a_text_that_was_kept_is_forgotten_once_it_is_posted(cast: Cast) -> None:
    place = f"article-{cast.article.id}"
    unfinished.keep(cast.ruth, place, "Begun.")
    db.rollback()  # it was kept in a transaction of its own
    assert comments.composer(cast.ruth, cast.article).text == "Begun."
    cast.comment(cast.ruth, cast.article, "Finished.")
    assert unfinished.find(cast.ruth, place) == ""


def test_the_form_of_a_reader_has_a_key_and_that_of_a_guest_has_none(cast: Cast) -> None:
    keys = {comments.composer(cast.ruth, cast.article).key for _ in range(3)}
    assert len(keys) == 3
    assert comments.composer(Guest(), cast.article).key == ""


def test_a_refused_comment_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(Invalid):
        comments.post(cast.ruth, cast.article, "Indeed.", in_reply_to=4711)
    db.rollback()
    assert counted(cast.article) == 0
    assert cast.article.thread_count == 0


def counted(article: Article) -> int:
    return (
        db.scalar(
            select(func.count(Comment.id)).where(
                Comment.article_id == article.id, Comment.status == CommentStatus.VISIBLE
            )
        )
        or 0
    )


def together(many: int, cast: Cast, act: Callable[[Reader, Article, int], int]) -> list[int]:
    """Have `many` threads do `act` at the same instant, each in a unit of work of its own."""
    by, article, start = cast.ruth.id, cast.article.id, Barrier(many)
    db.rollback()

    def run(number: int) -> int:
        try:
            found = db.get_one(Reader, by), db.get_one(Article, article)
            start.wait()
            result = act(*found, number)
            db.commit()
            return result
        finally:
            db.remove()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))
