"""Refusals and faults: in words, with the right status, each as a page and as a part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from domain import refusal
from tests.cast import Cast
from tests.conftest import HTMX, StrictClient


def raising(error: Exception) -> Callable[[], str]:
    def view() -> str:
        raise error

    return view


REFUSALS = [
    (refusal.Missing("Not here."), 404),
    (refusal.Gone("Taken back."), 410),
    (refusal.Forbidden("Not yours."), 403),
    (refusal.Conflict("Too late."), 409),
    (refusal.TooLarge("Too big."), 413),
    (refusal.Invalid(name="No such name."), 422),
    (refusal.TooMany("Slow down.", retry_after=7), 429),
]


@pytest.mark.parametrize(("error", "status"), REFUSALS)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_refusal_is_said_in_words(
    app: Flask, cast: Cast, error: refusal.Refusal, status: int, headers: dict[str, str]
) -> None:
    app.add_url_rule("/refused/now", "refused", raising(error))
    response = app.test_client().get("/refused/now", headers=headers)
    assert response.status_code == status
    assert error.words in response.text
    assert ("<html" in response.text) is not bool(headers)
    assert response.headers["Cache-Control"] == "no-store"


def test_too_many_says_when_to_come_back(app: Flask, cast: Cast) -> None:
    app.add_url_rule("/refused/now", "refused", raising(refusal.TooMany("Slow.", retry_after=7)))
    assert app.test_client().get("/refused/now").headers["Retry-After"] == "7"


def test_a_fault_is_kind_and_logged(
    app: Flask, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    app.add_url_rule("/broken/now", "broken", raising(LookupError("secret detail")))
    response = app.test_client().get("/broken/now")
    assert response.status_code == 500
    assert "Something broke on our side" in response.text
    assert "secret detail" not in response.text
    assert "/broken/now" in caplog.text


def test_what_cannot_be_done_says_what_can(client: StrictClient, cast: Cast) -> None:
    response = client.post(f"/articles/{cast.article.slug}")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_fault_undoes_what_was_begun(app: Flask, client: StrictClient, cast: Cast) -> None:
    from models import Section
    from models.database import db, writing

    def view() -> str:
        writing()
        db.add(Section(slug="half", name="Half"))
        db.flush()
        raise LookupError

    app.add_url_rule("/half/done", "half", view)
    assert client.get("/half/done").status_code == 500
    assert db.query(Section).filter_by(slug="half").count() == 0


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/articles/the-lamp/", "/articles/the-lamp"),
        ("/a//b/", "/a//b"),
        ("/about/", "/about"),
    ],
)
def test_a_slash_too_many_is_taken_off(
    client: StrictClient, cast: Cast, address: str, leads: str
) -> None:
    response = client.get(address)
    assert response.status_code in {301, 308}
    assert response.location.removeprefix("http://localhost") == leads
