"""Notices of replies over HTTP: shown to whom they tell, counted, and chosen by letter."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from models import Reader, Replies
from models.database import db
from tests.cast import Cast

PATH = "/account/notices"


@pytest.fixture
def ruth(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Ruth's browser, after Yusuf answered her."""
    cast.comment(cast.yusuf, cast.comment(cast.ruth, cast.article), "I saw <b>it</b> too.")
    return cast.log_in(client, cast.ruth)


def test_a_reply_is_shown_counted_and_read(
    ruth: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    assert "1 new one" in ruth.get("/account").text
    page = ruth.get(PATH).text
    assert "<bdi>Yusuf Demir</bdi> answered you." in page
    assert "I saw &lt;b&gt;it&lt;/b&gt; too." in page
    assert "1 new one" in ruth.get("/account").text, "a look marks nothing"
    response = ruth.post(PATH, **act)
    assert response.headers["HX-Redirect" if act["headers"] else "Location"] == PATH
    assert "Nothing new" in ruth.get("/account").text
    assert "answered you." not in cast.log_in(other, cast.yusuf).get(PATH).text


def test_letters_are_chosen(ruth: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    response = ruth.post(f"{PATH}/letters", data={"replies": "never"}, **act)
    if act["headers"]:
        assert response.text.startswith("<form")
        assert 'value="never" checked' in response.text
        assert 'data-hx-target="#live"' in response.text
    else:
        assert response.headers["Location"] == f"{PATH}?said=letters-chosen"
    db.rollback()
    assert db.get_one(Reader, cast.ruth.id, populate_existing=True).replies is Replies.NEVER
    wrong = ruth.post(f"{PATH}/letters", data={"replies": "hourly"}, **act)
    assert wrong.status_code == 422


def test_a_stranger_chooses_nothing(other: FlaskClient, act: dict[str, Any]) -> None:
    response = other.post(f"{PATH}/letters", data={"replies": "never"}, **act)
    assert response.status_code == (401 if act["headers"] else 303)
