"""Whose passkey it is, what its device counts, and where the site stands."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from domain import decisions, jobs, leaving, passkeys
from domain.decisions import Act, Verdict
from domain.refusal import Invalid
from models import Job, Reader, now
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from tests.devices import Device, add, log_in

from .keyring import LIST, kept


def owner() -> Reader:
    """Whose the one passkey is."""
    return db.get_one(Reader, kept()[0].reader_id)


def test_whoever_is_banned_reads_why_and_no_more(
    ruth: FlaskClient, other: FlaskClient, device: Device, cast: Cast
) -> None:
    by, slug = cast.mira, cast.article.slug
    decisions.sanction(by, owner(), Verdict(Act.BAN, "spam", "Enough."), seen="free")
    db.commit()
    assert ruth.get(LIST).status_code == 303, "the log in of before is over"
    assert log_in(other, device).location == "/"
    assert "Enough." in other.get("/account/notices").text
    assert other.post(f"/articles/{slug}/comments", data={"body": "Still here."}).status_code == 403
    other.post("/logout")
    form = {"name": "Robin Fresh", "email": "robin@example.org", "password": PASSWORD}
    assert other.post("/register", data=form).status_code == 303
    fresh = select(Reader.banned_at).where(Reader.name == "Robin Fresh")
    assert db.scalar(fresh), "the browser is known by that log in"


def test_of_a_deleted_account_none_opens_anything(
    ruth: FlaskClient, other: FlaskClient, device: Device
) -> None:
    leaving.ask(owner(), PASSWORD, "stay")
    db.commit()
    assert log_in(other, device).location == "/", "they may stay, for a day"
    earlier = now() - timedelta(seconds=1)
    writing()
    db.execute(update(Job).where(Job.kind == leaving.KIND).values(run_at=earlier))
    db.execute(update(Reader).where(Reader.leaves_at.is_not(None)).values(leaves_at=earlier))
    db.commit()
    assert jobs.do_next({leaving.KIND: leaving.go})
    assert not kept()
    assert other.get("/account").status_code == 303
    response = log_in(other, device)
    assert response.status_code == 422
    assert passkeys.NOT_KNOWN in response.text


def test_one_that_counts_nothing_logs_in_each_time(other: FlaskClient, device: Device) -> None:
    """Those that are copied to all devices of an owner say nought for ever."""
    for _ in range(2):
        device.count = -1
        assert log_in(other, device).location == "/"
    assert kept()[0].sign_count == 0


@pytest.mark.parametrize("says", [3, 0])
def test_one_that_counted_before_says_more_each_time(
    other: FlaskClient, device: Device, says: int
) -> None:
    device.count = 2
    assert log_in(other, device).location == "/"
    other.post("/logout")
    device.count = says - 1
    assert log_in(other, device).status_code == 422
    assert kept()[0].sign_count == 3


@pytest.mark.parametrize("name", ["", "   ", "N" * 61, "a\u202eb"])
def test_what_is_no_name_of_a_new_one(ruth: FlaskClient, name: str) -> None:
    response = add(ruth, Device(), name=name)
    assert response.status_code == 422
    assert 'id="field-name-error"' in response.text
    assert not kept()


def test_with_the_last_one_goes_what_it_opened(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    """In every browser, and a log in by the password alone brings nothing of it back."""
    form = {"email": cast.mira.address, "password": PASSWORD}
    client.post("/login", data=form)
    device = Device()
    add(client, device)
    log_in(other, device)
    for browser in (client, other):
        assert browser.get("/moderation").status_code == 200
    client.post(f"{LIST}/{kept()[0].id}/removal")
    for browser in (client, other):
        assert browser.get("/moderation").status_code == 303
        assert browser.get("/account").status_code == 200
    other.post("/logout")
    other.post("/login", data=form)
    assert other.get("/moderation").status_code == 303


@pytest.mark.parametrize(
    ("url", "host", "origin"),
    [
        ("https://post.example", "post.example", "https://post.example"),
        ("https://post.example:443/", "post.example", "https://post.example"),
        ("https://Post.example", "post.example", "https://post.example"),
        ("https://post.example:8443", "post.example", "https://post.example:8443"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
    ],
)
@pytest.mark.parametrize("elsewhere", ["https://www.post.example", "http://post.example", "null"])
def test_where_the_site_stands_is_what_the_setting_says(
    ruth: FlaskClient, device: Device, url: str, host: str, origin: str, elsewhere: str
) -> None:
    """Nothing of it is taken from a request, and no other host, port or scheme is taken for it."""
    device.host = host
    for said, is_taken in ((origin, True), (elsewhere, False)):
        device.origin = said
        options = json.loads(passkeys.to_log_in("browser", url))
        db.commit()
        assert options["rpId"] == host
        shown = device.shown(options)
        if is_taken:
            assert passkeys.opens(shown, "browser", url).name == "Ruth Adler"
            db.commit()
        else:
            with pytest.raises(Invalid):
                passkeys.opens(shown, "browser", url)
