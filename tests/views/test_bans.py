"""A ban over HTTP: the cookie is dead at once, one may log in to read why, and comes back known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from domain import decisions
from domain.decisions import Act, Verdict
from models import Reader, now
from models.database import db, writing
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


@pytest.mark.parametrize("meanwhile", ["nothing", "reads the notice", "logs out again"])
def test_a_new_account_from_that_browser_is_banned_openly(
    app: Flask, banned: StrictClient, other: StrictClient, cast: Cast, meanwhile: str
) -> None:
    if meanwhile != "nothing":
        cast.log_in(banned, cast.nour)
        assert banned.get("/account/notices").status_code == 200
    if meanwhile == "logs out again":
        assert banned.post("/logout").status_code == 303
        assert banned.get("/account").status_code == 303
    for client, address in ((banned, "again@example.org"), (other, "robin@example.org")):
        form = {"name": "Robin Fresh", "email": address, "password": PASSWORD}
        assert client.post("/register", data=form).status_code == 303
    db.rollback()
    named = select(Reader).where(Reader.name == "Robin Fresh")
    rows = {each.address: each.banned_at for each in db.scalars(named)}
    assert rows["again@example.org"] is not None
    assert rows["robin@example.org"] is None
    assert "belongs to an account that was banned" in banned.get("/account/notices").text


def test_who_is_set_free_is_known_no_more_after_logging_out(
    banned: StrictClient, cast: Cast
) -> None:
    cast.log_in(banned, cast.nour)
    free = Verdict(Act.LIFT, "other")
    decisions.sanction(cast.mira, cast.nour, free, seen=db.get_one(Reader, cast.nour.id).standing)
    db.commit()
    banned.post("/logout")
    assert banned.get_cookie("session") is None
    form = {"name": "Robin Fresh", "email": "again@example.org", "password": PASSWORD}
    banned.post("/register", data=form)
    db.rollback()
    assert db.scalars(select(Reader).where(Reader.name == "Robin Fresh")).one().banned_at is None


def test_another_address_of_a_banned_account_is_known_too(cast: Cast) -> None:
    verdict, yusuf = Verdict(Act.BAN, "spam"), cast.yusuf
    decisions.sanction(cast.mira, cast.nour, verdict, seen="free")
    mark = decisions.mark_of_address("again@example.org")
    assert decisions.recognise(cast.nour, mark) is None, "as it does when the address is confirmed"
    db.commit()
    writing()
    assert decisions.recognise(yusuf, mark) is not None


def test_whoever_takes_no_part_keeps_their_name(
    client: StrictClient, cast: Cast, act: dict[str, Any]
) -> None:
    """It stands beside all that they wrote: a new one would be their last word."""
    until = now() + timedelta(days=3)
    cast.log_in(client, cast.nour)
    assert 'href="/account/name"' in client.get("/account").text
    verdict = Verdict(Act.SUSPEND, "spam")
    decisions.sanction(cast.mira, cast.nour, verdict, seen="free", until=until)
    db.commit()
    page = client.get("/account").text
    assert 'href="/account/name"' not in page
    assert "It stays as it is while you take no part in the conversation." in page
    for response in (
        client.get("/account/name", **act),
        client.post("/account/name", data={"name": "Mira is a fool"}, **act),
    ):
        assert response.status_code == 403
        assert "You are suspended from the conversation until" in response.text
    db.rollback()
    assert db.get_one(Reader, cast.nour.id, populate_existing=True).name == "Nour Grim"
