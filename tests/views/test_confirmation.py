"""Addresses over HTTP: confirmed by a button, never by a look; alike for known and unknown."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Job, Reader
from models.database import db
from tests.cast import PASSWORD, Cast
from tests.conftest import HTMX
from tests.postbox import Postbox, link_of

from .test_login import Counting, hasher

__all__ = ["hasher"]

FORM = {"name": "Ruth Adler", "email": "ruth@example.org", "password": PASSWORD}


@pytest.fixture
def postbox(cast: Cast) -> Postbox:
    """Where the letters of a test land."""
    assert cast.publication
    return Postbox()


def confirmed() -> list[str | None]:
    db.rollback()
    return list(db.scalars(select(Reader.confirmed_address).order_by(Reader.id)))


def test_a_look_at_the_link_confirms_nothing(client: FlaskClient, postbox: Postbox) -> None:
    """Complaint 4: mail scanners follow every link."""
    client.post("/register", data=FORM)
    assert "Not confirmed yet" in client.get("/account").text
    path = postbox.link()
    for _ in range(2):
        page = client.get(path)
        assert client.head(path).status_code == 200
    assert page.status_code == 200
    assert "ruth@example.org" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert confirmed() == [None]


@pytest.mark.parametrize("logged_in", [True, False])
def test_the_button_confirms(
    client: FlaskClient, postbox: Postbox, act: dict[str, Any], logged_in: bool
) -> None:
    client.post("/register", data=FORM)
    path = postbox.link()
    if not logged_in:
        client.delete_cookie("session")
    response = client.post(path, **act)
    where = response.headers["HX-Redirect" if act["headers"] else "Location"]
    page = "/account" if logged_in else "/login"
    assert where == f"{page}?said=address-confirmed"
    assert "the address is confirmed" in client.get(where).text
    assert confirmed() == ["ruth@example.org"]
    assert client.post(path, **act).status_code == 410
    assert client.get(path).status_code == 410


def test_an_address_that_is_anothers_by_now_is_refused(
    client: FlaskClient, other: FlaskClient, postbox: Postbox, act: dict[str, Any]
) -> None:
    for browser in (client, other):
        browser.post("/register", data=FORM)
    paths = [link_of(letter) for letter in postbox.empty()]
    assert client.post(paths[0]).status_code == 303
    refused = other.post(paths[1], **act)
    assert refused.status_code == 409
    assert "belongs to another account" in refused.text
    assert confirmed() == ["ruth@example.org", None]


def test_the_letter_once_more(client: FlaskClient, postbox: Postbox, act: dict[str, Any]) -> None:
    client.post("/register", data=FORM)
    postbox.empty()
    response = client.post("/account/confirmation", **act)
    if act["headers"]:
        assert 'id="account-letter"' in response.text
        assert "on its way again" in response.text
    else:
        assert response.headers["Location"] == "/account?said=letter-again"
        assert "on its way again" in client.get("/account?said=letter-again").text
    client.post(postbox.link())
    assert client.post("/account/confirmation", **act).status_code == 409


def test_another_address(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    ruth = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    cast.log_in(client, ruth)
    form = {"email": "new@example.org", "present": PASSWORD}
    response = client.post("/account/address", data=form, **act)
    where = response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert where == "/account?said=address-asked"
    page = client.get(where).text
    assert "until the link is used" in page.lower()
    assert "ruth@example.org" in page
    client.post(Postbox().link())
    assert "new@example.org" in client.get("/account").text


@pytest.mark.parametrize("known", [None, "ruth@example.org"])
def test_known_and_unknown_addresses_are_answered_alike(
    client: FlaskClient, cast: Cast, hasher: Counting, act: dict[str, Any], known: str | None
) -> None:
    cast.person("Ruth Adler", confirmed_address=known)
    cast.log_in(client, cast.yusuf)
    told = []
    for address in ("ruth@example.org", "nobody@example.org"):
        hasher.computed = 0
        form = {"email": address, "present": PASSWORD}
        response = client.post("/account/address", data=form, **act)
        assert hasher.computed == 1
        told.append((response.status, sorted(response.headers), response.data))
    assert told[0] == told[1]
    queued = db.scalars(select(Job).order_by(Job.id)).all()
    assert [job.payload["letter"] for job in queued] == ["new_address"] * 2


@pytest.mark.parametrize(
    ("email", "present", "wrong"),
    [
        ("ruth", PASSWORD, {"email"}),
        ("new@example.org", "", {"present"}),
        ("new@example.org", "not this one", {"present"}),
        ("", "", {"email", "present"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: FlaskClient,
    cast: Cast,
    act: dict[str, Any],
    email: str,
    present: str,
    wrong: set[str],
) -> None:
    cast.log_in(client, cast.ruth)
    form = {"email": email, "present": present}
    response = client.post("/account/address", data=form, **act)
    assert response.status_code == 422
    for field in ("email", "present"):
        assert (f'id="field-{field}-error"' in response.text) is (field in wrong)
    assert ("<html" in response.text) is not bool(act["headers"])
    assert db.scalars(select(Job)).all() == []


def test_a_stranger_and_another_site_change_nothing(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    cast.log_in(client, cast.ruth)
    form = {"email": "new@example.org", "present": PASSWORD}
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    for path in ("/account/address", "/account/confirmation"):
        assert other.post(path, data=form).headers["Location"].startswith("/login")
        assert other.post(path, data=form, headers=HTMX).status_code == 401
        assert client.post(path, data=form, headers=elsewhere).status_code == 403
    assert other.get("/account/address").headers["Location"].startswith("/login")
    assert db.scalars(select(Job)).all() == []
