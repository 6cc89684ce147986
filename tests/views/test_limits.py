"""Limits over HTTP: one over is 429, changes nothing, keeps what was typed, says when to return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import create_app
from models import Comment, Login, Reader, Spent, Unfinished
from models.database import db
from settings import Settings, SettingsError, from_environment
from tests.cast import PASSWORD, Cast
from tests.conftest import StrictClient, leave

WRONG = "a lamp in no window"


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """A site that takes everything twice."""
    twice = "2 per 15 minutes"
    app = create_app(
        replace(
            settings,
            limit_login=twice,
            limit_login_machine="5 per 15 minutes",
            limit_register=twice,
            limit_comment=twice,
            limit_search=twice,
            proxies=1,
        )
    )
    app.test_client_class = StrictClient
    yield app
    leave()


def number_of(model: type[Any]) -> int:
    db.rollback()
    return db.scalar(select(func.count()).select_from(model)) or 0


def assert_too_often(response: Any) -> None:
    assert response.status_code == 429
    assert 870 < int(response.headers["Retry-After"]) <= 900
    assert "Please try again in 15 minutes" in response.text
    assert response.headers["Cache-Control"] == "no-store"


def log_in(
    client: FlaskClient,
    email: str,
    password: str = WRONG,
    *,
    machine: str = "192.0.2.1",
    **act: Any,
) -> Any:
    headers = {**act.get("headers", {}), "X-Forwarded-For": machine}
    return client.post("/login", data={"email": email, "password": password}, headers=headers)


def test_wrong_passwords(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    ruth = cast.ruth.address
    assert [log_in(client, ruth, **act).status_code for _ in range(2)] == [422, 422]
    response = log_in(client, ruth, PASSWORD, **act)
    assert_too_often(response)
    assert 'value="ruth@example.org"' in response.text, "what was typed stands there"
    assert PASSWORD not in response.text
    assert number_of(Login) == 0
    assert ("<html" in response.text) is not bool(act["headers"])


def test_unknown_addresses_are_limited_alike(client: FlaskClient) -> None:
    statuses = [log_in(client, "nobody@example.org").status_code for _ in range(3)]
    assert statuses == [422, 422, 429]


def test_one_who_guesses_locks_nobody_else_out(client: FlaskClient, cast: Cast) -> None:
    ruth = cast.ruth.address
    for _ in range(3):
        log_in(client, ruth, machine="192.0.2.66")
    assert log_in(client, ruth, PASSWORD, machine="192.0.2.1").status_code == 303
    assert log_in(client, cast.yusuf.address, PASSWORD, machine="192.0.2.66").status_code == 303


def test_right_passwords_are_not_counted_as_guesses(client: FlaskClient, cast: Cast) -> None:
    assert [log_in(client, cast.ruth.address, PASSWORD).status_code for _ in range(4)] == [303] * 4


def test_one_machine_tries_only_so_many_accounts(client: FlaskClient) -> None:
    statuses = [log_in(client, f"{n}@example.org").status_code for n in range(6)]
    assert statuses == [422] * 5 + [429]
    assert log_in(client, "6@example.org", machine="192.0.2.2").status_code == 422


def test_of_the_newer_addresses_a_household_counts_as_one(client: FlaskClient) -> None:
    for number in range(3):
        last = log_in(client, "ruth@example.org", machine=f"2001:db8:1:2::{number}")
    assert last.status_code == 429
    other = log_in(client, "ruth@example.org", machine="2001:db8:1:3::1")
    assert other.status_code == 422
    mapped = [log_in(client, "yusuf@example.org", machine="::ffff:192.0.2.9") for _ in range(2)]
    assert mapped[-1].status_code == 422
    assert log_in(client, "yusuf@example.org", machine="192.0.2.9").status_code == 429


def test_another_sites_tries_are_not_counted(client: FlaskClient) -> None:
    """The origin is judged first: nobody uses up the tries of another by a link."""
    for _ in range(5):
        log_in(client, "ruth@example.org", headers={"Sec-Fetch-Site": "cross-site"})
    assert number_of(Spent) == 0
    assert log_in(client, "ruth@example.org").status_code == 422


def test_registering(client: FlaskClient, act: dict[str, Any]) -> None:
    form = {"name": "Ruth Adler", "email": "ruth@example.org", "password": PASSWORD}
    for _ in range(2):
        assert client.post("/register", data=form).status_code == 303
    client.delete_cookie("session")
    response = client.post("/register", data=form, **act)
    assert_too_often(response)
    assert 'value="Ruth Adler"' in response.text
    assert 'value="ruth@example.org"' in response.text
    assert PASSWORD not in response.text
    assert number_of(Reader) == 2
    assert client.get_cookie("session") is None


def test_the_present_password(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    log_in(client, cast.ruth.address, PASSWORD)
    form = {"present": WRONG, "password": "another lamp in the window"}
    for _ in range(2):
        assert client.post("/account/password", data=form).status_code == 422
    response = client.post("/account/password", data={**form, "present": PASSWORD}, **act)
    assert_too_often(response)
    assert client.get("/account").status_code == 200
    log_in(client, cast.ruth.address, PASSWORD)
    assert client.get("/account").status_code == 200, "the old password still opens"


def test_comments_are_limited_by_account(
    client: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    path = f"/articles/{cast.article.slug}"
    log_in(client, cast.ruth.address, PASSWORD)
    for number in range(2):
        form = {"body": f"Thought {number}."}
        assert client.post(f"{path}/comments", data=form).status_code == 303
    response = client.post(f"{path}/comments", data={"body": "One thought too many."}, **act)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert number_of(Comment) == 2
    assert "One thought too many." in client.get(path).text, "what was typed is kept"
    log_in(other, cast.yusuf.address, PASSWORD)
    yusufs = other.post(f"{path}/comments", data={"body": "From the same library."})
    assert yusufs.status_code == 303


def test_searching(client: FlaskClient, other: FlaskClient) -> None:
    headers = {"X-Forwarded-For": "192.0.2.1"}
    for words in ("lamp", "window"):
        assert client.get(f"/search?q={words}", headers=headers).status_code == 200
    response = client.get("/search?q=moth", headers=headers)
    assert response.status_code == 429
    kept = client.get("/search?q=lamp", headers=headers)
    assert kept.status_code == 200, "what is kept costs nothing, and is not counted"
    assert int(response.headers["Retry-After"]) > 0
    assert number_of(Spent) == 0, "a reading writes nothing"
    elsewhere = {"X-Forwarded-For": "192.0.2.2"}
    assert other.get("/search?q=lamp", headers=elsewhere).status_code == 200


@pytest.mark.parametrize("name", ["login", "login_machine", "register", "comment", "search"])
@pytest.mark.parametrize("value", ["often", "10", "0 per minute", "ten per minute", ""])
def test_a_limit_that_cannot_be_understood_is_refused_at_the_start(name: str, value: str) -> None:
    variable = f"LECTERN_LIMIT_{name.upper()}"
    with pytest.raises(SettingsError, match=variable):
        from_environment({variable: value})


def test_limits_are_settings() -> None:
    assert from_environment({"LECTERN_LIMIT_LOGIN": "3 per hour"}).limit_login == "3 per hour"


def test_strangers_cannot_fill_the_disk_with_refused_texts(settings: Settings, cast: Cast) -> None:
    """Each refused text of a stranger would otherwise be a new device with a new row."""
    app = create_app(replace(settings, limit_keeping="3 per hour"))
    address = f"/articles/{cast.article.slug}/comments"
    for number in range(6):
        form = {"body": f"{number} " + "x" * 20_000}
        headers = {"Sec-Fetch-Site": "same-origin"}
        response = app.test_client().post(address, data=form, headers=headers)
        assert response.status_code in {303, 422}
    assert number_of(Unfinished) == 3
    leave()
