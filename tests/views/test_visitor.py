"""Cookies: four, none before it is needed, each with its attributes, none from a reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from models import Shelf
from models.database import db
from settings import Settings
from tests.cast import PASSWORD, Cast
from tests.conftest import StrictClient, leave

from .test_welcome import acknowledge

READINGS = (
    "/",
    "/articles/{slug}",
    "/articles/{slug}/print",
    "/articles/{slug}/comments",
    "/sections/world",
    "/search?q=lamp",
    "/saved",
    "/reading-settings",
    "/login",
    "/register",
    "/nothing-here",
)
HTTPS = "https://post.example.org"


@pytest.fixture
def served_over_https(settings: Settings) -> Iterator[Flask]:
    """The publication as strangers reach it."""
    app = create_app(replace(settings, url=HTTPS))
    app.test_client_class = StrictClient
    yield app
    leave()


def attributes(client: FlaskClient) -> dict[str, tuple[bool, bool, str | None]]:
    """Each cookie of the browser: HttpOnly, Secure, SameSite."""
    names = ("session", "device", "reading", "welcome")
    found = {name: client.get_cookie(name) for name in names}
    return {n: (c.http_only, c.secure, c.same_site) for n, c in found.items() if c}


def keep_everything(client: FlaskClient, cast: Cast) -> None:
    """Do whatever keeps something for a guest."""
    client.post(f"/articles/{cast.article.slug}/saved", data={"keep": "yes"})
    client.post("/reading-settings", data={"theme": "night"})
    client.post("/welcome")


@pytest.mark.parametrize("path", READINGS)
def test_a_stranger_gets_no_cookie(client: FlaskClient, cast: Cast, path: str) -> None:
    response = client.get(path.format(slug=cast.article.slug))
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", READINGS)
def test_a_reading_sets_nothing_for_those_who_have_cookies_either(
    client: FlaskClient, other: FlaskClient, cast: Cast, path: str
) -> None:
    keep_everything(client, cast)
    cast.log_in(other, cast.ruth)
    for browser in (client, other):
        response = browser.get(path.format(slug=cast.article.slug))
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] in {"private, no-cache", "no-store"}


def test_two_strangers_get_the_same_bytes(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    path = f"/articles/{cast.article.slug}"
    assert client.get(path).data == other.get(path).data
    for browser in (client, other):
        browser.post("/reading-settings", data={"theme": "night"})
    assert client.get(path).data == other.get(path).data
    assert client.get(path).headers["Cache-Control"] == "no-cache", "nobody in particular"


def test_four_cookies_with_their_attributes(client: FlaskClient, cast: Cast) -> None:
    acknowledge("We write on land that others cared for.")
    keep_everything(client, cast)
    assert attributes(client) == {
        "device": (True, False, "Lax"),
        "reading": (False, False, "Lax"),
        "welcome": (True, False, "Lax"),
    }
    cast.log_in(client, cast.ruth)
    assert attributes(client) == {
        "session": (True, False, "Lax"),
        "reading": (False, False, "Lax"),
        "welcome": (True, False, "Lax"),
    }


def test_over_https_each_is_secure(served_over_https: Flask) -> None:
    cast = Cast(served_over_https)
    acknowledge("We write on land that others cared for.")
    client = served_over_https.test_client()
    keep_everything(client, cast)
    assert set(attributes(client)) == {"device", "reading", "welcome"}
    assert all(secure for _, secure, _ in attributes(client).values())
    client.post("/login", data={"email": cast.ruth.address, "password": PASSWORD})
    assert attributes(client)["session"] == (True, True, "Lax")


def test_a_device_cookie_of_ones_own_making_opens_nothing_of_others(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    client.post(f"/articles/{cast.article.slug}/saved", data={"keep": "yes"})
    for guess in ("", "x", "' or 1=1", "a" * 3000):
        other.set_cookie("device", guess)
        assert "You haven't saved any articles" in other.get("/saved").text


def test_the_device_is_not_known_by_what_the_database_keeps(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    """Whoever reads the table cannot become the device: only a hash of the cookie is kept."""
    client.post(f"/articles/{cast.article.slug}/saved", data={"keep": "yes"})
    device = db.scalars(select(Shelf.device)).one()
    assert device
    other.set_cookie("device", device)
    assert "You haven't saved any articles" in other.get("/saved").text
