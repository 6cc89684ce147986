"""Logging in and out over HTTP: alike for known and unknown, and everything comes along."""

from __future__ import annotations

from typing import Any

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import select

from domain import passwords, saved, unfinished
from models import Login, Reader, Saved, now
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from tests.conftest import HTMX

NOT_TOGETHER = "do not go together"


class Counting(PasswordHasher):
    """Counts the hashes that are computed."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)
        self.computed = 0

    def hash(self, *args: Any, **kwargs: Any) -> str:
        self.computed += 1
        return super().hash(*args, **kwargs)

    def verify(self, *args: Any, **kwargs: Any) -> Any:
        self.computed += 1
        return super().verify(*args, **kwargs)


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """The real hasher, counting."""
    counting = Counting()
    monkeypatch.setattr(passwords, "hasher", counting)
    return counting


def log_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: Any) -> Any:
    headers = more.pop("headers", {})
    form = {"email": email, "password": password, **more}
    return client.post("/login", data=form, headers=headers)


def test_the_form_is_shown_and_sets_no_cookie(client: FlaskClient) -> None:
    response = client.get("/login?next=/articles/a-slug%23comments")
    assert response.status_code == 200
    assert 'name="next" value="/articles/a-slug#comments"' in response.text
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_log_in(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    response = log_in(client, cast.ruth.address, next="/articles/a-slug", **act)
    if act["headers"]:
        assert response.status_code == 200
        assert response.headers["HX-Redirect"] == "/articles/a-slug"
    else:
        assert response.status_code == 303
        assert response.headers["Location"] == "/articles/a-slug"
    assert "Ruth Adler" in client.get("/account").text


@pytest.mark.parametrize("address", ["RUTH@Example.ORG", "  ruth@example.org "])
def test_an_address_is_compared_casefolded(client: FlaskClient, cast: Cast, address: str) -> None:
    assert cast.ruth
    assert log_in(client, address).status_code == 303


def test_unknown_and_wrong_are_answered_alike(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    wrong = log_in(client, cast.ruth.address, "a lamp in no window", **act)
    unknown = log_in(client, "nora@example.org", "a lamp in no window", **act)
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("ruth@", "nora@") == unknown.text
    assert NOT_TOGETHER in wrong.text
    assert 'value="ruth@example.org"' in wrong.text
    assert "a lamp in no window" not in wrong.text
    assert "Set-Cookie" not in wrong.headers
    assert db.scalars(select(Login)).all() == []


def test_one_hash_is_computed_on_every_path(
    client: FlaskClient, cast: Cast, hasher: Counting
) -> None:
    assert cast.ruth
    cast.keep(Reader(name="Ines Okafor", address="ines@example.org", password_hash=passwords.NONE))
    for email, password in (
        ("ruth@example.org", PASSWORD),
        ("ruth@example.org", "a lamp in no window"),
        ("nobody@example.org", PASSWORD),
        ("ines@example.org", PASSWORD),
    ):
        hasher.computed = 0
        log_in(client, email, password)
        assert hasher.computed == 1, email


@pytest.mark.parametrize(
    ("email", "password"), [("", PASSWORD), ("ruth@example.org", ""), ("", "")]
)
def test_an_empty_field_is_asked_for(client: FlaskClient, email: str, password: str) -> None:
    response = log_in(client, email, password)
    assert response.status_code == 422
    assert response.text.count('aria-invalid="true"') == (not email) + (not password)
    assert response.text.count(" autofocus") == 1


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\tevil",
        "evil",
        "",
    ],
)
def test_next_leads_nowhere_else(client: FlaskClient, cast: Cast, elsewhere: str) -> None:
    assert "evil" not in client.get("/login", query_string={"next": elsewhere}).text
    response = log_in(client, cast.ruth.address, next=elsewhere)
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize(("remember", "lasts"), [({"remember": "y"}, True), ({}, False)])
def test_remember_me_lengthens_the_cookie_and_is_no_second_one(
    client: FlaskClient, cast: Cast, remember: dict[str, str], lasts: bool
) -> None:
    response = log_in(client, cast.ruth.address, **remember)
    (cookie,) = response.headers.getlist("Set-Cookie")
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert ("Expires=" in cookie) is lasts


def test_a_log_in_has_a_new_secret_each_time(client: FlaskClient, cast: Cast) -> None:
    """Nobody who planted a session before has it afterwards."""
    log_in(client, cast.ruth.address)
    first = client.get_cookie("session")
    log_in(client, cast.ruth.address)
    second = client.get_cookie("session")
    assert first
    assert second
    assert first.value != second.value
    assert len(db.scalars(select(Login)).all()) == 1
    client.set_cookie("session", first.value)
    assert client.get("/account").status_code == 303


def test_what_the_device_kept_comes_along(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    article, ruth = cast.article, cast.ruth
    client.post(f"/articles/{article.slug}/saved", data={"keep": "yes"})
    client.post(f"/articles/{article.slug}/comments", data={"body": "What I wanted to say."})
    assert client.get_cookie("device")
    assert "What you typed is kept" in client.get("/login").text
    log_in(client, ruth.address, **act)
    assert client.get_cookie("device") is None
    assert saved.ids(ruth) == {article.id}
    assert len(db.scalars(select(Saved)).all()) == 1
    assert unfinished.waits(ruth)
    assert "What I wanted to say." in client.get(f"/articles/{article.slug}").text


def test_the_accounts_reading_settings_come_to_this_device(client: FlaskClient, cast: Cast) -> None:
    ruth = cast.person("Ruth Adler", reading={"theme": "night", "text_size": "large"})
    client.post("/reading-settings", data={"text_size": "small"})
    log_in(client, ruth.address)
    cookie = client.get_cookie("reading")
    assert cookie
    assert cookie.value == "text_size=small*&theme=night"
    page = client.get("/reading-settings").text
    assert 'data-text-size="small" data-theme="night"' in page
    assert "On this device you chose Small" in page


def test_nothing_is_said_of_settings_that_nobody_chose(client: FlaskClient, cast: Cast) -> None:
    response = log_in(client, cast.ruth.address)
    assert not [c for c in response.headers.getlist("Set-Cookie") if c.startswith("reading")]


def test_log_out(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    cast.log_in(client, cast.ruth)
    kept = client.get_cookie("session")
    response = client.post("/logout", **act)
    assert response.status_code == (200 if act["headers"] else 303)
    assert client.get_cookie("session") is None
    assert db.scalars(select(Login)).all() == []
    assert kept
    client.set_cookie("session", kept.value)
    assert client.get("/account").status_code == 303, "the secret opens nothing any more"
    assert "You are logged out" in client.get("/login?said=logged-out").text


def test_logging_out_twice_is_as_good_as_once(client: FlaskClient) -> None:
    assert client.post("/logout").status_code == 303
    assert client.get("/logout").status_code in {404, 405}


def test_another_site_logs_nobody_out(client: FlaskClient, cast: Cast) -> None:
    cast.log_in(client, cast.ruth)
    assert client.post("/logout", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get("/account").status_code == 200


def test_a_log_in_that_has_expired_is_a_visit(client: FlaskClient, cast: Cast) -> None:
    cast.log_in(client, cast.ruth)
    writing()
    db.scalars(select(Login)).one().expires_at = now()
    db.commit()
    assert "Log in" in client.get("/").text
    assert client.get("/account").headers["Location"] == "/login?next=/account"


def test_a_forged_session_opens_nothing(client: FlaskClient) -> None:
    client.set_cookie("session", "eyJfdXNlcl9pZCI6IjEifQ.forged.signature")
    assert client.get("/account").status_code == 303


def test_words_come_from_a_closed_list(client: FlaskClient) -> None:
    assert "said-line" not in client.get("/login?said=You+have+won").text


def test_the_fragment_is_part_of_the_page(client: FlaskClient) -> None:
    fragment = client.get("/login", headers=HTMX).text
    assert "<html" not in fragment
    assert 'id="login-form"' in fragment
