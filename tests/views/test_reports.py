"""Reporting over HTTP: the form, what comes of it, and who may not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from models import Comment, CommentStatus, Report, Role
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient
from views.installation import KEY

from .conversation import Act, is_htmx


@pytest.fixture
def said(cast: Cast) -> Comment:
    """What Nour said."""
    return cast.comment(cast.nour, cast.article, "Buy lamps at my shop.")


def address(said: Comment) -> str:
    return f"/comments/{said.id}/report"


def made() -> list[Report]:
    db.rollback()
    return list(db.scalars(select(Report)))


def test_the_form_asks_what_is_wrong(client: StrictClient, cast: Cast, said: Comment) -> None:
    cast.log_in(client, cast.ruth)
    page = client.get(address(said))
    assert page.status_code == 200
    assert "Buy lamps at my shop." in page.text
    assert page.text.count('type="radio" name="reason"') == 8


def test_a_report_is_made_once(client: StrictClient, cast: Cast, said: Comment, act: Act) -> None:
    cast.log_in(client, cast.ruth)
    for _ in range(2):
        form = {"reason": "spam", "note": "He does it everywhere."}
        response = client.post(address(said), data=form, **act)
        assert response.status_code == (200 if is_htmx(act) else 303)
    (report,) = made()
    assert (report.reason, report.note) == ("spam", "He does it everywhere.")
    assert "Thank you" in client.get(address(said)).text
    assert db.get_one(Comment, said.id).reports == 1


@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_the_form_comes_back(
    client: StrictClient, cast: Cast, said: Comment, act: Act, reason: str
) -> None:
    cast.log_in(client, cast.ruth)
    response = client.post(address(said), data={"reason": reason, "note": "Kept."}, **act)
    assert response.status_code == 422
    assert "Please choose what is wrong with it." in response.text
    assert "Kept." in response.text
    assert made() == []


def test_a_note_too_long_comes_back(client: StrictClient, cast: Cast, said: Comment) -> None:
    cast.log_in(client, cast.ruth)
    response = client.post(address(said), data={"reason": "spam", "note": "word " * 300})
    assert response.status_code == 422
    assert "holds 1,000 characters" in response.text


def test_logged_out_one_logs_in_first_and_the_note_is_kept(
    client: StrictClient, cast: Cast, said: Comment
) -> None:
    response = client.post(address(said), data={"reason": "spam", "note": "Kept for me."})
    assert response.status_code == 303
    assert "/login" in response.headers["Location"]
    cast.log_in(client, cast.ruth)
    assert "Kept for me." in client.get(address(said)).text


def test_ones_own_and_what_is_not_seen_is_not_reported(
    client: StrictClient, other: StrictClient, cast: Cast, said: Comment
) -> None:
    cast.log_in(client, cast.nour)
    assert client.post(address(said), data={"reason": "spam"}).status_code == 403
    writing()
    db.merge(said).status = CommentStatus.HIDDEN
    db.commit()
    cast.log_in(other, cast.ruth)
    assert other.post(address(said), data={"reason": "spam"}).status_code == 403
    assert made() == []


def test_enough_readers_have_it_held(app: Flask, cast: Cast, said: Comment) -> None:
    number = said.id
    for name in ("Ann One", "Ben Two", "Cyd Three"):
        client = app.test_client()
        cast.log_in(client, cast.person(name, Role.READER))
        made = client.post(f"/comments/{number}/report", data={"reason": "spam"})
        assert made.status_code == 303
        told = client.get(made.headers["Location"])
        assert (told.status_code, "Thank you" in told.text) == (200, True)
    assert "Buy lamps at my shop." not in told.text
    db.rollback()
    assert db.get_one(Comment, number).status is CommentStatus.HELD
    page = app.test_client().get(f"/articles/{cast.article.slug}")
    assert "Buy lamps at my shop." not in page.text


def test_a_report_is_offered_beside_others_comments_alone(
    client: StrictClient, cast: Cast, said: Comment
) -> None:
    page = f"/articles/{cast.article.slug}"
    offer = f'href="{address(said)}"'
    assert offer in client.get(page).text
    cast.log_in(client, cast.nour)
    assert offer not in client.get(page).text


def test_one_reports_so_often(
    app: Flask, client: StrictClient, cast: Cast, said: Comment, act: Act
) -> None:
    app.config[KEY] = replace(app.config[KEY], limit_report="1 per hour")
    cast.log_in(client, cast.ruth)
    client.post(address(said), data={"reason": "spam"})
    response = client.post(address(said), data={"reason": "spam", "note": "More."}, **act)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
