"""How long a log in lasts, when it begins anew, and that a copied cookie is worth nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from domain import login, readers
from domain.decisions.sanctioning import ban
from domain.refusal import PasswordFirst
from models import Login, Reader, Role, now
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from tests.conftest import HTMX

NEW = "another lamp in the window"


def row() -> Login:
    """The newest log in."""
    db.rollback()
    return db.scalars(select(Login).order_by(Login.id.desc()).limit(1)).one()


def have_passed(moment: timedelta) -> None:
    """Time goes by."""
    found = row()
    writing()
    for column in ("began_at", "seen_at", "expires_at", "password_at"):
        setattr(found, column, getattr(found, column) - moment)
    db.commit()


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("session")
    assert found
    return found.value


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


@pytest.mark.parametrize(("remember", "days"), [({}, 14), ({"remember": "y"}, 90)])
def test_a_log_in_has_an_end(
    client: FlaskClient, cast: Cast, remember: dict[str, str], days: int
) -> None:
    form = {"email": cast.ruth.address, "password": PASSWORD, **remember}
    client.post("/login", data=form)
    assert abs(row().expires_at - now() - timedelta(days=days)) < timedelta(minutes=1)
    have_passed(timedelta(days=days, minutes=1))
    assert not is_in(client)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.READER])
def test_staff_log_in_every_day(client: FlaskClient, cast: Cast, role: Role) -> None:
    dara = cast.person("Dara Quill", role)
    client.post("/login", data={"email": dara.address, "password": PASSWORD, "remember": "y"})
    have_passed(timedelta(hours=11, minutes=59))
    assert is_in(client)
    have_passed(timedelta(minutes=2))
    assert not is_in(client)


def test_whoever_stays_away_is_logged_out(client: FlaskClient, cast: Cast) -> None:
    form = {"email": cast.ruth.address, "password": PASSWORD, "remember": "y"}
    client.post("/login", data=form)
    with client.session_transaction() as session:
        session["visited"] -= 15 * 24 * 3600
    have_passed(timedelta(days=15))
    assert not is_in(client)


def test_whoever_only_reads_stays_in_and_writes_no_row(client: FlaskClient, cast: Cast) -> None:
    form = {"email": cast.ruth.address, "password": PASSWORD, "remember": "y"}
    client.post("/login", data=form)
    for _ in range(8):
        with client.session_transaction() as session:
            session["visited"] -= 10 * 24 * 3600
        have_passed(timedelta(days=10))
        seen = row().seen_at
        response = client.get("/")
        assert "Ruth Adler" in response.text
        assert "session=" in response.headers["Set-Cookie"]
        assert "Set-Cookie" not in client.get("/").headers, "once a day is enough"
        assert row().seen_at == seen
    with client.session_transaction() as session:
        session["visited"] -= 10 * 24 * 3600
    have_passed(timedelta(days=10, minutes=1))
    assert not is_in(client), "ninety days are over"


def test_the_password_once_more(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    cast.log_in(client, cast.ruth)
    have_passed(timedelta(minutes=16))
    before = cookie(client)
    form = {"present": PASSWORD, "next": "/account/logins"}
    wrong = client.post("/account/present-password", data={**form, "present": "no"}, **act)
    assert wrong.status_code == 422
    assert 'id="field-present-error"' in wrong.text
    assert 'value="/account/logins"' in wrong.text
    response = client.post("/account/present-password", data=form, **act)
    where = response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert where == "/account/logins"
    assert cookie(client) != before, "what one may do has changed, so the session has too"
    assert now() - row().password_at < timedelta(minutes=1)
    client.set_cookie("session", before)
    assert not is_in(client)


def test_the_password_is_asked_for_after_a_quarter_of_an_hour(app: Flask, cast: Cast) -> None:
    begun = login.begin(cast.ruth, browser="", remembered=False)
    db.commit()
    login.require_recent(cast.ruth)
    begun.password_at = now() - timedelta(minutes=16)
    with pytest.raises(PasswordFirst):
        login.require_recent(cast.ruth)


def test_whoever_is_asked_for_the_password_comes_back(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    @app.get("/delicate")
    def delicate() -> str:
        from views.visitor import reader

        login.require_recent(readers.own(reader()))
        return "It is you."

    cast.log_in(client, cast.ruth)
    assert client.get("/delicate?of=it").status_code == 200
    have_passed(timedelta(minutes=16))
    asked = client.get("/delicate?of=it")
    assert asked.status_code == 303
    assert asked.headers["Location"] == "/account/present-password?next=/delicate?of%3Dit"
    by_htmx = client.get("/delicate", headers=HTMX)
    assert by_htmx.status_code == 401
    assert by_htmx.headers["HX-Redirect"] == "/account/present-password?next=/delicate"
    page = client.get(asked.headers["Location"])
    assert 'value="/delicate?of=it"' in page.text


def _logs_out(client: FlaskClient, _reader: Reader) -> None:
    client.post("/logout")


def _changes_the_password(client: FlaskClient, _reader: Reader) -> None:
    form = {"present": PASSWORD, "password": NEW}
    assert client.post("/account/password", data=form).status_code == 303


def _is_banned(_client: FlaskClient, reader: Reader) -> None:
    writing()
    ban(db.get_one(Reader, reader.id))
    db.commit()


def _gets_another_role(_client: FlaskClient, reader: Reader) -> None:
    readers.appoint(reader.confirmed_address or "", Role.EDITOR)
    db.commit()


@pytest.mark.parametrize("act", [_logs_out, _changes_the_password, _is_banned, _gets_another_role])
def test_a_copied_cookie_is_dead_on_the_next_request(
    client: FlaskClient,
    other: FlaskClient,
    cast: Cast,
    act: Callable[[FlaskClient, Reader], None],
) -> None:
    ruth = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    cast.log_in(client, ruth)
    other.set_cookie("session", cookie(client))
    assert is_in(other)
    act(client, ruth)
    assert not is_in(other)
    assert "Ruth Adler" not in other.get("/").text


def test_the_same_role_once_more_logs_nobody_out(client: FlaskClient, cast: Cast) -> None:
    ruth = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    cast.log_in(client, ruth)
    readers.appoint("ruth@example.org", Role.READER)
    db.commit()
    assert is_in(client)


def test_a_role_is_given_by_whoever_has_just_shown_who_they_are(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    admin, ruth = cast.person("Ada Stone", Role.ADMIN), cast.ruth
    cast.log_in(client, admin)
    have_passed(timedelta(minutes=16))
    path = f"/moderation/people/{ruth.id}"
    form = {"role": "editor", "seen": "reader"}
    headers = {"Referer": f"http://localhost{path}", **act["headers"]}
    asked = client.post(f"{path}/role", data=form, headers=headers)
    where = asked.headers["HX-Redirect" if act["headers"] else "Location"]
    assert where == f"/account/present-password?next={path}"
    assert db.get_one(Reader, ruth.id).role is Role.READER
    client.post("/account/present-password", data={"present": PASSWORD})
    assert client.post(f"{path}/role", data=form, headers=headers).status_code in {200, 303}
    db.rollback()
    assert db.get_one(Reader, ruth.id, populate_existing=True).role is Role.EDITOR
