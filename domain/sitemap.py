"""The map of the site for search engines: everything that everybody may read, and nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import exists, func, select

from models import Article, ArticleAuthor, ArticleTopic, Author, Publication, Topic
from models.database import db

from . import articles
from .addresses import Addresses
from .refusal import Missing

PER_PAGE = 5_000
LISTED = 20_000
"""Of topics and of authors: a map may hold 50,000 addresses."""
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Place = tuple[str, datetime | None]


def whole(site: Publication, at: Addresses) -> bytes:
    """The map in one piece, or where there are many articles the list of its pages.

    A page holds the articles whose ids lie in its range: it costs the same for the first and for
    the last, and a new article changes the last page alone.
    """
    pages = _pages()
    if pages <= 1:
        return _urls([*_lists(site, at), *_articles(1, at)])
    names = [at.full("/sitemap-0.xml")]
    names += [at.full(f"/sitemap-{number}.xml") for number in range(1, pages + 1)]
    return _xml("sitemapindex", "sitemap", ((name, None) for name in names))


def page(number: int, site: Publication, at: Addresses) -> bytes:
    """Page 0 has the lists, each further one its articles. Raises Missing past the end."""
    if number > max(_pages(), 1):
        raise Missing("The map of this site has no such page.")
    return _urls(_articles(number, at) if number else _lists(site, at))


def _pages() -> int:
    highest = db.scalar(select(func.max(Article.id))) or 0
    return -(-highest // PER_PAGE)


def _articles(number: int, at: Addresses) -> Iterator[Place]:
    query = select(Article.slug, Article.published_at, Article.updated_at).order_by(Article.id)
    last = number * PER_PAGE
    rows = db.execute(
        query.where(articles.published(), Article.id.between(last - PER_PAGE + 1, last))
    )
    for slug, published, updated in rows:
        yield at.article(slug), updated or published


def _lists(site: Publication, at: Addresses) -> Iterator[Place]:
    """The front page, the publication's own pages, and each list that has something in it."""
    yield at.full("/"), None
    for page in site.pages:
        yield at.page(page["slug"]), None
    for section in site.sections:
        yield at.section(section["slug"]), None
    on_topic = exists().where(
        ArticleTopic.topic_id == Topic.id, ArticleTopic.article_id == Article.id
    )
    told = select(Topic.slug).where(on_topic.where(articles.published())).limit(LISTED)
    for slug in db.scalars(told):
        yield at.topic(slug), None
    signed = exists().where(
        ArticleAuthor.author_id == Author.id, ArticleAuthor.article_id == Article.id
    )
    told = select(Author.slug).where(signed.where(articles.published())).limit(LISTED)
    for slug in db.scalars(told):
        yield at.author(slug), None


def _urls(places: Iterable[Place]) -> bytes:
    return _xml("urlset", "url", places)


def _xml(root: str, each: str, places: Iterable[Place]) -> bytes:
    tree = ET.Element(root, {"xmlns": _SPACE})
    for address, changed in places:
        entry = ET.SubElement(tree, each)
        ET.SubElement(entry, "loc").text = address
        if changed:
            ET.SubElement(entry, "lastmod").text = changed.strftime("%Y-%m-%dT%H:%M:%SZ")
    written: bytes = ET.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written
