"""One's own account over HTTP: each act twice, and never another's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from domain import passwords
from models import Login, Reader, now
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from tests.conftest import HTMX

NEW = "another lamp in the window"
PAGES = ["/account", "/account/name", "/account/password", "/account/logins"]
ACTS = {
    "/account/name": {"name": "Ruth Stein"},
    "/account/password": {"present": PASSWORD, "password": NEW},
    "/account/logins": {"end": "others"},
}


@pytest.fixture
def ruth(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Ruth's browser."""
    return cast.log_in(client, cast.ruth)


def row() -> Login:
    """The newest log in."""
    db.rollback()
    return db.scalars(select(Login).order_by(Login.id.desc()).limit(1)).one()


def stored(reader: Reader) -> Reader:
    """`reader` as the database has it now."""
    db.rollback()
    return db.get_one(Reader, reader.id, populate_existing=True)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_account_is_its_readers_alone(
    ruth: FlaskClient, other: FlaskClient, path: str
) -> None:
    mine = ruth.get(path)
    assert mine.status_code == 200
    assert mine.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in mine.headers
    stranger = other.get(path)
    assert stranger.status_code == 303
    assert stranger.headers["Location"] == f"/login?next={path}"
    asked_by_htmx = other.get(path, headers=HTMX)
    assert asked_by_htmx.status_code == 401
    assert asked_by_htmx.headers["HX-Redirect"] == f"/login?next={path}"


@pytest.mark.parametrize("path", ACTS)
def test_a_stranger_changes_nothing(
    other: FlaskClient, cast: Cast, act: dict[str, Any], path: str
) -> None:
    ruth = cast.ruth
    before = ruth.name, ruth.password_hash
    response = other.post(path, data=ACTS[path], **act)
    assert response.status_code == (401 if act["headers"] else 303)
    assert "/login" in response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert (stored(ruth).name, stored(ruth).password_hash) == before


