"""The map of the site for search engines: everything that everybody may read, and nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select

from models import Article, ArticleAuthor, ArticleTopic, Author, Publication, Status, Topic, now
from models.database import db

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
    """Of a range of ids what may be read, asked here: the database would begin with all of it."""
    last = number * PER_PAGE
    facts = Article.slug, Article.status, Article.published_at, Article.updated_at
    page = select(*facts).where(Article.id.between(last - PER_PAGE + 1, last))
    for slug, status, published, updated in db.execute(page.order_by(Article.id)):
        if status is Status.PUBLISHED and published <= now():
            yield at.article(slug), updated or published


def _lists(site: Publication, at: Addresses) -> Iterator[Place]:
    """The front page, the publication's own pages, and each list that has something in it."""
    yield at.full("/"), None
    for page in site.pages:
        yield at.page(page["slug"]), None
    for section in site.sections:
        yield at.section(section["slug"]), None
    told = select(Topic.slug).where(_lists_some(ArticleTopic, ArticleTopic.topic_id == Topic.id))
    for slug in db.scalars(told.limit(LISTED)):
        yield at.topic(slug), None
    told = select(Author.slug).where(
        _lists_some(ArticleAuthor, ArticleAuthor.author_id == Author.id)
    )
    for slug in db.scalars(told.limit(LISTED)):
        yield at.author(slug), None


def _lists_some(
    link: type[ArticleTopic] | type[ArticleAuthor], under: ColumnElement[bool]
) -> ColumnElement[bool]:
    return exists().where(under, link.listed_at <= now())


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
