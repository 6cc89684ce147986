"""What pages say of themselves to machines."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask

from domain.addresses import Addresses
from domain.metadata import shortened
from models import Discussion, Picture, Publication, Source
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient
from tests.pieces import piece


@dataclass
class Head:
    """The metadata of a page, as a machine reads it."""

    links: list[dict[str, str | None]] = field(default_factory=list)
    meta: dict[str, list[str | None]] = field(default_factory=dict)
    data: list[dict[str, Any]] = field(default_factory=list)

    def one(self, name: str) -> str | None:
        """The one value of a meta element."""
        assert len(self.meta[name]) == 1, name
        return self.meta[name][0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.head = Head()
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link":
            self.head.links.append(given)
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            self.head.meta.setdefault(name, []).append(given.get("content"))
        self.is_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_endtag(self, _tag: str) -> None:
        self.is_data = False

    def handle_data(self, data: str) -> None:
        if self.is_data:
            self.head.data.append(json.loads(data))


def head(client: StrictClient, path: str) -> Head:
    """The metadata at `path`."""
    reader = _Reader()
    reader.feed(client.get(path).get_data(as_text=True))
    return reader.head


@pytest.fixture
def whole(cast: Cast) -> str:
    """The path of an article that has everything."""
    published = datetime(2026, 3, 28, 14, 5, tzinfo=UTC)
    picture = Picture(digest="0" * 24, width=2000, height=1000, extension="jpg", widths=[640, 1280])
    article = piece(
        cast,
        "Two directions of a page",
        "Some words of text.",
        author="Ines Okafor",
        topics=["Typography", "Books"],
        standfirst="Hebrew and English\nshare a table.",
        published_at=published,
        updated_at=published.replace(day=31),
        language="fr",
        words=812,
        comment_count=3,
        image={"alt": "A “page”", "caption": "The page", "credit": "Mira", "licence": ""},
        picture_id=cast.keep(picture).id,
        sources=[
            Source(
                title="Writing Systems",
                url="https://press.example/ws",
                author="Florian Coulmas",
                outlet="Cambridge University Press",
                date="2003",
            ),
            Source(title="A letter", date="some day"),
        ],
    )
    return f"/articles/{article.slug}"


IMAGE = f"http://localhost/media/{'0' * 24}-1280.webp"


def test_an_article_as_search_engines_see_it(client: StrictClient, whole: str) -> None:
    (facts,) = head(client, whole).data
    address = f"http://localhost{whole}"
    assert facts == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": "Two directions of a page",
        "description": "Hebrew and English share a table.",
        "inLanguage": "fr",
        "datePublished": "2026-03-28T14:05:00+00:00",
        "dateModified": "2026-03-31T14:05:00+00:00",
        "author": [
            {
                "@type": "Person",
                "name": "Ines Okafor",
                "url": "http://localhost/authors/ines-okafor",
            }
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "@id": "http://localhost/#publisher",
            "name": "The Evening Post",
            "url": "http://localhost/",
            "logo": {
                "@type": "ImageObject",
                "url": "http://localhost/icon-512.png",
                "width": 512,
                "height": 512,
            },
        },
        "isPartOf": {
            "@type": "WebSite",
            "@id": "http://localhost/#site",
            "name": "The Evening Post",
        },
        "articleSection": "World",
        "keywords": ["Typography", "Books"],
        "image": {
            "@type": "ImageObject",
            "url": IMAGE,
            "width": 1280,
            "height": 640,
            "caption": "The page",
            "creditText": "Mira",
        },
        "wordCount": 812,
        "commentCount": 3,
        "isAccessibleForFree": True,
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "Writing Systems",
                "url": "https://press.example/ws",
                "author": {"@type": "Person", "name": "Florian Coulmas"},
                "publisher": {"@type": "Organization", "name": "Cambridge University Press"},
                "datePublished": "2003",
            },
            {"@type": "CreativeWork", "name": "A letter"},
        ],
    }


def test_an_article_as_a_card_on_another_site(client: StrictClient, whole: str) -> None:
    found = head(client, whole)
    canonical = [link["href"] for link in found.links if link.get("rel") == "canonical"]
    assert canonical == [f"http://localhost{whole}"]
    assert {name: found.one(name) for name in found.meta if name.startswith("og:")} == {
        "og:type": "article",
        "og:site_name": "The Evening Post",
        "og:title": "Two directions of a page",
        "og:description": "Hebrew and English share a table.",
        "og:url": f"http://localhost{whole}",
        "og:image": IMAGE,
        "og:image:type": "image/webp",
        "og:image:width": "1280",
        "og:image:height": "640",
        "og:image:alt": "A “page”",
    }
    assert found.one("description") == "Hebrew and English share a table."
    assert found.one("author") == "Ines Okafor"
    assert found.one("article:published_time") == "2026-03-28T14:05:00Z"
    assert found.one("article:modified_time") == "2026-03-31T14:05:00Z"
    assert found.one("article:section") == "World"
    assert found.meta["article:tag"] == ["Typography", "Books"]
    assert found.one("twitter:card") == "summary_large_image"


def test_an_article_without_anything_beside_its_text(client: StrictClient, cast: Cast) -> None:
    article = piece(cast, "Bare", "word " * 100, discussion=Discussion.OFF)
    found = head(client, f"/articles/{article.slug}")
    (facts,) = found.data
    assert not {"image", "author", "citation", "keywords", "commentCount"} & set(facts)
    assert facts["dateModified"] == facts["datePublished"]
    assert facts["inLanguage"] == "en-GB"
    assert str(found.one("description")).endswith("word…")
    assert found.one("og:image") == "http://localhost/icon-512.png"
    assert found.one("twitter:card") == "summary"
    assert "article:modified_time" not in found.meta


def test_a_desk_is_not_a_person(client: StrictClient, cast: Cast) -> None:
    article = piece(cast, "Signed by a desk", author="The editors")
    (facts,) = head(client, f"/articles/{article.slug}").data
    assert facts["author"][0]["@type"] == "Organization"


EVIL = "</script><script>alert(1)</script><!-- \"&' \u2028"


def test_no_words_can_leave_the_script(client: StrictClient, cast: Cast) -> None:
    article = piece(
        cast,
        EVIL,
        EVIL,
        slug="evil",
        standfirst=EVIL,
        author=EVIL,
        topics=[EVIL],
        sources=[Source(title=EVIL, author=EVIL, outlet=EVIL)],
        html="<p>Text.</p>",
    )
    html = client.get(f"/articles/{article.slug}").get_data(as_text=True)
    (inside,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert not set(inside) & set("<>&'")
    assert json.loads(inside)["headline"] == EVIL
    assert "<script>alert" not in html


def test_the_front_page_says_whose_it_is_and_where_to_search(
    client: StrictClient, cast: Cast
) -> None:
    writing()
    site = db.get_one(Publication, 1)
    site.follow = [
        {"network": "Mastodon", "address": "https://social.example/@post"},
        {"network": "Mail", "address": "mailto:post@example.org"},
    ]
    db.commit()
    found = head(client, "/")
    (graph,) = found.data
    website, organisation = graph["@graph"]
    assert website["potentialAction"]["target"]["urlTemplate"] == (
        "http://localhost/search?q={query}"
    )
    assert (website["@type"], website["name"]) == ("WebSite", "The Evening Post")
    assert website["publisher"] == {"@id": organisation["@id"]}
    assert organisation["sameAs"] == ["https://social.example/@post"]
    assert found.one("og:type") == "website"
    assert found.one("description") == "Read by lamplight"


def test_our_addresses_are_those_of_the_routes(app: Flask) -> None:
    at = Addresses("")
    with app.test_request_context():
        url = app.url_for
        assert at.full("/") == url("front.index")
        assert at.article("a") == url("articles.show", slug="a")
        assert at.section("a") == url("sections.show", slug="a")
        assert at.topic("a") == url("topics.show", slug="a")
        assert at.author("a") == url("authors.show", slug="a")
        assert at.page("a") == url("front.page", slug="a")
        assert at.full("/icon-512.png") == url("machines.icon_large")
        assert at.full("/icon-192.png") == url("machines.icon_small")
        picture = Picture(digest="0" * 24, width=10, height=10, extension="png", widths=[10])
        name = at.picture(picture).address.rpartition("/")[2]
        assert at.picture(picture).address == url("pictures.show", name=name)
        assert url("feeds.topic", slug="a", kind="atom") == f"{at.topic('a')}/feed.atom"


def test_the_host_of_a_request_says_nothing(client: StrictClient, cast: Cast) -> None:
    piece(cast, "One")
    for path in ("/articles/one", "/", "/feed.atom", "/sitemap.xml", "/robots.txt"):
        response = client.get(path, headers={"Host": "evil.example"})
        assert "evil.example" not in response.get_data(as_text=True), path


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("A lamp in the window", "A lamp in…"),
        ("A lamp", "A lamp"),
        ("A lamp,\n in the window", "A lamp, in…"),
        ("x" * 20, "x" * 11 + "…"),
        ("One – two three", "One – two…"),
    ],
)
def test_long_texts_are_cut_between_words(text: str, short: str) -> None:
    assert shortened(text, 12) == short
