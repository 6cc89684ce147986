"""Leaving over HTTP: asked with the password, said on every page of the account, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from models import Reader
from models.database import db
from tests.cast import PASSWORD, Cast

PATH = "/account/leaving"
FORM = {"leave": "yes", "comments": "go", "present": PASSWORD}
LINE = "Your account will be deleted on"
PAGES = ["/account", "/account/name", "/account/password", "/account/logins", "/account/notices"]
PAGES += ["/account/address", "/account/present-password", "/account/muted", PATH]


@pytest.fixture
def ruth(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Ruth's browser."""
    return cast.log_in(client, cast.ruth)


def stored(cast: Cast) -> Reader:
    db.rollback()
    return db.get_one(Reader, cast.ruth.id, populate_existing=True)


def test_leaving_and_staying(
    ruth: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    where = "HX-Redirect" if act["headers"] else "Location"
    assert PATH in ruth.get("/account").text
    assert ruth.post(PATH, data=FORM, **act).headers[where] == PATH
    assert stored(cast).takes_comments
    for page in PAGES:
        assert LINE in ruth.get(page).text, page
    later = cast.log_in(other, cast.ruth)
    assert LINE in later.get("/account").text, "a log in still works, and offers to stay"
    assert later.post(PATH, data={"leave": "no"}, **act).headers[where] == "/account?said=staying"
    assert stored(cast).leaves_at is None
    assert LINE not in ruth.get("/account").text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"present": "not that one"}, "That is not your present password."),
        ({"present": ""}, "Please give your password."),
        ({"comments": ""}, "Please choose what becomes of your comments."),
        ({"comments": "burn"}, "Please choose what becomes of your comments."),
    ],
)
def test_what_is_wrong_is_said(
    ruth: FlaskClient, cast: Cast, act: dict[str, Any], wrong: dict[str, str], words: str
) -> None:
    response = ruth.post(PATH, data={**FORM, **wrong}, **act)
    assert response.status_code == 422
    assert words in response.text
    assert stored(cast).leaves_at is None


def test_neither_yes_nor_no(ruth: FlaskClient, act: dict[str, Any]) -> None:
    assert ruth.post(PATH, data={**FORM, "leave": "perhaps"}, **act).status_code == 422


def test_a_stranger_and_another_site_change_nothing(
    ruth: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    assert other.post(PATH, data=FORM, **act).status_code == (401 if act["headers"] else 303)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert ruth.post(PATH, data=FORM, headers=foreign).status_code == 403
    assert stored(cast).leaves_at is None
