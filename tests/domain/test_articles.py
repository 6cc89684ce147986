"""What may be read: one by one, in lists, and on the front page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import articles, listing
from domain.refusal import Gone, Missing, Moved
from models import ArticleAddress, Guest, Status, now
from models.database import db, writing
from tests.cast import Cast

GUEST = Guest()


def test_a_published_article_is_seen(cast: Cast) -> None:
    assert articles.seen_by(GUEST, cast.article.slug).title == cast.article.title


@pytest.mark.parametrize(
    "facts",
    [{"status": Status.DRAFT}, {"published_at": now() + timedelta(hours=1)}],
    ids=["draft", "embargoed"],
)
def test_what_is_not_published_is_not_there(cast: Cast, facts: dict[str, object]) -> None:
    hidden = cast.another("Hidden", **facts)
    with pytest.raises(Missing):
        articles.seen_by(GUEST, hidden.slug)
    assert hidden.id not in [a.id for a in articles.latest().rows]
    assert hidden.id not in [a.id for a in articles.in_section(cast.world).rows]
    assert hidden.id not in [a.id for a in articles.on_topic(cast.lamps).rows]
    assert hidden.id not in [a.id for a in articles.signed_by(cast.author).rows]
    leads, river = articles.front([hidden.slug])
    assert hidden.id not in [a.id for a in [*leads, *river.rows]]


def test_a_withdrawn_article_says_so(cast: Cast) -> None:
    gone = cast.another("Gone", status=Status.WITHDRAWN)
    with pytest.raises(Gone):
        articles.seen_by(GUEST, gone.slug)


def test_an_old_address_leads_to_the_new_one(cast: Cast) -> None:
    cast.keep(ArticleAddress(slug="an-old-address", article_id=cast.article.id))
    with pytest.raises(Moved) as moved:
        articles.seen_by(GUEST, "an-old-address")
    assert moved.value.slug == cast.article.slug


def test_lists_run_from_the_newest_and_end(cast: Cast) -> None:
    made = [cast.another().id for _ in range(listing.PER_PAGE + 3)]
    first, second = articles.latest(1), articles.latest(2)
    assert [a.id for a in first.rows] + [a.id for a in second.rows] == made
    assert (first.has_next, second.has_next) == (True, False)
    for beyond in (0, 3, listing.LAST_PAGE + 1):
        with pytest.raises(Missing):
            articles.latest(beyond)


def test_an_empty_list_has_a_first_page(cast: Cast) -> None:
    assert articles.latest(1).rows == []


def test_the_front_page_leads_with_what_was_chosen_and_repeats_nothing(cast: Cast) -> None:
    made = [cast.another() for _ in range(8)]
    leads, river = articles.front([made[6].slug, made[2].slug])
    assert [a.id for a in leads] == [made[n].id for n in (6, 2, 0, 1)]
    assert [a.id for a in river.rows] == [made[n].id for n in (3, 4, 5, 7)]


def test_a_card_is_made_without_a_further_question(cast: Cast) -> None:
    """Lists load no bodies: asking for one is a programming error and raises."""
    cast.another()
    card = articles.latest().rows[0]
    assert card.section.name == "World"
    assert card.picture is None
    db.remove()
    with pytest.raises(Exception, match="body"):
        _ = card.body


def test_the_whole_article_brings_its_parts_in_order(cast: Cast) -> None:
    from models import Correction, RelatedArticle, Source

    other = cast.another("The other one")
    for place, title in enumerate(["One", "Two"]):
        cast.keep(Source(article_id=cast.article.id, position=1 - place, title=title))
    day = now().date()
    cast.keep(Correction(article_id=cast.article.id, date=day, kind="update", text="Later."))
    cast.keep(
        Correction(
            article_id=cast.article.id,
            date=day - timedelta(days=1),
            kind="correction",
            text="First.",
        )
    )
    cast.keep(RelatedArticle(article_id=cast.article.id, position=0, related_id=other.id))
    facts = articles.whole(cast.article)
    assert [s.title for s in facts["sources"]] == ["Two", "One"]
    assert [c.text for c in facts["corrections"]] == ["First.", "Later."]
    assert [a.id for a in facts["related"]] == [other.id]
    assert [t.name for t in facts["topics"]] == ["Lamps"]


def test_nothing_unpublished_is_offered_to_be_read_next(cast: Cast) -> None:
    from models import RelatedArticle

    other = cast.another("The other one")
    cast.keep(RelatedArticle(article_id=cast.article.id, position=0, related_id=other.id))
    writing()
    db.merge(other).status = Status.DRAFT
    db.commit()
    assert articles.related_to(cast.article) == []
