"""Revisions: what is read is noted, what is changed is counted, and the two meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from domain import articles, comments, revisions, saved, search
from domain import readers as accounts
from domain.people import Guest
from models import Article, Author, Reader, Revision, Saved, Section, Source, Status, Topic, now
from models.database import apart, db, writing
from models.revisions import EPOCH, Reading
from tests.cast import Cast
from tests.conftest import hand_over

GUEST = Guest()


@contextmanager
def listening() -> Iterator[Reading]:
    """Listen, with nothing known from before."""
    hand_over()
    heard = revisions.listen()
    yield heard
    revisions.hush()


def counted() -> dict[str, int]:
    """Every revision as it stands."""
    return dict(db.execute(select(Revision.key, Revision.number)).all())


def changed_by(act: Callable[[], object]) -> set[str]:
    """The keys that `act` counts up."""
    hand_over()
    before = counted()
    db.remove()
    act()
    db.commit()
    return {key for key, number in counted().items() if before.get(key) != number}


def test_a_page_of_an_article_rests_on_what_it_shows(cast: Cast) -> None:
    other = cast.another("Another")
    number = cast.article.id
    with listening() as heard:
        article = articles.seen_by(GUEST, cast.article.slug)
        articles.whole(article)
        comments.discussion(GUEST, article)
    assert heard.is_public
    assert f"article:{number}" in heard.keys
    assert {"article", "comment", "reader", f"article:{other.id}"}.isdisjoint(heard.keys)


def test_a_list_rests_on_all_articles_and_on_each_that_it_shows(cast: Cast) -> None:
    shown = {f"article:{cast.article.id}", f"article:{cast.another().id}"}
    with listening() as heard:
        articles.latest()
    assert heard.keys >= {"article", *shown}


def test_what_was_not_said_to_lie_within_an_article_rests_on_the_table(cast: Cast) -> None:
    cast.article  # noqa: B018
    with listening() as heard:
        db.scalars(select(Topic)).all()
    assert heard.keys == {EPOCH, "topic"}


def test_reading_what_is_private_makes_a_page_nobody_elses(cast: Cast) -> None:
    with listening() as heard:
        db.scalars(select(Saved)).all()
    assert not heard.is_public


def test_a_page_made_of_search_rests_on_all_that_is_found_by(cast: Cast) -> None:
    cast.article  # noqa: B018
    with listening() as heard:
        assert search.find("lamp").page.rows
    assert heard.is_public
    assert "search_entry" in heard.keys


def test_a_new_article_concerns_lists_and_no_page_of_another(cast: Cast) -> None:
    number = cast.article.id
    changed = changed_by(cast.another)
    assert "article" in changed
    assert f"article:{number}" not in changed
    assert EPOCH not in changed


def test_a_comment_concerns_its_article_and_no_list(cast: Cast) -> None:
    number, ruth = cast.article.id, cast.ruth
    hand_over()
    changed = changed_by(lambda: comments.post(ruth, db.get_one(Article, number), "Yes."))
    assert f"article:{number}" in changed
    assert changed.isdisjoint({"article", EPOCH})


def test_a_new_title_concerns_lists_and_the_article(cast: Cast) -> None:
    number = cast.article.id

    def rename() -> None:
        writing()
        db.get_one(Article, number).title = "Another title"

    assert changed_by(rename) == {"article", f"article:{number}"}


def test_what_is_said_again_changes_nothing(cast: Cast) -> None:
    number = cast.article.id

    def say_again() -> None:
        writing()
        article = db.get_one(Article, number)
        article.title = str(article.title)

    assert changed_by(say_again) == set()


def test_a_source_that_moves_concerns_both_articles(cast: Cast) -> None:
    one, other = cast.article.id, cast.another().id
    source = cast.keep(Source(article_id=one, position=0, title="A work")).id

    def move() -> None:
        writing()
        db.get_one(Source, source).article_id = other

    assert changed_by(move) >= {f"article:{one}", f"article:{other}"}


def test_a_name_concerns_every_article_that_its_bearer_discussed(cast: Cast) -> None:
    one, other, third = cast.article, cast.another(), cast.another()
    cast.comment(cast.ruth, one)
    cast.comment(cast.ruth, other)
    cast.comment(cast.yusuf, third)
    ruth, ids = cast.ruth.id, (one.id, other.id, third.id)
    changed = changed_by(lambda: accounts.rename(db.get_one(Reader, ruth), "Ruth Lang"))
    assert changed >= {f"article:{ids[0]}", f"article:{ids[1]}"}
    assert f"article:{ids[2]}" not in changed


def test_what_is_private_is_not_counted(cast: Cast) -> None:
    article, ruth = cast.article, cast.ruth
    hand_over()
    assert changed_by(lambda: saved.set(ruth, article, keep=True)) == set()


def test_a_change_past_the_rows_empties_the_cache(cast: Cast) -> None:
    cast.article  # noqa: B018

    def rename_all() -> None:
        writing()
        db.execute(update(Article).values(standfirst="x"))

    assert EPOCH in changed_by(rename_all)


def test_a_change_past_the_rows_may_say_what_it_belongs_to(cast: Cast) -> None:
    number = cast.article.id

    def rename_one() -> None:
        writing()
        statement = update(Article).where(Article.id == number).values(standfirst="x")
        db.execute(statement, execution_options=revisions.within(number))

    assert changed_by(rename_one) == {"article", f"article:{number}"}


def test_what_is_undone_was_not_counted(cast: Cast) -> None:
    number = cast.article.id

    def undo() -> None:
        writing()
        db.get_one(Article, number).title = "Another title"
        db.flush()
        db.rollback()

    assert changed_by(undo) == set()


def test_what_is_written_apart_is_counted(app: Flask) -> None:
    with apart() as session:
        session.add(Section(slug="world", name="World"))
    assert "section" in counted()


def test_what_is_read_in_two_snapshots_is_not_kept(cast: Cast) -> None:
    with listening() as heard:
        articles.latest()
        db.rollback()
        articles.latest()
    assert not heard.is_public


def test_a_stamp_holds_the_revisions_of_the_snapshot(cast: Cast) -> None:
    number = cast.article.id
    with listening() as heard:
        articles.seen_by(GUEST, cast.article.slug)
        stamp = revisions.stamp(heard)
    assert stamp.until is None
    assert stamp.numbers.items() <= counted().items()
    assert f"article:{number}" in stamp.keys


def test_a_stamp_ends_when_the_next_article_appears(cast: Cast) -> None:
    soon, later = now() + timedelta(minutes=5), now() + timedelta(hours=5)
    cast.another("Later", published_at=later)
    cast.another("Soon", published_at=soon)
    cast.another("Draft", published_at=now() + timedelta(minutes=1), status=Status.DRAFT)
    with listening() as heard:
        articles.latest()
        stamp = revisions.stamp(heard)
    assert stamp.until == soon


def test_what_appeared_while_a_page_was_made_ends_its_stamp(cast: Cast) -> None:
    """It was not there when the list was read, and would otherwise never be missed."""
    cast.another("Now", published_at=now() + timedelta(microseconds=1))
    with listening() as heard:
        heard.began = now() - timedelta(days=30)
        stamp = revisions.stamp(heard)
    assert stamp.until is not None
    assert stamp.until < now()


def test_the_earliest_end_counts(app: Flask) -> None:
    heard = revisions.listen()
    early, late = now() + timedelta(minutes=1), now() + timedelta(minutes=2)
    revisions.lasts_until(late)
    revisions.lasts_until(early)
    revisions.lasts_until(late)
    revisions.hush()
    revisions.lasts_until(now())
    assert heard.until == early


def test_renewing_changes_what_every_page_rests_on(app: Flask) -> None:
    assert changed_by(revisions.renew) == {EPOCH}
    assert EPOCH in Reading().keys


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (Section(slug="s", name="S"), "section"),
        (Author(slug="a", name="A"), "author"),
        (Topic(slug="t", name="T", folded="t"), "topic"),
    ],
)
def test_a_new_row_concerns_whoever_lists_its_kind(app: Flask, row: object, key: str) -> None:
    def add() -> None:
        writing()
        db.add(row)

    assert changed_by(add) == {key}