@pytest.mark.parametrize("path", ACTS)
def test_another_site_changes_nothing(ruth: FlaskClient, cast: Cast, path: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert ruth.post(path, data=ACTS[path], headers=headers).status_code == 403
    assert stored(cast.ruth).name == "Ruth Adler"
    assert passwords.matches(stored(cast.ruth).password_hash, PASSWORD)


def test_the_account_says_what_it_holds(ruth: FlaskClient, cast: Cast) -> None:
    ruth.post(f"/articles/{cast.article.slug}/saved", data={"keep": "yes"})
    page = ruth.get("/account").text
    for words in ("Ruth Adler", "ruth@example.org", "1 article", "Medium, Auto, Serif", "Log out"):
        assert words in page


def test_change_of_name(ruth: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    response = ruth.post("/account/name", data={"name": " Ruth  Stein "}, **act)
    where = response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert where == "/account?said=renamed"
    page = ruth.get(where).text
    assert "Your name was changed." in page
    assert "Ruth Stein" in page
    assert stored(cast.ruth).name == "Ruth Stein"


def test_a_name_stays_for_a_while(ruth: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    ruth.post("/account/name", data={"name": "Ruth Stein"})
    response = ruth.post("/account/name", data={"name": "Ruth Otherwise"}, **act)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 29 * 24 * 3600
    assert "again in 30 days" in response.text
    assert 'value="Ruth Otherwise"' in response.text
    assert ("<html" in response.text) is not bool(act["headers"])
    assert stored(cast.ruth).name == "Ruth Stein"


@pytest.mark.parametrize("name", ["", "R", "N" * 61, "Ruth\u202eAdler", "123"])
def test_what_is_no_name_is_said_beside_the_field(
    ruth: FlaskClient, cast: Cast, act: dict[str, Any], name: str
) -> None:
    response = ruth.post("/account/name", data={"name": name}, **act)
    assert response.status_code == 422
    assert 'id="field-name-error"' in response.text
    assert ("<html" in response.text) is not bool(act["headers"])
    assert stored(cast.ruth).name == "Ruth Adler"


def test_change_of_password(
    ruth: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    cast.log_in(other, cast.ruth)
    before = ruth.get_cookie("session")
    response = ruth.post("/account/password", data=ACTS["/account/password"], **act)
    where = response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert where == "/account?said=password-changed"
    assert ruth.get(where).status_code == 200, "this browser stays logged in"
    assert other.get("/account").status_code == 303, "every other is logged out"
    assert before
    assert ruth.get_cookie("session") != before
    other.set_cookie("session", before.value)
    assert other.get("/account").status_code == 303, "the old secret of this one is worth nothing"
    assert passwords.matches(stored(cast.ruth).password_hash, NEW)


def test_a_log_in_that_is_remembered_stays_so(client: FlaskClient, cast: Cast) -> None:
    form = {"email": cast.ruth.address, "password": PASSWORD, "remember": "y"}
    client.post("/login", data=form)
    client.post("/account/password", data=ACTS["/account/password"])
    assert row().remembered


@pytest.mark.parametrize(
    ("present", "password", "wrong"),
    [
        ("not this one", NEW, {"present"}),
        ("", NEW, {"present"}),
        (PASSWORD, "short", {"password"}),
        ("", "", {"present", "password"}),
    ],
)
def test_a_password_that_cannot_be_is_refused_beside_its_field(
    ruth: FlaskClient,
    cast: Cast,
    act: dict[str, Any],
    present: str,
    password: str,
    wrong: set[str],
) -> None:
    form = {"present": present, "password": password}
    response = ruth.post("/account/password", data=form, **act)
    assert response.status_code == 422
    for field in ("present", "password"):
        assert (f'id="field-{field}-error"' in response.text) is (field in wrong)
    assert NEW not in response.text
    assert passwords.matches(stored(cast.ruth).password_hash, PASSWORD)
    assert ruth.get("/account").status_code == 200


def test_log_ins_are_listed_by_browser(ruth: FlaskClient, other: FlaskClient, cast: Cast) -> None:
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0"}
    form = {"email": cast.ruth.address, "password": PASSWORD}
    other.post("/login", data=form, headers=agent)
    page = ruth.get("/account/logins").text
    assert "Firefox on Linux" in page
    assert page.count("this browser") == 1
    assert page.count("Log out there") == 1


def test_end_of_one_log_in(
    ruth: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    cast.log_in(other, cast.ruth)
    there = row().id
    for _ in range(2):
        response = ruth.post("/account/logins", data={"end": there}, **act)
        if act["headers"]:
            assert response.status_code == 200
            assert 'id="account-logins"' in response.text
            assert "That log in was ended." in response.text
        else:
            assert response.headers["Location"] == "/account/logins?said=login-ended"
    assert other.get("/account").status_code == 303
    assert ruth.get("/account").status_code == 200


def test_end_of_all_others(
    ruth: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    cast.log_in(other, cast.ruth)
    response = ruth.post("/account/logins", data={"end": "others"}, **act)
    assert response.status_code == (200 if act["headers"] else 303)
    assert other.get("/account").status_code == 303
    assert ruth.get("/account/logins?said=logins-ended").text.count("Log out there") == 0


def test_nobody_ends_another_readers_log_in(
    ruth: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    ruths = row().id
    cast.log_in(other, cast.nour)
    other.post("/account/logins", data={"end": ruths})
    other.post("/account/logins", data={"end": "others"})
    assert ruth.get("/account").status_code == 200


@pytest.mark.parametrize("end", ["", "banana", "-1", "1; drop table login", "9" * 30])
def test_which_log_in_is_a_number(ruth: FlaskClient, end: str) -> None:
    assert ruth.post("/account/logins", data={"end": end}).status_code == 422
    assert len(db.scalars(select(Login)).all()) == 1


def test_a_reading_notes_no_use_and_an_act_does(ruth: FlaskClient, cast: Cast) -> None:
    long_ago = now() - timedelta(days=3)
    db.rollback()
    writing()
    db.execute(update(Login).values(seen_at=long_ago))
    db.commit()
    for path in PAGES:
        ruth.get(path)
    assert row().seen_at == long_ago
    ruth.post("/account/name", data={"name": "1"})
    assert row().seen_at > now() - timedelta(minutes=1), "also an act that was refused"


def test_two_readers_see_each_their_own(ruth: FlaskClient, other: FlaskClient, cast: Cast) -> None:
    """Complaint 10: nobody is shown another's name."""
    cast.log_in(other, cast.yusuf)
    for path in ("/", f"/articles/{cast.article.slug}", "/account", "/saved"):
        assert "Yusuf" not in ruth.get(path).text
        assert "Ruth" not in other.get(path).text
