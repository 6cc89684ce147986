"""Registering over HTTP: the same answer whether the address is known or not."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from domain import saved, unfinished
from models import Reader
from models.database import db
from tests.cast import PASSWORD, Cast
from tests.conftest import HTMX

from .test_login import Counting, hasher

__all__ = ["hasher"]

GOOD = {"name": "Ruth Adler", "email": "ruth@example.org", "password": PASSWORD}


def register(client: FlaskClient, act: dict[str, Any] | None = None, **changes: str) -> Any:
    return client.post("/register", data={**GOOD, **changes}, **(act or {}))


def accounts() -> int:
    return db.scalar(select(func.count()).select_from(Reader)) or 0


def test_the_form_is_shown_and_sets_no_cookie(client: FlaskClient) -> None:
    response = client.get("/register?next=/articles/a-slug")
    assert response.status_code == 200
    assert 'name="next" value="/articles/a-slug"' in response.text
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_register(client: FlaskClient, act: dict[str, Any]) -> None:
    response = register(client, act, next="/articles/a-slug")
    where = response.headers["HX-Redirect" if act["headers"] else "Location"]
    assert where == "/articles/a-slug"
    page = client.get("/account?said=registered").text
    assert "Ruth Adler" in page
    assert "Your account is made" in page
    assert db.scalars(select(Reader)).one().confirmed_address is None


def test_without_a_way_to_go_on_it_leads_to_the_account(client: FlaskClient) -> None:
    assert register(client).headers["Location"] == "/account?said=registered"
    assert register(client, next="//evil.example").headers["Location"].startswith("/account")


@pytest.mark.parametrize("confirmed", [None, "ruth@example.org"])
def test_a_known_address_is_answered_alike(
    client: FlaskClient, other: FlaskClient, cast: Cast, hasher: Counting, confirmed: str | None
) -> None:
    new = register(client, email="nobody@example.org")
    computed, hasher.computed = hasher.computed, 0
    cast.person("Ruth Adler", confirmed_address=confirmed)
    hasher.computed = 0
    known = register(other)
    assert hasher.computed == computed == 1
    assert known.status_code == new.status_code == 303
    assert known.headers["Location"] == new.headers["Location"]
    assert known.text == new.text
    assert {name for name, _ in known.headers} == {name for name, _ in new.headers}
    assert accounts() == 3
    assert "Ruth Adler" in other.get("/account").text


def test_the_owner_of_a_known_address_is_not_locked_out(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    ruth = cast.person("Ruth Adler", confirmed_address="ruth@example.org")
    register(other, name="Nour Grim", password="another password of another")
    cast.log_in(client, ruth)
    assert "Ruth Adler" in client.get("/account").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "R"),
        ("name", "N" * 61),
        ("name", "Ruth\u202eAdler"),
        ("name", "2026"),
        ("email", ""),
        ("email", "ruth"),
        ("email", "ruth@example"),
        ("email", "ruth@example.org\nBcc: all@example.org"),
        ("password", ""),
        ("password", "eleven char"),
        ("password", "x" * 201),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: FlaskClient, act: dict[str, Any], field: str, value: str
) -> None:
    response = register(client, act, **{field: value})
    assert response.status_code == 422
    assert f'id="field-{field}-error"' in response.text
    assert (
        f"field-{field}-error"
        in response.text.partition(f'id="field-{field}"')[0][-900:]
        + (response.text.partition(f'id="field-{field}"')[2][:900])
    )
    assert response.text.count('class="field-error"') == 1
    assert response.text.count(" autofocus") == 1
    assert PASSWORD not in response.text
    for kept in {"name", "email"} - {field}:
        assert f'value="{GOOD[kept]}"' in response.text
    assert accounts() == 0
    assert "Set-Cookie" not in response.headers


def test_everything_wrong_is_said_at_once(client: FlaskClient) -> None:
    response = register(client, name="", email="", password="")
    assert response.text.count('class="field-error"') == 3
    assert response.text.count(" autofocus") == 1


def test_what_was_typed_is_no_markup(client: FlaskClient) -> None:
    response = register(client, name='"><script>alert(1)</script>', email="<b>")
    assert response.status_code == 422
    assert "<script>alert" not in response.text


def test_what_the_device_kept_comes_along(client: FlaskClient, cast: Cast) -> None:
    article = cast.article
    client.post(f"/articles/{article.slug}/saved", data={"keep": "yes"})
    client.post(f"/articles/{article.slug}/comments", data={"body": "What I wanted to say."})
    client.post("/reading-settings", data={"theme": "night"})
    assert "What you typed is kept" in client.get("/register").text
    register(client)
    ruth = db.scalars(select(Reader).where(Reader.name == "Ruth Adler")).one()
    assert saved.ids(ruth) == {article.id}
    assert unfinished.waits(ruth)
    assert ruth.reading == {"theme": "night"}
    cookie = client.get_cookie("reading")
    assert cookie
    assert cookie.value == "theme=night", "the account knows of it now"
    assert client.get_cookie("device") is None


def test_somebody_logged_in_is_told_so(client: FlaskClient, cast: Cast) -> None:
    cast.log_in(client, cast.ruth)
    for path in ("/register", "/login"):
        assert "You are logged in as" in client.get(path).text


def test_another_site_registers_nobody(client: FlaskClient) -> None:
    response = register(client, {"headers": {"Sec-Fetch-Site": "cross-site"}})
    assert response.status_code == 403
    assert accounts() == 0


def test_the_fragment_is_part_of_the_page(client: FlaskClient) -> None:
    fragment = client.get("/register", headers=HTMX).text
    assert "<html" not in fragment
    assert 'id="register-form"' in fragment
