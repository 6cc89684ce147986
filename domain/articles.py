"""Finding articles: what may be read, in lists and one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, SelectBase, and_, bindparam, select
from sqlalchemy.orm import defer, joinedload

from models import (
    Article,
    ArticleAddress,
    ArticleAuthor,
    ArticleBody,
    ArticleTopic,
    Author,
    Correction,
    Person,
    RelatedArticle,
    Section,
    Source,
    Status,
    Topic,
    now,
)
from models.database import db

from . import listing
from .refusal import Gone, Missing, Moved
from .revisions import LOOKUP, within

WITHDRAWN = (
    "This article was withdrawn by the publication. Its address stays, so that links do not lie."
)


PARTS = joinedload(Article.section), joinedload(Article.picture)
"""What stands beside an article's own row wherever it is shown."""
CARD = (
    *PARTS,
    *(defer(each, raiseload=True) for each in (Article.digest, Article.origin, Article.stored_at)),
    *(
        defer(each, raiseload=True)
        for each in (Article.words, Article.arrivals, Article.pick_count)
    ),
)
"""What a card shows. What it does not is not read, and asking for it raises."""
Subject = Section | Topic | Author
"""What articles are listed under."""


def published(at: BindParameter[datetime] | None = None) -> ColumnElement[bool]:
    """The condition that only what everybody may read meets, `at` an instant other than now."""
    instant = _now() if at is None else at
    return and_(Article.status == Status.PUBLISHED, Article.published_at <= instant)


def _now() -> BindParameter[datetime]:
    """The instant at which a statement is sent, whenever it was put together."""
    return bindparam(None, callable_=now)


def listed(under: Subject | None = None) -> Select[int]:
    """The ids of what everybody may read (in a section, on a topic, by an author), newest first.

    Each list is a range of one index that holds the ids too: no article is read to come to a page.
    """
    match under:
        case Topic():
            return _listed_by(ArticleTopic).where(ArticleTopic.topic_id == under.id)
        case Author():
            return _listed_by(ArticleAuthor).where(ArticleAuthor.author_id == under.id)
    query = select(Article.id).where(published())
    query = query.order_by(Article.published_at.desc(), Article.id.desc())
    return query.where(Article.section_id == under.id) if under else query


def _listed_by(link: type[ArticleTopic] | type[ArticleAuthor]) -> Select[int]:
    query = select(link.article_id).where(link.listed_at <= _now())
    return query.order_by(link.listed_at.desc(), link.article_id.desc())


def cards(ids: SelectBase | Sequence[int]) -> Select[Article]:
    """What a list shows of the articles `ids`: no bodies, newest first, all in one statement.

    Whether they may be read was asked when they were chosen: asked here again, the database would
    rather go through all that may be read than to these few.
    """
    query = select(Article).where(Article.id.in_(ids)).options(*CARD)
    return query.order_by(Article.published_at.desc(), Article.id.desc())


_AT = (
    select(Article)
    .join(ArticleAddress)
    .where(ArticleAddress.slug == bindparam("slug"))
    .options(*PARTS, joinedload(Article.body).load_only(ArticleBody.html, ArticleBody.opening))
)
"""What stands at an address. A statement that is the same each time is put together once."""


def seen_by(person: Person, slug: str) -> Article:
    """The article at `slug` with its body, as far as `person` may see it.

    Raises Moved where the slug is an old one, Gone where the article was withdrawn, else Missing.
    """
    article = db.scalar(_AT, {"slug": slug.lower()}, execution_options=LOOKUP)
    if article is None or not _may_be_seen(article):
        raise Missing("There is no article at this address.")
    if article.slug != slug:
        raise Moved(article.slug)
    if article.status is Status.WITHDRAWN:
        raise Gone(WITHDRAWN)
    return article


def _may_be_seen(article: Article) -> bool:
    return article.is_published or article.status is Status.WITHDRAWN


def latest(number: int = 1, per_page: int = listing.PER_PAGE) -> listing.Articles:
    """Everything, newest first."""
    return listing.of(listed(), cards, number, per_page)


def in_section(section: Section, number: int = 1) -> listing.Articles:
    """The articles of a section, newest first."""
    return listing.of(listed(section), cards, number)


def on_topic(topic: Topic, number: int = 1) -> listing.Articles:
    """The articles on a topic, newest first."""
    return listing.of(listed(topic), cards, number)


def signed_by(author: Author, number: int = 1) -> listing.Articles:
    """The articles that an author signed, newest first."""
    return listing.of(listed(author), cards, number)


def topics_of(article: Article) -> Sequence[Topic]:
    """What the article is about, in the order that its file gives."""
    return _belonging(article, _TOPICS)


def related_to(article: Article) -> Sequence[Article]:
    """What to read next; found when the articles were stored."""
    return _belonging(article, _RELATED)


def front(lead: Sequence[str], number: int = 1) -> tuple[Sequence[Article], listing.Articles]:
    """The lead stories in the order that the publication chose, and the river below them.

    Where fewer were chosen than the page shows, the newest fill up. A lead story is not repeated.
    """
    chosen = _leads(lead)
    others = Article.id.not_in([article.id for article in chosen])
    return chosen, listing.of(listed().where(others), cards, number)


def _leads(slugs: Sequence[str], most: int = 4) -> Sequence[Article]:
    named = select(Article.id).where(Article.slug.in_(slugs))
    newest = select(listed().limit(most).subquery().c.id)
    found = filter(_is_published, db.scalars(cards(named.union_all(newest))))
    rank = {slug: place for place, slug in enumerate(slugs)}
    return sorted(found, key=lambda article: rank.get(article.slug, len(rank)))[:most]


def _is_published(article: Article) -> bool:
    return article.is_published


def whole(article: Article) -> dict[str, Any]:
    """Everything that the page of an article shows beside its conversation."""
    return {
        "article": article,
        "topics": topics_of(article),
        "sources": sources_of(article),
        "corrections": corrections_of(article),
        "related": related_to(article),
    }


def sources_of(article: Article) -> Sequence[Source]:
    """The works that the article rests on, in the order that its file gives."""
    return _belonging(article, _SOURCES)


def corrections_of(article: Article) -> Sequence[Correction]:
    """What was put right in the article, oldest first."""
    return _belonging(article, _CORRECTIONS)


def _belonging(article: Article, what: Select[listing.Row]) -> Sequence[listing.Row]:
    given, belongs = {"article": article.id}, within(article.id)
    return db.scalars(what, given, execution_options=belongs).all()


_ITS: BindParameter[int] = bindparam("article")
_TOPICS = (
    select(Topic)
    .join(ArticleTopic)
    .where(ArticleTopic.article_id == _ITS)
    .order_by(ArticleTopic.position)
)
_RELATED = (
    select(Article)
    .join(RelatedArticle, RelatedArticle.related_id == Article.id)
    .where(RelatedArticle.article_id == _ITS, published())
    .options(*CARD)
    .order_by(RelatedArticle.position)
)
_SOURCES = select(Source).where(Source.article_id == _ITS).order_by(Source.position)
_CORRECTIONS = (
    select(Correction).where(Correction.article_id == _ITS).order_by(Correction.date, Correction.id)
)
