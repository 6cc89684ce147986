"""Finding articles: what may be read, in lists and one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from models import (
    Article,
    ArticleAddress,
    ArticleAuthor,
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

WITHDRAWN = (
    "This article was withdrawn by the publication. Its address stays, so that links do not lie."
)


def published() -> ColumnElement[bool]:
    """The condition that only what everybody may read meets."""
    return and_(Article.status == Status.PUBLISHED, Article.published_at <= now())


def cards() -> Select[Article]:
    """What a list shows: no bodies, newest first, everything that a card needs in one statement."""
    query = select(Article).where(published()).options(*card_parts())
    return query.order_by(Article.published_at.desc(), Article.id.desc())


def card_parts() -> tuple[Any, ...]:
    """What a card shows beside the article's own row."""
    return joinedload(Article.section), joinedload(Article.picture)


def seen_by(person: Person, slug: str) -> Article:
    """The article at `slug` with its body, as far as `person` may see it.

    Raises Moved where the slug is an old one, Gone where the article was withdrawn, else Missing.
    """
    article = db.scalar(_at(slug).options(*_whole()))
    if article is None or not _may_be_seen(article):
        raise Missing("There is no article at this address.")
    if article.slug != slug:
        raise Moved(article.slug)
    if article.status is Status.WITHDRAWN:
        raise Gone(WITHDRAWN)
    return article


def _at(slug: str) -> Select[Article]:
    return select(Article).join(ArticleAddress).where(ArticleAddress.slug == slug.lower())


def _whole() -> tuple[Any, ...]:
    return *card_parts(), joinedload(Article.body)


def _may_be_seen(article: Article) -> bool:
    return article.is_published or article.status is Status.WITHDRAWN


def latest(number: int = 1, per_page: int = listing.PER_PAGE) -> listing.Articles:
    """Everything, newest first."""
    return listing.of(cards(), number, per_page)


def in_section(section: Section, number: int = 1) -> listing.Articles:
    """The articles of a section, newest first."""
    return listing.of(cards().where(Article.section_id == section.id), number)


def on_topic(topic: Topic, number: int = 1) -> listing.Articles:
    """The articles on a topic, newest first."""
    query = cards().join(ArticleTopic).where(ArticleTopic.topic_id == topic.id)
    return listing.of(query, number)


def signed_by(author: Author, number: int = 1) -> listing.Articles:
    """The articles that an author signed, newest first."""
    query = cards().join(ArticleAuthor).where(ArticleAuthor.author_id == author.id)
    return listing.of(query, number)


def topics_of(article: Article) -> Sequence[Topic]:
    """What the article is about, in the order that its file gives."""
    query = select(Topic).join(ArticleTopic).where(ArticleTopic.article_id == article.id)
    return db.scalars(query.order_by(ArticleTopic.position)).all()


def related_to(article: Article) -> Sequence[Article]:
    """What to read next; found when the articles were stored."""
    query = cards().join(RelatedArticle, RelatedArticle.related_id == Article.id)
    query = query.where(RelatedArticle.article_id == article.id)
    return db.scalars(query.order_by(None).order_by(RelatedArticle.position)).all()


def front(lead: Sequence[str], number: int = 1) -> tuple[Sequence[Article], listing.Articles]:
    """The lead stories in the order that the publication chose, and the river below them.

    Where fewer were chosen than the page shows, the newest fill up. A lead story is not repeated.
    """
    chosen = _leads(lead)
    ids = [article.id for article in chosen]
    river = listing.of(cards().where(Article.id.not_in(ids)), number, listing.PER_PAGE)
    return chosen, river


def _leads(slugs: Sequence[str], most: int = 4) -> Sequence[Article]:
    newest = db.scalars(
        cards().where(or_(Article.slug.in_(slugs), Article.id.in_(_newest_ids(most))))
    ).all()
    rank = {slug: place for place, slug in enumerate(slugs)}
    return sorted(newest, key=lambda article: rank.get(article.slug, len(rank)))[:most]


def _newest_ids(most: int) -> Select[int]:
    return (
        select(Article.id)
        .where(published())
        .order_by(Article.published_at.desc(), Article.id.desc())
        .limit(most)
    )


def whole(article: Article) -> dict[str, Any]:
    """Everything that the page of an article shows beside its conversation."""
    return {
        "article": article,
        "topics": topics_of(article),
        "sources": db.scalars(
            select(Source).where(Source.article_id == article.id).order_by(Source.position)
        ).all(),
        "corrections": corrections_of(article),
        "related": related_to(article),
    }


def corrections_of(article: Article) -> Sequence[Correction]:
    """What was put right in the article, oldest first."""
    query = select(Correction).where(Correction.article_id == article.id)
    return db.scalars(query.order_by(Correction.date, Correction.id)).all()
