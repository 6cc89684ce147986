"""Lists under topics and authors: what an article's links say of it is what the article says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from domain import articles, listing
from domain.refusal import Missing
from models import Article, ArticleAuthor, ArticleTopic, Status, now
from models.database import db, writing
from tests.cast import Cast

LINKS = (ArticleTopic, ArticleAuthor)
pytestmark = pytest.mark.both_engines


def listed() -> set[tuple[type, int, datetime | None]]:
    """What every link says."""
    return {(link, *row) for link in LINKS for row in db.execute(_all(link))}


def _all(link: type[ArticleTopic] | type[ArticleAuthor]):  # type: ignore[no-untyped-def]
    return select(link.article_id, link.listed_at)


def expected() -> set[tuple[type, int, datetime | None]]:
    """What every link should say, by its article."""
    facts = db.execute(select(Article.id, Article.status, Article.published_at))
    when = {id_: at if status is Status.PUBLISHED else None for id_, status, at in facts}
    return {(link, id_, at) for link in LINKS for id_, at in when.items()}


@pytest.mark.parametrize("status", Status)
def test_a_new_link_says_how_its_article_stands(cast: Cast, status: Status) -> None:
    cast.another("One", status=status)
    assert listed() == expected()
    assert len(listed()) == 2


def test_the_links_follow_each_change(cast: Cast) -> None:
    one, two = cast.another("One"), cast.another("Two")
    writing()
    db.add_all((one, two))
    for status in (Status.WITHDRAWN, Status.PUBLISHED, Status.DRAFT, Status.PUBLISHED):
        one.status = status
        db.flush()
        assert listed() == expected(), status
    one.published_at = now() + timedelta(days=3)
    db.flush()
    assert listed() == expected()


def test_they_follow_whoever_writes(cast: Cast) -> None:
    """Not only what goes through the unit of work: statements over many rows too."""
    one, two = cast.another("One").id, cast.another("Two").id
    writing()
    db.execute(update(Article).where(Article.id == one).values(status=Status.WITHDRAWN))
    assert listed() == expected()
    db.execute(update(Article).values(status=Status.PUBLISHED, published_at=now()))
    assert listed() == expected()
    for link in LINKS:
        row = db.scalars(select(link).where(link.article_id == two)).one()
        db.delete(row)
        db.flush()
    db.execute(
        insert(ArticleTopic), [{"article_id": two, "topic_id": cast.lamps.id, "position": 0}]
    )
    db.execute(
        insert(ArticleAuthor), [{"article_id": two, "author_id": cast.author.id, "position": 0}]
    )
    assert listed() == expected()


def test_lists_show_what_may_be_read_in_the_order_of_publication(cast: Cast) -> None:
    late, early = cast.another("Late"), cast.another("Early")
    cast.another("Draft", status=Status.DRAFT)
    cast.another("Embargoed", published_at=now() + timedelta(hours=1))
    for found in (
        articles.in_section(cast.world),
        articles.on_topic(cast.lamps),
        articles.signed_by(cast.author),
        articles.latest(),
    ):
        assert [each.id for each in found.rows] == [late.id, early.id]


def test_of_one_minute_the_newer_row_comes_first(cast: Cast) -> None:
    at = now() - timedelta(days=1)
    made = [cast.another(published_at=at).id for _ in range(3)]
    for found in (articles.latest(), articles.on_topic(cast.lamps)):
        assert [each.id for each in found.rows] == made[::-1]


def test_a_list_that_ends_before_its_articles_do_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "LAST_PAGE", 2)
    for _ in range(2 * listing.PER_PAGE + 1):
        cast.another()
    first, last = (articles.on_topic(cast.lamps, number) for number in (1, 2))
    assert (first.has_next, first.ends_early) == (True, False)
    assert (last.has_next, last.ends_early) == (False, True)
    html = cast.app.test_client().get("/topics/lamps?page=2").get_data(as_text=True)
    assert "Lists end here." in html
    with pytest.raises(Missing, match="Lists end at page"):
        articles.on_topic(cast.lamps, 3)
