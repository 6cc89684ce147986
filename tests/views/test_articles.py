"""The page of an article, its print view, its history, and its addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models import ArticleAddress, Correction, Source, Status
from tests.cast import Cast
from tests.conftest import HTMX, StrictClient


def test_every_part_of_the_page_in_its_order(client: StrictClient, cast: Cast) -> None:
    article = cast.another(
        "A long walk",
        updated_at=datetime(2024, 3, 28, tzinfo=UTC),
        published_at=datetime(2024, 3, 28, tzinfo=UTC),
        image={"alt": "Two people", "caption": "A walk", "credit": "TJ", "licence": ""},
        text='<p>Words of the walk.</p><figure class="pull"><blockquote><p>Words</p></blockquote>'
        "<figcaption>Ines</figcaption></figure>",
    )
    cast.keep(Source(article_id=article.id, position=0, title="On walking", outlet="The Post"))
    page = client.get(f"/articles/{article.slug}").text.partition("<main")[2]
    parts = (
        'class="kicker"',
        "<h1>A long walk</h1>",
        "A standfirst of one sentence.",
        "Ines Okafor",
        "Published: ",
        "Last updated: ",
        "Print this",
        "Adjust size of text",
        "Two people",
        "A walk",
        "Words of the walk.",
        "Sources",
        "On walking",
        ">Lamps<",
        "No comments on this article yet. Be the first to add your thoughts.",
        "Follow us and continue the conversation",
    )
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_what_is_not_there_leaves_no_heading(client: StrictClient, cast: Cast) -> None:
    page = client.get(f"/articles/{cast.article.slug}").text
    for heading in ("Sources", "Corrections", "Read next", "Last updated"):
        assert heading not in page


def test_a_withdrawn_article_says_so(client: StrictClient, cast: Cast) -> None:
    gone = cast.another("Gone", status=Status.WITHDRAWN)
    response = client.get(f"/articles/{gone.slug}")
    assert response.status_code == 410
    assert "withdrawn by the publication" in response.text


@pytest.mark.parametrize("rest", ["", "/print", "/history", "/comments"])
def test_an_old_address_redirects_for_good(client: StrictClient, cast: Cast, rest: str) -> None:
    cast.keep(ArticleAddress(slug="old", article_id=cast.article.id))
    response = client.get(f"/articles/old{rest}?page=2&fbclid=x")
    assert response.status_code == 301
    assert response.location == f"/articles/{cast.article.slug}{rest}?page=2"


def test_a_change_at_an_old_address_keeps_its_form(client: StrictClient, cast: Cast) -> None:
    cast.keep(ArticleAddress(slug="old", article_id=cast.article.id))
    response = client.post("/articles/old/saved", data={"keep": "yes"})
    assert response.status_code == 308
    assert response.location == f"/articles/{cast.article.slug}/saved"
    assert client.post(response.location, data={"keep": "yes"}).status_code == 303


def test_the_print_view_says_how_to_print(client: StrictClient, cast: Cast) -> None:
    page = client.get(f"/articles/{cast.article.slug}/print")
    assert "To print this page" in page.text
    assert f"http://localhost/articles/{cast.article.slug}" in page.text
    assert 'content="noindex"' in page.text


def test_the_history_tells_what_was_put_right(client: StrictClient, cast: Cast) -> None:
    address = f"/articles/{cast.article.slug}/history"
    assert "Nothing was changed since it was published." in client.get(address).text
    cast.keep(
        Correction(
            article_id=cast.article.id, date=date(2026, 4, 2), kind="correction", text="Oops."
        )
    )
    page = client.get(address).text
    assert "2 April 2026" in page
    assert "Oops." in page


@pytest.mark.parametrize(
    "address",
    [
        "/articles/nowhere",
        "/articles/nowhere/print",
        "/articles/nowhere/history",
        "/sections/nowhere",
        "/topics/nowhere",
        "/authors/nowhere",
        "/nowhere",
        "/no/where",
        "/?page=0",
        "/?page=2",
        "/?page=-1",
        "/?page=banana",
        "/?page=99999999999999999999",
        "/sections/world?page=7",
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_is_not_there_is_said_in_words(
    client: StrictClient, cast: Cast, address: str, headers: dict[str, str]
) -> None:
    assert cast.article
    response = client.get(address, headers=headers)
    assert response.status_code == 404
    assert "There is nothing here" in response.text
    assert ("<html" in response.text) is not bool(headers)


@pytest.mark.parametrize(
    "address", ["/", "/sections/world", "/topics/lamps", "/authors/ines-okafor"]
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_lists_answer_a_page_and_a_part(
    client: StrictClient, cast: Cast, address: str, headers: dict[str, str]
) -> None:
    for _ in range(30):
        cast.another()
    first = client.get(address, headers=headers).text
    second = client.get(f"{address}?page=2", headers=headers).text
    assert ("<html" in first) is not bool(headers)
    assert "Article 12" in first
    assert "Article 30" in second
    assert "page=2" in first
    assert 'rel="prev"' in second


def test_two_scripts_of_names_stand_side_by_side(client: StrictClient, cast: Cast) -> None:
    """A name that runs the other way is isolated, so that it cannot break the line it stands in."""
    article = cast.another(
        "Three hands",
        byline=[
            {"name": "סמירה חדאד", "slug": "a", "kind": "person"},
            {"name": "Tom Vale", "slug": "b", "kind": "person"},
            {"name": "The Desk", "slug": "c", "kind": "desk"},
        ],
    )
    page = client.get(f"/articles/{article.slug}").text
    assert "<bdi>סמירה חדאד</bdi>" in page
    assert ", <a" in page
    assert " and <a" in page


def test_the_publications_own_pages(client: StrictClient, cast: Cast) -> None:
    from models import Page

    cast.keep(Page(slug="about", title="About us", markdown="", html="<p>We read.</p>"))
    page = client.get("/about")
    assert page.status_code == 200
    assert "We read." in page.text


def test_before_the_first_import_the_front_page_is_kind(client: StrictClient, cast: Cast) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Nothing has been published here yet." in page.text


def test_capitals_in_an_address_lead_to_the_article(client: StrictClient, cast: Cast) -> None:
    response = client.get("/articles/The-Lamp-In-The-Window")
    assert response.status_code == 404
    assert cast.article
    response = client.get("/articles/The-Lamp-In-The-Window")
    assert response.status_code == 301
    assert response.location == f"/articles/{cast.article.slug}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2018-02-16", "16 February 2018"),
        ("2018-07", "July 2018"),
        ("2018", "2018"),
        ("c. 1840", "c. 1840"),
    ],
)
def test_a_source_says_its_date_in_words(
    client: StrictClient, cast: Cast, given: str, said: str
) -> None:
    cast.keep(Source(article_id=cast.article.id, position=0, title="A work", date=given))
    assert said in client.get(f"/articles/{cast.article.slug}").text
