"""A ban over HTTP: the cookie is dead at once, one may log in to read why, and comes back known."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from domain import decisions
from domain.decisions import Act, Verdict
from models import Reader
from models.database import db
from tests.cast import PASSWORD, Cast
from tests.conftest import StrictClient

PAGE = "/articles/the-lamp-in-the-window"


@pytest.fixture
def banned(client: StrictClient, cast: Cast) -> StrictClient:
    """Nour's browser, where Nour was logged in until a moment ago."""
    cast.log_in(client, cast.nour)
    assert cast.article.id
    decisions.sanction(cast.mira, cast.nour, Verdict(Act.BAN, "spam", "Enough."), seen="free")
    db.commit()
    return client


def test_the_cookie_is_dead_and_the_notice_can_be_read(banned: StrictClient, cast: Cast) -> None:
    assert banned.get("/account").status_code == 303
    cast.log_in(banned, cast.nour)
    assert "Enough." in banned.get("/account/notices").text
    page = banned.get(PAGE).text
    assert "You are banned from the conversation." in page
    assert "Post comment" not in page
    response = banned.post(f"{PAGE}/comments", data={"body": "I am still here."})
    assert response.status_code == 403
    assert "You are banned" in response.text


def test_a_new_account_from_that_browser_is_banned_openly(
    app: Flask, banned: StrictClient, other: StrictClient
) -> None:
    for client, address in ((banned, "again@example.org"), (other, "robin@example.org")):
        form = {"name": "Robin Fresh", "email": address, "password": PASSWORD}
        assert client.post("/register", data=form).status_code == 303
    db.rollback()
    named = select(Reader).where(Reader.name == "Robin Fresh")
    rows = {each.address: each.banned_at for each in db.scalars(named)}
    assert rows["again@example.org"] is not None
    assert rows["robin@example.org"] is None
    assert "belongs to an account that was banned" in banned.get("/account/notices").text
