"""The page of search, as a page and while typing, in each of its states."""

from __future__ import annotations

import dataclasses
from html import escape
from typing import Any

import pytest
from flask import Flask

from app import create_app
from models import Status
from settings import Settings
from tests.cast import Cast
from tests.conftest import HTMX, StrictClient
from tests.pieces import piece

FIELD = "What are you looking for?"


def part(client: StrictClient, **asked: Any) -> str:
    """What htmx puts in the place of the results."""
    return client.get("/search", query_string=asked, headers=HTMX).get_data(as_text=True)


def test_the_page_answers_whole_and_in_part(client: StrictClient, cast: Cast, act: Any) -> None:
    piece(cast, "The lamp")
    response = client.get("/search?q=lamp", **act)
    html = response.get_data(as_text=True)
    assert response.status_code == 200
    assert '<div id="search-results"' in html
    assert "The <mark>lamp</mark>" in html
    assert ("<!doctype html>" in html) is not bool(act["headers"])
    assert (FIELD in html) is not bool(act["headers"])


def test_nothing_was_asked_yet(client: StrictClient, cast: Cast) -> None:
    piece(cast, "One", topics=["Lamps"])
    html = client.get("/search").get_data(as_text=True)
    assert f'<label for="search-q">{FIELD}</label>' in html
    assert "A name, a few words" in html
    assert 'href="/topics/lamps"' in html
    assert 'href="/sections/world"' in html
    assert "autofocus" in html
    assert "articles found" not in html


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("l", "One letter stands in every article."),
        ("?!", "There is no word in that to look for."),
        ("qwrtzp", "No articles found"),
        ('"lamp the"', "holds these words side by side"),
        ("lamp", "2 articles found"),
        ("harbour", "1 article found"),
        ("lamp harbour", "2 articles found"),
    ],
)
def test_every_state_has_its_words(
    client: StrictClient, cast: Cast, act: Any, q: str, words: str
) -> None:
    piece(cast, "The lamp", "It burns.")
    piece(cast, "The lamp of the harbour", "It burns too.")
    response = client.get("/search", query_string={"q": q}, **act)
    assert response.status_code == 200
    assert words in response.get_data(as_text=True)


def test_what_was_found_is_announced(client: StrictClient, cast: Cast) -> None:
    piece(cast, "The lamp")
    said = '<hx-partial data-hx-target="#live" data-hx-swap="textContent">{}</hx-partial>'
    assert said.format("1 article found") in part(client, q="lamp")
    assert said.format("No articles found") in part(client, q="qwrtzp")
    assert "hx-partial" not in client.get("/search?q=lamp").get_data(as_text=True)


def test_some_of_the_words_stand_under_a_heading_of_their_own(
    client: StrictClient, cast: Cast
) -> None:
    piece(cast, "Owls in the harbour")
    piece(cast, "Owls")
    html = part(client, q="owls harbour")
    assert "1 of them has all the words" in html
    assert html.index("Owls</mark> in the") < html.index("With some of the words")
    assert "none of them with all the words" in part(client, q="owls qwrtzp")


def test_ten_thousand_characters_are_refused_and_kept(
    client: StrictClient, cast: Cast, act: Any
) -> None:
    q = "lamp <b> " * 1200
    response = client.get("/search", query_string={"q": q}, **act)
    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "characters long, and a search takes 200" in html
    assert (f'value="{escape(q)}"' in html) is not bool(act["headers"])


def test_nul_is_refused(client: StrictClient, cast: Cast, act: Any) -> None:
    response = client.get("/search?q=lamp%00", **act)
    assert response.status_code == 422
    assert "NUL" in response.get_data(as_text=True)


@pytest.mark.parametrize("q", ["\x1b[31m", "%c3%28", "\x02lamp\x03", "<mark>", '"><img src=x>'])
def test_what_is_typed_never_becomes_markup(client: StrictClient, cast: Cast, q: str) -> None:
    piece(cast, "The <b>lamp</b>", 'A <script>alert(1)</script> & "lamp" <mark>.')
    html = client.get("/search", query_string={"q": f"lamp {q}"}).get_data(as_text=True)
    assert not set(html) & {"\x02", "\x03", "\x1b"}
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert html.count("<mark>") == html.count("</mark>")
    assert "&lt;b&gt;<mark>lamp</mark>&lt;/b&gt;" in html


def test_drafts_are_not_found(client: StrictClient, cast: Cast, act: Any) -> None:
    piece(cast, "The scandal", "Embezzlement.", status=Status.DRAFT)
    html = client.get("/search?q=embezzlement", **act).get_data(as_text=True)
    assert "No articles found" in html
    assert "scandal" not in html


def test_a_slip_is_put_right_with_the_filters_kept(client: StrictClient, cast: Cast) -> None:
    piece(cast, "The lighthouse", topics=["Coasts"])
    html = part(client, q="lighthosue", topic="coasts")
    assert 'Did you mean <a href="/search?q=lighthouse&amp;topic=coasts"' in html
    assert 'href="/search?q=lighthosue">search everywhere</a>' in html


