"""Reading a conversation: pages of threads, bounded replies, one statement however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from domain import comments
from domain.refusal import Invalid, Missing
from models import Article, Comment, CommentStatus, Discussion, Guest, Reader, now
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def test_threads_and_replies_stand_in_the_order_of_posting(cast: Cast) -> None:
    first, second = (cast.comment(cast.ruth, cast.article) for _ in range(2))
    late = cast.comment(cast.yusuf, first)
    deeper = cast.comment(cast.ruth, late)
    page = comments.discussion(Guest(), cast.article)
    assert [thread.root.id for thread in page.threads] == [first.id, second.id]
    assert [each.id for each in page.threads[0].replies] == [late.id, deeper.id]
    assert page.threads[0].replies[1].parent_name == "Yusuf Demir"


@pytest.mark.parametrize("order", ["newest", "recommended"])
def test_newest_first_and_recommended_as_newest_while_nothing_is(cast: Cast, order: str) -> None:
    said = [cast.comment(cast.ruth, cast.article).id for _ in range(3)]
    page = comments.discussion(Guest(), cast.article, order)
    assert [thread.root.id for thread in page.threads] == said[::-1]


def test_an_unknown_order_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(Invalid, match="oldest, newest, recommended"):
        comments.discussion(Guest(), cast.article, "loudest")


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_pages_hold_twenty_five_threads_and_leave_none_out(cast: Cast, order: str) -> None:
    article, _ = talk(cast, threads=60)
    pages = [comments.discussion(Guest(), article, order, number) for number in (1, 2, 3)]
    assert [len(page.threads) for page in pages] == [25, 25, 10]
    assert {page.pages for page in pages} == {3}
    numbers = [thread.root.thread for page in pages for thread in page.threads]
    assert numbers == sorted(range(1, 61), reverse=order == "newest")


@pytest.mark.parametrize("number", [0, -1, 4, 10_000_000])
def test_there_is_no_page_past_the_end(cast: Cast, number: int) -> None:
    article, _ = talk(cast, threads=60)
    with pytest.raises(Missing):
        comments.discussion(Guest(), article, number=number)


def test_an_empty_conversation_has_one_page(cast: Cast) -> None:
    page = comments.discussion(Guest(), cast.article)
    assert (page.threads, page.pages, page.is_open) == ([], 1, True)


def test_ten_replies_are_shown_and_the_rest_are_counted(cast: Cast) -> None:
    article, _ = talk(cast, threads=2, replies=36)
    thread = comments.discussion(Guest(), article).threads[0]
    assert [each.reply for each in thread.replies] == list(range(1, 11))
    assert (thread.last, thread.more) == (10, 26)


def test_more_replies_follow_in_steps_until_none_is_left(cast: Cast) -> None:
    article, _ = talk(cast, threads=1, replies=130)
    after, seen = 10, []
    while after < 130:
        thread = comments.thread_at(Guest(), article, 1, after)
        seen += [each.reply for each in thread.replies]
        after = thread.last
        assert thread.more == 130 - after
    assert seen == list(range(11, 131))


@pytest.mark.parametrize(("thread", "after"), [(1, 12), (1, 999_999_999), (2, 0), (0, 0)])
def test_there_are_no_more_replies_than_there_are(cast: Cast, thread: int, after: int) -> None:
    article, _ = talk(cast, threads=1, replies=12)
    with pytest.raises(Missing):
        comments.thread_at(Guest(), article, thread, after)


def test_a_conversation_that_is_off_shows_nothing(cast: Cast) -> None:
    article, _ = talk(cast, threads=2, replies=12)
    writing()
    article.discussion = Discussion.OFF
    db.commit()
    page = comments.discussion(cast.ruth, article)
    assert not page.threads
    assert not page.is_open
    with pytest.raises(Missing):
        comments.thread_at(cast.ruth, article, 1)
    with pytest.raises(Missing):
        comments.discussed(cast.ruth, article.slug)


def test_a_closed_conversation_is_read_and_takes_nothing(cast: Cast) -> None:
    article, _ = talk(cast, threads=2)
    writing()
    article.discussion = Discussion.CLOSED
    db.commit()
    page = comments.discussion(cast.ruth, article)
    assert len(page.threads) == 2
    assert not page.is_open


@pytest.mark.parametrize("who", ["stranger", "reader"])
def test_a_page_is_one_statement_whatever_its_size(cast: Cast, who: str) -> None:
    person: Guest | Reader = cast.ruth if who == "reader" else Guest()
    small, _ = talk(cast, threads=1, replies=1)
    large, _ = talk(cast, threads=500, replies=40)
    asked = []
    for article in (small, large):
        db.rollback()
        names = {article.slug, person.name}
        with counted() as statements:
            page = comments.discussion(person, article)
            names |= {e.name for t in page.threads for e in (t.root, *t.replies)}
            names |= {e.parent_name for t in page.threads for e in t.replies if e.parent_name}
        asked.append(len([s for s in statements if "FROM comment" in s]))
    assert asked == [1, 1]


def test_ten_thousand_replies_cost_what_fifty_cost(cast: Cast) -> None:
    few, _ = talk(cast, threads=2, replies=50)
    many, _ = talk(cast, threads=2, replies=10_000)
    costs = []
    for article in (few, many):
        comments.discussion(cast.ruth, article)
        with steps() as taken:
            comments.discussion(cast.ruth, article)
        costs.append(taken[0])
    assert costs[1] < costs[0] * 1.3


def test_the_thousandth_page_costs_what_the_first_costs(cast: Cast) -> None:
    article, _ = talk(cast, threads=10_000)
    costs = []
    for number in (1, 400):
        with steps() as taken:
            comments.discussion(Guest(), article, number=number)
        costs.append(taken[0])
    assert costs[1] < costs[0] * 1.3


def test_every_comment_stands_where_its_address_leads(cast: Cast) -> None:
    article, ids = talk(cast, threads=60, replies=70)
    for number in [*ids[:75], *ids[-75:], *ids[75:3000:173]]:
        comment = comments.find(Guest(), number)
        place = comments.place_of(comment)
        if "thread" in place:
            thread = comments.thread_at(Guest(), article, **place)
            shown = [each.id for each in thread.replies]
        else:
            page = comments.discussion(Guest(), article, number=place.get("page", 1))
            shown = [e.id for t in page.threads for e in (t.root, *t.replies)]
        assert comment.id in shown, (comment.thread, comment.reply, place)


def test_a_comment_is_found_only_where_its_article_is_read(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    assert comments.find(Guest(), said.id).article.slug == cast.article.slug
    writing()
    cast.article.published_at = now() + timedelta(days=1)
    db.commit()
    with pytest.raises(Missing):
        comments.find(cast.ruth, said.id)
    with pytest.raises(Missing):
        comments.find(cast.ruth, 4711)


def test_only_a_visible_comment_of_the_article_can_be_answered(cast: Cast) -> None:
    said, gone = (cast.comment(cast.ruth, cast.article) for _ in range(2))
    comments.withdraw(cast.ruth, gone)
    assert comments.visible(Guest(), cast.article, said.id).id == said.id
    for article, number in ((cast.article, gone.id), (cast.another(), said.id)):
        with pytest.raises(Missing):
            comments.visible(Guest(), article, number)


@pytest.mark.parametrize("typed", ["", "banana", "-1", "²", "9" * 30, "4711"])
def test_a_form_that_names_no_comment_answers_none(cast: Cast, typed: str) -> None:
    assert comments.answered(cast.article, typed) is None


def talk(cast: Cast, threads: int, replies: int = 0) -> tuple[Article, list[int]]:
    """An article with so many threads, each with so many replies to its beginning."""
    article, by = cast.another(), cast.yusuf.id
    start = (
        db.scalar(db.query(Comment.id).order_by(Comment.id.desc()).limit(1).statement) or 0
    ) + 1
    writing()
    ids, rows = [], []
    for thread in range(1, threads + 1):
        root = start + len(rows)
        for reply in range(replies + 1):
            rows.append(
                {
                    "id": start + len(rows), "article_id": article.id, "reader_id": by,
                    "root_id": root if reply else None, "parent_id": root if reply else None,
                    "depth": min(reply, 1), "thread": thread, "reply": reply,
                    "reply_count": 0 if reply else replies, "status": CommentStatus.VISIBLE,
                    "markdown": "A.", "html": "<p>A.</p>",
                }
            )  # fmt: skip
            ids.append(rows[-1]["id"])
    db.execute(insert(Comment), rows)
    article.thread_count, article.comment_count = threads, len(rows)
    db.commit()
    return article, ids


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    engine = db().get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


ROWS = "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"


@contextmanager
def steps() -> Iterator[list[int]]:
    """How much the database does meanwhile, whatever the time it takes.

    On SQLite hundreds of steps of its machine, on PostgreSQL rows that it reads.
    """
    taken = [0]

    def step() -> int:
        taken[0] += 1
        return 0

    if db().get_bind().dialect.name == "postgresql":
        before = db.scalar(text(ROWS))
        yield taken
        taken[0] = int(db.scalar(text(ROWS)) - before)
        return
    raw = db.connection().connection.driver_connection
    raw.set_progress_handler(step, 100)
    try:
        yield taken
    finally:
        raw.set_progress_handler(None, 100)
