"""Attacks, each by its name: what somebody sends who means harm, and that nothing comes of it."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from models import ArticleAddress
from settings import Settings
from tests.cast import PASSWORD, Cast
from tests.conftest import HTMX, StrictClient
from views import limits

from .conversation import PAGE, POST

UNSORTED = "a" + "\u0301\u0323" * 15_000
"""Marks in the wrong order: to sort them takes time that grows with the square of their number."""
UNSORTED_SPACING = "a" + "\u302e\u302a" * 15_000
"""The same, where every other one counts as a letter of its own."""


def seconds(act: object) -> float:
    """The time of the processor that `act` takes."""
    start = time.process_time()
    act()  # type: ignore[operator]
    return time.process_time() - start


@pytest.mark.parametrize("bomb", [UNSORTED, UNSORTED_SPACING])
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/register", "name"),
        ("/register", "email"),
        ("/register", "password"),
        ("/login", "email"),
        ("/login", "password"),
        ("/account/name", "name"),
        (POST, "body"),
    ],
)
def test_a_bomb_of_combining_marks_in_a_form(
    client: StrictClient, cast: Cast, address: str, field: str, bomb: str
) -> None:
    assert cast.article
    cast.log_in(client, cast.ruth)
    form = {"name": "Ruth", "email": "ruth@example.org", "password": PASSWORD, field: bomb}
    assert seconds(lambda: client.post(address, data=form)) < 1


@pytest.mark.parametrize("bomb", [UNSORTED, "a" * 60_000 + "!"])
def test_a_bomb_in_a_search(client: StrictClient, cast: Cast, bomb: str) -> None:
    assert cast.article
    assert seconds(lambda: client.get("/search", query_string={"q": bomb})) < 1


def test_a_present_password_guessed_under_ever_new_names(settings: Settings, cast: Cast) -> None:
    """The field `email` has no business in this form: it does not begin a new count."""
    cast.ruth  # noqa: B018 (made before the second application)
    strict = create_app(replace(settings, limit_login="3 per minute"))
    strict.test_client_class = StrictClient
    client = cast.log_in(strict.test_client(), cast.ruth)
    form = {"present": "a wrong one", "password": "a window for every lamp"}
    answers = [
        client.post("/account/password", data={**form, "email": f"{n}@x.org"}) for n in range(5)
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429, 429]


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00+00:00"])
def test_an_instant_at_the_end_of_the_calendar(
    client: StrictClient, cast: Cast, since: str
) -> None:
    assert cast.article
    form = {"keep": "yes", "row": "yes", "since": since}
    assert client.post(f"{PAGE}/saved", data=form).status_code == 422
    assert client.get("/saved").status_code == 200


def test_a_referrer_that_is_no_address(client: StrictClient, cast: Cast) -> None:
    assert cast.article
    response = client.post("/welcome", headers={"Referer": "http://[evil"})
    assert (response.status_code, response.location) == (303, "/")


@pytest.mark.parametrize("address", ["/search", "/articles/an-old-lamp"])
def test_a_query_of_bytes_that_are_no_text(client: StrictClient, cast: Cast, address: str) -> None:
    cast.keep(ArticleAddress(slug="an-old-lamp", article_id=cast.article.id))
    response = client.get(address, environ_overrides={"QUERY_STRING": "q=\xff\xfe"})
    assert response.status_code in {200, 301}


@pytest.mark.parametrize("address", ["192.0.2.1:5678", "unix:"])
def test_a_machine_without_an_address(client: StrictClient, cast: Cast, address: str) -> None:
    assert cast.article
    response = client.get("/search?q=lamp", environ_overrides={"REMOTE_ADDR": address})
    assert response.status_code == 200


def test_a_machine_that_comes_from_ever_new_ports(app: Flask) -> None:
    for port in ("5678", "5679"):
        with app.test_request_context(environ_overrides={"REMOTE_ADDR": f"192.0.2.1:{port}"}):
            assert limits.machine() == "192.0.2.1"


def test_a_style_sheet_without_its_ending(client: StrictClient, cast: Cast) -> None:
    assert cast.publication
    found = re.search(r"/assets/site-[0-9a-f]+", client.get("/").text)
    assert found
    assert client.get(f"{found[0]}-8f2413.css").status_code == 200
    assert client.get(f"{found[0]}-8f2413").status_code == 404


@pytest.mark.parametrize("next_", ["/authors/عربي", "/x\u2028y", "/x\r\nSet-Cookie: a=b"])
def test_a_next_that_no_header_can_hold(client: StrictClient, cast: Cast, next_: str) -> None:
    form = {"email": cast.ruth.address, "password": PASSWORD, "next": next_}
    told = client.post("/login", data=form, headers=HTMX).headers["HX-Redirect"]
    assert told.startswith("/")
    assert told.isascii()
    assert "\n" not in told
