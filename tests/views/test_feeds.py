"""Feeds: what they tell, that they are well formed, and that they are the same for everybody."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models import Article, Picture, Status, now
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient
from tests.pieces import piece

A = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCOPES = ["", "/sections/world", "/topics/oil", "/authors/ines-okafor"]
HTML = (
    '<p>See <a href="/articles/two#text-a">two</a>, <a href="#text-b">below</a> and <a'
    ' href="https://elsewhere.example/?a=1&amp;b=2">elsewhere</a>.</p>'
    '<figure class="pull"><blockquote><p>See two.</p></blockquote>'
    "<figcaption>Ines</figcaption></figure>"
    '<p><img src="/media/0-640.webp" srcset="/media/0-640.webp 640w, /media/0-1280.webp 1280w"'
    ' alt=""> <code>href="/x"</code></p>'
)


def atom(client: StrictClient, scope: str = "") -> ET.Element:
    """The Atom feed, read by a parser that takes nothing but XML."""
    response = client.get(f"{scope}/feed.atom")
    assert response.content_type == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.data)  # noqa: S314 (our own)


def json_feed(client: StrictClient, scope: str = "") -> dict[str, Any]:
    """The JSON feed."""
    response = client.get(f"{scope}/feed.json")
    assert response.content_type == "application/feed+json; charset=utf-8"
    found: dict[str, Any] = json.loads(response.data)
    return found


def texts(nodes: Iterable[ET.Element]) -> list[str | None]:
    """What each of `nodes` says."""
    return [node.text for node in nodes]


@pytest.mark.parametrize("scope", SCOPES)
def test_every_list_has_both_feeds(client: StrictClient, cast: Cast, scope: str) -> None:
    piece(cast, "In it", author="Ines Okafor", topics=["Oil"])
    piece(cast, "Elsewhere", section="Ideas", author="Tom Vale", topics=["Light"])
    wanted = ["In it"] if scope else ["Elsewhere", "In it"]
    assert texts(atom(client, scope).findall(f"{A}entry/{A}title")) == wanted
    assert [item["title"] for item in json_feed(client, scope)["items"]] == wanted
    links = {node.get("rel"): node.get("href") for node in atom(client, scope).findall(f"{A}link")}
    assert links["self"] == f"http://localhost{scope}/feed.atom"
    assert links["alternate"] == f"http://localhost{scope or '/'}"
    told = json_feed(client, scope)
    assert told["feed_url"] == f"http://localhost{scope}/feed.json"
    assert told["home_page_url"] == f"http://localhost{scope or '/'}"
    assert told["version"] == "https://jsonfeed.org/version/1.1"


def test_an_entry_tells_everything(client: StrictClient, cast: Cast) -> None:
    published = datetime(2026, 3, 28, 14, 5, tzinfo=UTC)
    picture = Picture(digest="0" * 24, width=2000, height=1000, extension="jpg", widths=[640, 1280])
    article = piece(
        cast,
        "Two directions",
        html=HTML,
        author="The editors",
        topics=["Oil", "Light"],
        standfirst="A standfirst.",
        language="he",
        published_at=published,
        updated_at=published + timedelta(days=3),
        image={"alt": "A page", "caption": "", "credit": "", "licence": ""},
        picture_id=cast.keep(picture).id,
    )
    entry = atom(client).find(f"{A}entry")
    assert entry is not None
    assert entry.findtext(f"{A}id", "").startswith("urn:uuid:")
    assert entry.get(LANG) == "he"
    assert entry.findtext(f"{A}published") == "2026-03-28T14:05:00Z"
    assert entry.findtext(f"{A}updated") == "2026-03-31T14:05:00Z"
    assert entry.findtext(f"{A}summary") == "A standfirst."
    assert entry.findtext(f"{A}author/{A}name") == "The editors"
    assert entry.findtext(f"{A}author/{A}uri") == "http://localhost/authors/the-editors"
    assert [c.get("term") for c in entry.findall(f"{A}category")] == ["World", "Oil", "Light"]
    image = f"http://localhost/media/{'0' * 24}-1280.webp"
    links = {link.get("rel"): link for link in entry.findall(f"{A}link")}
    assert links["alternate"].get("href") == f"http://localhost/articles/{article.slug}"
    assert (links["enclosure"].get("href"), links["enclosure"].get("type")) == (image, "image/webp")
    item = json_feed(client)["items"][0]
    assert item == {
        "id": entry.findtext(f"{A}id"),
        "url": f"http://localhost/articles/{article.slug}",
        "title": "Two directions",
        "summary": "A standfirst.",
        "content_html": entry.findtext(f"{A}content"),
        "image": image,
        "date_published": "2026-03-28T14:05:00Z",
        "date_modified": "2026-03-31T14:05:00Z",
        "authors": [{"name": "The editors", "url": "http://localhost/authors/the-editors"}],
        "tags": ["World", "Oil", "Light"],
        "language": "he",
    }


def test_the_text_is_whole_once_and_read_far_from_us(client: StrictClient, cast: Cast) -> None:
    piece(cast, "One", html=HTML)
    content = json_feed(client)["items"][0]["content_html"]
    assert content == (
        '<p>See <a href="http://localhost/articles/two#text-a">two</a>, <a'
        ' href="http://localhost/articles/one#text-b">below</a> and <a'
        ' href="https://elsewhere.example/?a=1&amp;b=2">elsewhere</a>.</p>'
        '<p><img src="http://localhost/media/0-640.webp"'
        ' srcset="http://localhost/media/0-640.webp 640w, http://localhost/media/0-1280.webp 1280w"'
        ' alt=""> <code>href="/x"</code></p>'
    )
    assert atom(client).findtext(f"{A}entry/{A}content") == content


def test_only_what_may_be_read(client: StrictClient, cast: Cast) -> None:
    piece(cast, "Draft", status=Status.DRAFT)
    piece(cast, "Withdrawn", status=Status.WITHDRAWN)
    piece(cast, "Tomorrow", published_at=now() + timedelta(days=1))
    piece(cast, "Today")
    assert [item["title"] for item in json_feed(client)["items"]] == ["Today"]


def test_the_newest_twenty(client: StrictClient, cast: Cast) -> None:
    for number in range(22):
        piece(cast, f"Number {number}", published_at=now() - timedelta(hours=number))
    titles = [item["title"] for item in json_feed(client)["items"]]
    assert titles == [f"Number {number}" for number in range(20)]


def test_an_id_outlives_the_slug(client: StrictClient, cast: Cast) -> None:
    article = piece(cast, "One")
    before = json_feed(client)["items"][0]
    writing()
    db.get_one(Article, article.id).slug = "another"
    db.commit()
    after = json_feed(client)["items"][0]
    assert (before["id"], after["url"]) == (after["id"], "http://localhost/articles/another")


def test_characters_that_xml_does_not_know_are_left_out(client: StrictClient, cast: Cast) -> None:
    piece(cast, "Bell\x07 & <b>", "\x1b[31m\ufffe text \U0001f56f", standfirst="\x0b")
    entry = atom(client).find(f"{A}entry")
    assert entry is not None
    assert entry.findtext(f"{A}title") == "Bell & <b>"
    assert entry.findtext(f"{A}content") == "<p>[31m text \U0001f56f</p>"


def test_an_empty_feed_is_a_feed(client: StrictClient, cast: Cast) -> None:
    assert atom(client).findtext(f"{A}updated") == "1970-01-01T00:00:00Z"
    assert json_feed(client)["items"] == []


def test_the_feed_was_updated_when_its_newest_change_was(client: StrictClient, cast: Cast) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    piece(cast, "Newer", published_at=datetime(2021, 1, 1, tzinfo=UTC))
    piece(cast, "Older", published_at=long_ago, updated_at=datetime(2022, 2, 2, tzinfo=UTC))
    assert atom(client).findtext(f"{A}updated") == "2022-02-02T00:00:00Z"


@pytest.mark.parametrize("kind", ["atom", "json"])
def test_a_feed_that_did_not_change_is_not_sent_again(
    client: StrictClient, cast: Cast, kind: str
) -> None:
    piece(cast, "One")
    first = client.get(f"/feed.{kind}")
    again = client.get(f"/feed.{kind}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    piece(cast, "Two")
    changed = client.get(f"/feed.{kind}", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_a_feed_is_the_same_for_everybody(
    client: StrictClient, other: StrictClient, cast: Cast
) -> None:
    piece(cast, "One")
    cast.log_in(client, cast.ruth)
    mine, theirs = client.get("/feed.atom"), other.get("/feed.atom")
    assert mine.data == theirs.data
    assert "private" not in mine.headers["Cache-Control"]
    assert "Set-Cookie" not in mine.headers
    assert mine.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/sections/nowhere/feed.atom",
        "/topics/nowhere/feed.json",
        "/authors/nobody/feed.atom",
        "/feed.rss",
    ],
)
def test_what_there_is_not(client: StrictClient, cast: Cast, path: str) -> None:
    assert client.get(path).status_code == 404
