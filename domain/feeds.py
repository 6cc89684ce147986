"""Feeds: the newest articles with their whole text, as Atom (RFC 4287) and as JSON Feed 1.1.

A feed lists articles under ids that no new slug changes. Pull quotes are left out: a reader of the
feed would read the same sentence twice.
"""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models import Article, ArticleBody, ArticleTopic, Author, Publication, Section, Topic
from models.database import db

from . import articles
from .addresses import Addresses
from .articles import Subject
from .rendering.words import without_pull_quotes

ENTRIES = 20
ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
_TAG = re.compile(r"<[a-z][^>]*>")
_LINKS = re.compile(r'\b(href|src)="([^"]*)"')
_SOURCES = re.compile(r'\bsrcset="([^"]*)"')
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Facts = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """An article as a feed tells it."""

    article: Article
    id: str
    address: str
    html: str
    topics: Sequence[str]
    language: str

    @property
    def updated(self) -> datetime:
        """When it was last changed for its readers."""
        return self.article.updated_at or self.article.published_at


@dataclass(frozen=True)
class Feed:
    """The newest articles of the publication, or of a section, topic or author."""

    title: str
    subtitle: str
    home: str
    """The page that lists the same articles."""
    address: str
    """Where the feed is, without its ending."""
    language: str
    entries: Sequence[Entry]
    at: Addresses

    @property
    def updated(self) -> datetime:
        """When the newest change was; the beginning of time for an empty feed."""
        return max(
            (entry.updated for entry in self.entries), default=datetime(1970, 1, 1, tzinfo=UTC)
        )


def of(site: Publication, at: Addresses, subject: Subject | None = None) -> Feed:
    """The feed of the publication, or of one of its sections, topics or authors."""
    home = _home(subject, at)
    return Feed(
        title=f"{subject.name} · {site.name}" if subject else site.name,
        subtitle=getattr(subject, "description", "") if subject else site.strapline,
        home=home,
        address=f"{home.rstrip('/')}/feed",
        language=site.language,
        entries=list(_entries(site, at, subject)),
        at=at,
    )


def _home(subject: Subject | None, at: Addresses) -> str:
    match subject:
        case Section():
            return at.section(subject.slug)
        case Topic():
            return at.topic(subject.slug)
        case Author():
            return at.author(subject.slug)
        case _:
            return at.full("/")


def _entries(site: Publication, at: Addresses, subject: Subject | None) -> Iterator[Entry]:
    newest = articles.cards(articles.listed(subject).limit(ENTRIES))
    found = db.scalars(newest.options(joinedload(Article.body).load_only(ArticleBody.html))).all()
    names = _topics_of(found)
    for article in found:
        address = at.article(article.slug)
        html = absolute(without_pull_quotes(article.body.html), address)
        language = article.language or site.language
        yield Entry(article, _id(article, at), address, html, names[article.id], language)


def _topics_of(found: Sequence[Article]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {article.id: [] for article in found}
    query = select(ArticleTopic.article_id, Topic.name).join(Topic)
    query = query.where(ArticleTopic.article_id.in_(names)).order_by(ArticleTopic.position)
    for article_id, name in db.execute(query):
        names[article_id].append(name)
    return names


def _id(article: Article, at: Addresses) -> str:
    """An id for good: of the article itself, and not of the slug that it stands under today."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{at.home}/articles/{article.id}").urn


def absolute(html: str, address: str) -> str:
    """`html` with every address in full: a feed is read far from our pages."""

    def address_in(found: re.Match[str]) -> str:
        return f'{found[1]}="{_in_full(found[2], address)}"'

    def sources(found: re.Match[str]) -> str:
        each = (part.strip().partition(" ") for part in found[1].split(","))
        full = (f"{_in_full(path, address)} {width}" for path, _, width in each)
        return f'srcset="{", ".join(full)}"'

    def tag(found: re.Match[str]) -> str:
        return _SOURCES.sub(sources, _LINKS.sub(address_in, found.group()))

    return _TAG.sub(tag, html)


def _in_full(value: str, address: str) -> str:
    return escape(urljoin(address, unescape(value)))


def json_feed(feed: Feed) -> Facts:
    """The feed as JSON Feed 1.1."""
    return _told(
        {
            "version": JSON_FEED,
            "title": feed.title,
            "description": feed.subtitle,
            "home_page_url": feed.home,
            "feed_url": f"{feed.address}.json",
            "icon": feed.at.full("/icon-512.png"),
            "favicon": feed.at.full("/icon-192.png"),
            "language": feed.language,
            "items": [_item(entry, feed.at) for entry in feed.entries],
        }
    )


def _item(entry: Entry, at: Addresses) -> Facts:
    article = entry.article
    picture = at.picture(article.picture) if article.picture and article.image else None
    authors = [{"name": who["name"], "url": at.author(who["slug"])} for who in article.byline]
    return _told(
        {
            "id": entry.id,
            "url": entry.address,
            "title": article.title,
            "summary": article.standfirst,
            "content_html": entry.html,
            "image": picture.address if picture else None,
            "date_published": instant(article.published_at),
            "date_modified": instant(entry.updated),
            "authors": authors,
            "tags": [article.section.name, *entry.topics],
            "language": entry.language,
        }
    )


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    say(root, "title", feed.title)
    say(root, "subtitle", feed.subtitle)
    say(root, "id", feed.home)
    say(root, "updated", instant(feed.updated))
    link(root, "self", f"{feed.address}.atom", "application/atom+xml")
    link(root, "alternate", feed.home, "text/html")
    say(root, "icon", feed.at.full("/icon-192.png"))
    say(root, "logo", feed.at.full("/icon-512.png"))
    for entry in feed.entries:
        _entry(ET.SubElement(root, "entry", {"xml:lang": entry.language}), entry, feed)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(node: ET.Element, entry: Entry, feed: Feed) -> None:
    article = entry.article
    say(node, "title", article.title)
    say(node, "id", entry.id)
    link(node, "alternate", entry.address, "text/html")
    say(node, "published", instant(article.published_at))
    say(node, "updated", instant(entry.updated))
    for who in article.byline or [{"name": feed.title, "slug": ""}]:
        author = ET.SubElement(node, "author")
        say(author, "name", who["name"])
        say(author, "uri", feed.at.author(who["slug"]) if who["slug"] else feed.home)
    for name in (article.section.name, *entry.topics):
        ET.SubElement(node, "category", {"term": _xml_text(name)})
    if article.picture and article.image:
        picture = feed.at.picture(article.picture)
        link(node, "enclosure", picture.address, picture.kind)
    say(node, "summary", article.standfirst)
    say(node, "content", entry.html, type="html")


def say(node: ET.Element, name: str, text: str, **attributes: str) -> None:
    """A child that says `text`; none where there is nothing to say."""
    if said := _xml_text(text).strip():
        ET.SubElement(node, name, attributes).text = said


def link(node: ET.Element, rel: str, address: str, kind: str) -> None:
    """A child that leads to `address`."""
    ET.SubElement(node, "link", {"rel": rel, "type": kind, "href": _xml_text(address)})


def _xml_text(text: str) -> str:
    """`text` without the characters that XML does not know."""
    return _NOT_XML.sub("", text)


def instant(moment: datetime) -> str:
    """An instant as feeds write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _told(facts: Facts) -> Facts:
    """Only what there is something to say of; an empty list of items is something."""
    return {key: value for key, value in facts.items() if value or key == "items"}