def test_a_phrase_that_is_not_found_can_be_taken_apart(client: StrictClient, cast: Cast) -> None:
    piece(cast, "Night", "A train.")
    html = part(client, q="“train night”")
    assert 'href="/search?q=train+night">Search without the quotation marks</a>' in html


def test_names_and_topics_stand_beside_the_results(client: StrictClient, cast: Cast) -> None:
    piece(cast, "One lamp", author="Lamplighter Jones", topics=["Lamps", "Oil"])
    piece(cast, "Two lamps", topics=["Lamps", "Oil"])
    piece(cast, "Three lamps", topics=["Lamps"])
    html = part(client, q="lamp")
    assert 'href="/authors/lamplighter-jones"' in html
    assert 'href="/topics/lamps"' in html
    assert 'rel="nofollow" href="/search?q=lamp&amp;topic=oil"' in html


def test_filters_stand_in_the_form(client: StrictClient, cast: Cast) -> None:
    piece(cast, "One lamp", author="Tom Vale", topics=["Oil"])
    piece(cast, "Two lamps", author="Tom Vale", section="Ideas")
    html = client.get("/search?q=lamp&section=world&topic=oil&author=tom-vale").get_data(
        as_text=True
    )
    assert '<option value="world" selected>' in html
    assert 'name="topic" value="oil" checked' in html
    assert 'name="author" value="tom-vale" checked' in html
    assert "1 article found" in html


@pytest.mark.parametrize("name", ["section", "topic", "author"])
def test_an_unknown_filter_is_not_found(
    client: StrictClient, cast: Cast, act: Any, name: str
) -> None:
    response = client.get(f"/search?q=lamp&{name}=nowhere", **act)
    assert response.status_code == 404
    assert f"There is no {name} at this address." in response.get_data(as_text=True)


def test_pages(client: StrictClient, cast: Cast) -> None:
    for number in range(21):
        piece(cast, f"Lamp number {number}", topics=["Oil"])
    first = client.get("/search?q=lamp&topic=oil").get_data(as_text=True)
    assert first.count('class="search-result ') == 20
    assert 'rel="next" href="/search?q=lamp&amp;topic=oil&amp;page=2"' in first
    second = client.get("/search?q=lamp&topic=oil&page=2").get_data(as_text=True)
    assert second.count('class="search-result ') == 1
    assert 'rel="prev" href="/search?q=lamp&amp;topic=oil"' in second
    for number in ("3", "0", "banana", "9" * 30):
        assert client.get(f"/search?q=lamp&page={number}").status_code == 404


def test_search_engines_are_asked_to_leave_it(client: StrictClient, cast: Cast, act: Any) -> None:
    response = client.get("/search?q=lamp", **act)
    assert response.headers["X-Robots-Tag"] == "noindex"
    if not act["headers"]:
        assert '<meta name="robots" content="noindex">' in response.get_data(as_text=True)


def test_a_stranger_gets_what_every_stranger_gets(
    client: StrictClient, other: StrictClient, cast: Cast
) -> None:
    piece(cast, "The lamp")
    one, two = client.get("/search?q=lamp"), other.get("/search?q=lamp")
    assert one.data == two.data
    assert "Set-Cookie" not in one.headers
    assert (
        client.get("/search?q=lamp", headers={"If-None-Match": one.headers["ETag"]}).status_code
        == 304
    )


def test_what_a_reader_saved_is_theirs_alone(
    client: StrictClient, other: StrictClient, cast: Cast
) -> None:
    article = piece(cast, "The lamp")
    client.post(f"/articles/{article.slug}/saved", data={"keep": "yes"})
    mine, theirs = client.get("/search?q=lamp"), other.get("/search?q=lamp")
    assert 'aria-pressed="true"' in mine.get_data(as_text=True)
    assert 'aria-pressed="true"' not in theirs.get_data(as_text=True)
    assert "private" in mine.headers["Cache-Control"]


def test_searching_too_often_is_refused_in_words(settings: Settings, act: Any) -> None:
    """What is kept already costs nothing, and is not counted."""
    app: Flask = create_app(dataclasses.replace(settings, limit_search="2 per hour"))
    app.test_client_class = StrictClient
    client = app.test_client()
    asked = ("lamp", "lamp", "window", "lamp", "lantern", "window")
    answers = [client.get(f"/search?q={q}", **act) for q in asked]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429, 200]
    assert int(answers[4].headers["Retry-After"]) > 0
    assert "You have searched a good deal" in answers[4].get_data(as_text=True)


def test_reindex_says_what_it_did(app: Flask, client: StrictClient, cast: Cast) -> None:
    piece(cast, "The lamp")
    piece(cast, "The window")
    said = app.test_cli_runner().invoke(args=["reindex"])
    assert said.exit_code == 0
    assert "The index of search is made anew: 2 articles." in said.output
    assert "1 article found" in part(client, q="lamp")
