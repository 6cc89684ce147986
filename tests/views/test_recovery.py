"""A forgotten password over HTTP: alike for known and unknown, and a look uses nothing up."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from domain import passwords
from models import Job, Login, Reader
from models.database import db
from tests.cast import PASSWORD, Cast
from tests.conftest import HTMX
from tests.postbox import Postbox

from .test_login import Counting, hasher

__all__ = ["hasher"]

NEW = "another lamp in the window"


def ask(client: FlaskClient, email: str, **act: Any) -> Any:
    return client.post("/forgot-password", data={"email": email}, **act)


def link(client: FlaskClient, cast: Cast) -> str:
    """The path that was sent to Ruth."""
    assert ask(client, cast.ruth.address).status_code == 303
    return Postbox().link()


def stored(reader: Reader) -> Reader:
    db.rollback()
    return db.get_one(Reader, reader.id, populate_existing=True)


def test_known_and_unknown_addresses_are_answered_alike(
    client: FlaskClient, other: FlaskClient, cast: Cast, hasher: Counting, act: dict[str, Any]
) -> None:
    assert cast.ruth
    told = []
    for browser, address in ((client, "ruth@example.org"), (other, "nobody@example.org")):
        hasher.computed = 0
        response = ask(browser, address, **act)
        assert hasher.computed == 1
        told.append((response.status, sorted(response.headers), response.data))
    assert told[0] == told[1]
    queued = db.scalars(select(Job).order_by(Job.id)).all()
    assert [job.payload["letter"] for job in queued] == ["forgotten"] * 2


def test_what_is_no_address_is_said_beside_the_field(
    client: FlaskClient, act: dict[str, Any]
) -> None:
    response = ask(client, "nobody", **act)
    assert response.status_code == 422
    assert 'id="field-email-error"' in response.text
    assert ("<html" in response.text) is not bool(act["headers"])


def test_a_look_at_the_link_uses_nothing_up(client: FlaskClient, cast: Cast) -> None:
    """Complaint 4: mail scanners follow every link."""
    path = link(client, cast)
    for _ in range(3):
        page = client.get(path)
        assert page.status_code == 200
        assert client.head(path).status_code == 200
    assert "ruth@example.org" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in page.headers
    assert '<meta name="robots" content="noindex">' in page.text
    assert client.post(path, data={"password": NEW}).status_code == 303


def test_a_new_password(client: FlaskClient, other: FlaskClient, cast: Cast, act: Any) -> None:
    cast.log_in(other, cast.ruth)
    copied = other.get_cookie("session")
    path = link(client, cast)
    response = client.post(path, data={"password": NEW}, **act)
    where = response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert where == "/login?said=password-reset"
    assert "Please log in with the new one" in client.get(where).text
    assert passwords.matches(stored(cast.ruth).password_hash, NEW)
    assert other.get("/account").status_code == 303, "logged out everywhere"
    assert copied
    client.set_cookie("session", copied.value)
    assert client.get("/account").status_code == 303, "a copied cookie is dead"
    client.delete_cookie("session")
    again = client.post(path, data={"password": "a third lamp in the window"}, **act)
    assert again.status_code == 410
    assert client.get(path).status_code == 410
    assert db.scalars(select(Login)).all() == []
    form = {"email": "ruth@example.org", "password": NEW}
    assert client.post("/login", data=form).status_code == 303


def test_what_a_device_kept_outlasts_a_forgotten_password(client: FlaskClient, cast: Cast) -> None:
    client.post(f"/articles/{cast.article.slug}/saved", data={"keep": "yes"})
    client.post(link(client, cast), data={"password": NEW})
    assert client.get_cookie("device")


def test_one_hash_is_computed_whether_the_link_is_good_or_not(
    client: FlaskClient, cast: Cast, hasher: Counting
) -> None:
    for path in ("/reset-password/nothing", link(client, cast)):
        hasher.computed = 0
        client.post(path, data={"password": NEW})
        assert hasher.computed == 1, path


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_that_cannot_be_is_said_beside_its_field(
    client: FlaskClient, cast: Cast, act: dict[str, Any], password: str
) -> None:
    path = link(client, cast)
    response = client.post(path, data={"password": password}, **act)
    assert response.status_code == 422
    assert 'id="field-password-error"' in response.text
    assert ("<html" in response.text) is not bool(act["headers"])
    assert passwords.matches(stored(cast.ruth).password_hash, PASSWORD)
    assert client.post(path, data={"password": NEW}).status_code == 303


def test_another_site_resets_nothing(client: FlaskClient, cast: Cast) -> None:
    path = link(client, cast)
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(path, data={"password": NEW}, headers=headers).status_code == 403
    assert ask(client, "ruth@example.org", headers=headers).status_code == 403
    assert client.get(path).status_code == 200


def test_the_fragments_are_parts_of_the_pages(client: FlaskClient, cast: Cast) -> None:
    for path in ("/forgot-password", link(client, cast)):
        fragment = client.get(path, headers=HTMX).text
        assert "<html" not in fragment
        assert "<form" in fragment


def test_log_in_leads_here(client: FlaskClient) -> None:
    assert 'href="/forgot-password"' in client.get("/login").text
