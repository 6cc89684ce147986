"""The acknowledgement over HTTP: shown once per device, in nobody's way."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from models import Publication
from models.database import db, writing
from tests.cast import Cast

WORDS = "We write on land that others cared for."


def acknowledge(words: str) -> None:
    """Have the publication's acknowledgement be `words`."""
    db.rollback()
    writing()
    db.execute(update(Publication).values(acknowledgement=words))
    db.commit()


@pytest.fixture
def visitor(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Somebody on a first visit to a publication that acknowledges something."""
    acknowledge(WORDS)
    return client


def is_shown(client: FlaskClient, path: str = "/") -> bool:
    return 'id="welcome-note"' in client.get(path).text


def test_it_is_shown_on_a_first_visit_beside_the_whole_page(
    visitor: FlaskClient, cast: Cast
) -> None:
    response = visitor.get(f"/articles/{cast.article.slug}?utm_source=search")
    assert "zyzzyva" in response.text, "the text is there"
    assert response.text.count(WORDS) == 2, "in the sheet and in the footer"
    assert "Enter site" in response.text
    assert response.text.index("zyzzyva") < response.text.index('id="welcome-note"')
    assert "Set-Cookie" not in response.headers


def test_once_read_it_is_not_shown_again(visitor: FlaskClient, act: dict[str, Any]) -> None:
    headers = {**act["headers"], "Referer": "http://localhost/sections/world"}
    response = visitor.post("/welcome", headers=headers)
    if act["headers"]:
        assert response.status_code == 200
        assert response.text.strip() == ""
    else:
        assert response.status_code == 303
        assert response.headers["Location"] == "/sections/world"
    (cookie,) = response.headers.getlist("Set-Cookie")
    for attribute in ("welcome=", "SameSite=Lax", "Path=/", "Max-Age=31536000"):
        assert attribute in cookie
    assert not is_shown(visitor)
    assert WORDS in visitor.get("/").text, "the footer keeps it"


def test_new_words_are_shown_once_again(visitor: FlaskClient) -> None:
    visitor.post("/welcome")
    acknowledge("Other words.")
    assert is_shown(visitor)
    visitor.post("/welcome")
    assert not is_shown(visitor)


def test_where_there_are_no_words_nothing_is_shown_and_nothing_kept(
    visitor: FlaskClient, act: dict[str, Any]
) -> None:
    acknowledge("")
    assert not is_shown(visitor)
    response = visitor.post("/welcome", **act)
    assert response.status_code == (200 if act["headers"] else 303)
    assert "Set-Cookie" not in response.headers


def test_it_leads_back_to_our_own_pages_only(visitor: FlaskClient) -> None:
    response = visitor.post("/welcome", headers={"Referer": "https://evil.example/"})
    assert response.headers["Location"] == "/"


def test_another_site_reads_it_for_nobody(visitor: FlaskClient) -> None:
    assert visitor.post("/welcome", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert is_shown(visitor)


def test_words_are_no_markup(visitor: FlaskClient) -> None:
    acknowledge("<script>alert(1)</script>")
    assert "<script>alert" not in visitor.get("/").text
