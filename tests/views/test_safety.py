"""Safe whatever a view does: where a change may come from, and what every answer carries."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask, Response, session

from app import create_app
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient

SHARED = "public, max-age=0, s-maxage=30, stale-while-revalidate=30"
EVERYWHERE = (
    "/",
    "/saved",
    "/nowhere",
    "/articles/the-lamp-in-the-window",
    "/healthz",
    "/feed.atom",
)


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
        ({"Sec-Fetch-Site": "", "Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "", "Origin": "http://evil.example"}, False),
        ({"Sec-Fetch-Site": "", "Origin": "null"}, False),
        ({"Sec-Fetch-Site": "", "Origin": "http://localhost.evil.example"}, False),
        ({"Sec-Fetch-Site": ""}, False),
    ],
)
def test_a_change_is_taken_only_from_our_own_pages(
    client: StrictClient, cast: Cast, headers: dict[str, str], passes: bool
) -> None:
    address = f"/articles/{cast.article.slug}/saved"
    response = client.post(address, data={"keep": "yes"}, headers=headers)
    assert response.status_code == (303 if passes else 403)
    assert ("device" in response.headers.get("Set-Cookie", "")) is passes


def test_the_host_of_the_request_is_never_ours(client: StrictClient, cast: Cast) -> None:
    """A page rebound to another name must not pass as our own origin."""
    headers = {"Sec-Fetch-Site": "", "Origin": "http://evil.example", "Host": "evil.example"}
    address = f"/articles/{cast.article.slug}/saved"
    assert client.post(address, data={"keep": "yes"}, headers=headers).status_code == 403


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_carries_the_headers_of_safety(
    client: StrictClient, cast: Cast, address: str
) -> None:
    assert cast.article
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "HX-Request-Type" in headers["Vary"]


def test_a_part_of_a_document_carries_what_it_needs(client: StrictClient, cast: Cast) -> None:
    sheet = re.search(r"/assets/site[^\"]+", client.get("/").text)
    assert sheet
    headers = client.get(sheet[0]).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Content-Security-Policy" not in headers
    assert "Content-Security-Policy" in client.get("/icon.svg").headers, "a document in itself"


def test_a_stranger_gets_no_cookie_and_may_be_cached(client: StrictClient, cast: Cast) -> None:
    for address in ("/", f"/articles/{cast.article.slug}", "/saved", "/search?q=lamp"):
        response = client.get(address)
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-cache"
        assert "Cookie" not in response.headers["Vary"]


def test_two_strangers_get_the_same_bytes(
    client: StrictClient, other: StrictClient, cast: Cast
) -> None:
    address = f"/articles/{cast.article.slug}"
    assert client.get(address).data == other.get(address).data


def test_a_page_that_asked_for_a_reader_is_private(client: StrictClient, cast: Cast) -> None:
    cast.log_in(client, cast.ruth)
    response = client.get(f"/articles/{cast.article.slug}")
    assert "Ruth Adler" in response.text
    assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.fixture
def behind(settings: Settings, cast: Cast) -> StrictClient:
    """A browser of a site whose pages a proxy in front may keep."""
    app = create_app(replace(settings, shared_cache=30))
    app.test_client_class = StrictClient
    return app.test_client()  # type: ignore[return-value]


def test_a_proxy_may_keep_what_strangers_get(behind: StrictClient, cast: Cast) -> None:
    for address in ("/", f"/articles/{cast.article.slug}", "/search?q=lamp", "/feed.atom"):
        kept = behind.get(address)
        assert kept.headers["Cache-Control"] == SHARED, address
        assert kept.headers["ETag"]
        again = behind.get(address, headers={"If-None-Match": kept.headers["ETag"]})
        assert (again.status_code, again.headers["Cache-Control"]) == (304, SHARED)


def test_a_proxy_may_keep_nothing_else(behind: StrictClient, cast: Cast) -> None:
    address = f"/articles/{cast.article.slug}"
    assert "s-maxage" not in behind.get("/nowhere").headers["Cache-Control"]
    assert "s-maxage" not in behind.get("/healthz").headers["Cache-Control"]
    assert "s-maxage" not in behind.get("/account").headers["Cache-Control"]
    behind.set_cookie("device", "somebody's")
    for each in (address, "/feed.atom", "/about"):
        assert "s-maxage" not in behind.get(each).headers["Cache-Control"], each
    saved = behind.post(f"{address}/saved", data={"keep": "yes"})
    assert "s-maxage" not in saved.headers["Cache-Control"]
    cast.log_in(behind, cast.ruth)
    assert behind.get(address).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("given", ["session", "cookie"])
def test_a_proxy_may_keep_no_answer_that_gives_a_cookie(
    settings: Settings, cast: Cast, given: str
) -> None:
    """No reading does so; one that some day did must not hand its cookie to everybody."""

    def view() -> Response:
        response = Response("for you")
        if given == "session":
            session["mine"] = "secret"
        else:
            response.set_cookie("mine", "secret")
        return response

    app = create_app(replace(settings, shared_cache=30))
    app.add_url_rule("/for/you", "for_you", view)
    answer = app.test_client().get("/for/you")
    assert "Set-Cookie" in answer.headers
    assert "s-maxage" not in answer.headers["Cache-Control"]


def test_an_unchanged_page_costs_no_body(client: StrictClient, cast: Cast) -> None:
    address = f"/articles/{cast.article.slug}"
    etag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert not again.data


@pytest.mark.parametrize("address", ["/search?q=a%00b", "/articles/a%00b", "/?page=%00"])
def test_nul_is_refused_in_words(client: StrictClient, cast: Cast, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 422
    assert "NUL" in response.text


def test_a_request_over_the_limit_is_refused_in_words(
    client: StrictClient, cast: Cast, app: Flask
) -> None:
    address = f"/articles/{cast.article.slug}/saved"
    response = client.post(address, data={"keep": "yes", "filler": "x" * 5_000_000})
    assert response.status_code == 413
    assert "larger than this site takes" in response.text


def test_the_strict_client_sees_what_it_must() -> None:
    from tests.conftest import refuse_unsafe

    for unsafe in (
        '<a title="<b>">x</a>',
        '<p onclick="x()">',
        '<p style="color:red">',
        "<script>alert(1)</script>",
        '<p data-hx-on:click="x">',
        "<style>p{}</style>",
        "<a href='x' title='a<hx-get'>",
    ):
        with pytest.raises(AssertionError):
            refuse_unsafe(unsafe)
    refuse_unsafe('<script type="application/ld+json">{"a": "b"}</script><p class="a">1 &lt; 2</p>')
