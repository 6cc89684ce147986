"""Articles with everything that search, feeds and metadata tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from domain import search
from domain.search.found import filters
from models import (
    Article,
    ArticleAddress,
    ArticleAuthor,
    ArticleBody,
    ArticleTopic,
    Author,
    AuthorKind,
    Section,
    Source,
    Topic,
    now,
)
from models.database import db, writing

from .cast import Cast

DESKS = {"The editors"}


def piece(
    cast: Cast,
    title: str,
    body: str = "",
    *,
    author: str = "",
    topics: Sequence[str] = (),
    sources: Sequence[str | Source] = (),
    section: str = "World",
    html: str | None = None,
    **facts: Any,
) -> Article:
    """An article as the importer stores it, indexed and committed."""
    writing()
    signed = [_named(Author, author)] if author else []
    section_id = cast.world.id if section == "World" else _named(Section, section).id
    writing()
    article = Article(
        **{
            "slug": _slug(title),
            "title": title,
            "published_at": now(),
            "section_id": section_id,
            "byline": [{"name": a.name, "slug": a.slug, "kind": a.kind.value} for a in signed],
            **facts,
        },
        body=ArticleBody(markdown=body, html=html or f"<p>{body}</p>", plain=body),
    )
    article.addresses = [ArticleAddress(slug=article.slug)]
    article.sources = [_source(each, place) for place, each in enumerate(sources)]
    db.add(article)
    db.flush()
    for place, each in enumerate(signed):
        db.add(ArticleAuthor(article_id=article.id, author_id=each.id, position=place))
    for place, name in enumerate(topics):
        topic = _named(Topic, name)
        db.add(ArticleTopic(article_id=article.id, topic_id=topic.id, position=place))
    search.index(article.id)
    db.commit()
    return article


def slugs(question: str, **narrowed: str) -> list[str]:
    """The articles found, best first."""
    page = search.find(question, filters=filters(**narrowed)).page
    return [result.article.slug for result in page.rows]


def _source(given: str | Source, place: int) -> Source:
    source = given if isinstance(given, Source) else Source(title=given)
    source.position = place
    return source


def _named(kind: type[Any], name: str) -> Any:
    found = db.scalar(select(kind).where(kind.name == name))
    if found is None:
        facts: dict[str, Any] = {"folded": name.casefold()} if kind is Topic else {}
        if kind is Author and name in DESKS:
            facts["kind"] = AuthorKind.DESK
        found = kind(name=name, slug=_slug(name), **facts)
        db.add(found)
        db.flush()
    return found


def _slug(name: str) -> str:
    return "-".join(name.lower().split())
