"""Logging in with a passkey over HTTP, and every refusal on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from domain import demo, passkeys
from models import Ceremony, Challenge, now
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from tests.devices import PRESENT, Device, add, log_in

from .keyring import LIST, challenge, kept


def test_log_in_with_it(client: FlaskClient, other: FlaskClient, device: Device) -> None:
    response = log_in(other, device, next="/saved")
    assert response.headers["Location"] == "/saved"
    assert "Ruth Adler" in other.get("/account").text
    assert kept()[0].used_at
    assert kept()[0].sign_count == 1
    assert "Last used" in client.get(LIST).text


def test_the_log_in_asks_for_nobody_and_tells_of_nobody(
    other: FlaskClient, device: Device, cast: Cast
) -> None:
    told = challenge(other, "/login/passkey/challenge")
    assert told["userVerification"] == "required"
    assert told["rpId"] == "localhost"
    assert not told.get("allowCredentials")


def test_next_leads_nowhere_else(other: FlaskClient, device: Device) -> None:
    assert log_in(other, device, next="https://evil.example/").headers["Location"] == "/"


def test_a_new_session_begins(other: FlaskClient, device: Device, cast: Cast) -> None:
    challenge(other, "/login/passkey/challenge")
    before = other.get_cookie("session")
    log_in(other, device)
    after = other.get_cookie("session")
    assert before
    assert after
    assert before.value != after.value


def refused(client: FlaskClient, device: Device, **changed: str) -> None:
    """The device is refused, and nobody is logged in."""
    options = challenge(client, "/login/passkey/challenge")
    response = client.post("/login/passkey", data={"credential": device.shown(options, **changed)})
    assert response.status_code == 422
    assert 'role="status" tabindex="-1">This passkey' in response.text
    assert client.get("/account").status_code == 303


def test_from_another_origin(other: FlaskClient, device: Device) -> None:
    device.origin = "http://localhost:1234"
    refused(other, device)


def test_for_another_site(other: FlaskClient, device: Device) -> None:
    device.host = "evil.example"
    refused(other, device)


def test_of_another_kind(other: FlaskClient, device: Device) -> None:
    refused(other, device, type="webauthn.create")


def test_without_asking_its_owner(other: FlaskClient, device: Device) -> None:
    device.flags = PRESENT
    refused(other, device)


def test_whose_count_went_back(other: FlaskClient, device: Device) -> None:
    log_in(other, device)
    other.post("/logout")
    device.count -= 1
    refused(other, device)
    assert kept()[0].sign_count == 1


def test_signed_by_another_key(other: FlaskClient, device: Device) -> None:
    device.key = Device().key
    refused(other, device)


def test_of_another_account(other: FlaskClient, device: Device) -> None:
    device.handle = b"somebody else"
    refused(other, device)


def test_that_is_not_known(other: FlaskClient, device: Device) -> None:
    device.number = b"unknown"
    refused(other, device)


def test_that_was_removed(ruth: FlaskClient, other: FlaskClient, device: Device) -> None:
    ruth.post(f"{LIST}/{kept()[0].id}/removal")
    refused(other, device)


def test_a_challenge_is_good_once(other: FlaskClient, device: Device) -> None:
    options = challenge(other, "/login/passkey/challenge")
    browser = other.get_cookie("session")
    assert other.post("/login/passkey", data={"credential": device.shown(options)}).location == "/"
    assert browser
    other.set_cookie("session", browser.value)
    again = other.post("/login/passkey", data={"credential": device.shown(options)})
    assert again.status_code == 422


def test_a_challenge_is_spent_by_an_answer_that_is_refused(
    other: FlaskClient, device: Device
) -> None:
    options = challenge(other, "/login/passkey/challenge")
    wrong = Device(handle=device.handle, number=device.number).shown(options)
    assert other.post("/login/passkey", data={"credential": wrong}).status_code == 422
    right = device.shown(options)
    assert other.post("/login/passkey", data={"credential": right}).status_code == 422


def test_a_challenge_is_for_one_browser(
    app: Any, client: FlaskClient, other: FlaskClient, device: Device
) -> None:
    options = challenge(other, "/login/passkey/challenge")
    third = app.test_client()
    challenge(third, "/login/passkey/challenge")
    shown = device.shown(options)
    assert third.post("/login/passkey", data={"credential": shown}).status_code == 422
    assert app.test_client().post("/login/passkey", data={"credential": shown}).status_code == 422
    assert other.post("/login/passkey", data={"credential": device.shown(options)}).location == "/"


def test_a_challenge_is_for_one_thing(ruth: FlaskClient, device: Device) -> None:
    options = challenge(ruth)
    response = ruth.post("/login/passkey", data={"credential": device.shown(options)})
    assert response.status_code == 422


def test_a_challenge_runs_out(other: FlaskClient, device: Device) -> None:
    options = challenge(other, "/login/passkey/challenge")
    writing()
    db.execute(update(Challenge).values(expires_at=now()))
    db.commit()
    shown = device.shown(options)
    assert other.post("/login/passkey", data={"credential": shown}).status_code == 422


def test_old_challenges_are_swept_away(other: FlaskClient, device: Device) -> None:
    challenge(other, "/login/passkey/challenge")
    writing()
    db.execute(update(Challenge).values(expires_at=now()))
    db.commit()
    challenge(other, "/login/passkey/challenge")
    assert len(list(db.scalars(select(Challenge)))) == 1


RUBBISH = [
    *("", "no JSON", "[]", "null", "7", '"text"', "{}", '{"response": 1}', '{"response": {}}'),
    '{"response": {"clientDataJSON": "####"}}',
    '{"response": {"clientDataJSON": "e30"}}',
    "[" * 5000,
    "x" * 100_000,
]


@pytest.mark.parametrize("sent", RUBBISH, ids=range(len(RUBBISH)))
@pytest.mark.parametrize("path", ["/login/passkey", LIST])
def test_rubbish_is_refused(ruth: FlaskClient, path: str, sent: str) -> None:
    challenge(ruth)
    response = ruth.post(path, data={"credential": sent, "name": "A key"})
    assert response.status_code == 422
    assert not kept()


@pytest.mark.parametrize("part", ["id", "rawId", "type", "response"])
@pytest.mark.parametrize("value", [None, 7, "#", {}])
@pytest.mark.parametrize("ceremony", list(Ceremony))
def test_half_an_answer_is_refused(
    ruth: FlaskClient, device: Device, part: str, value: Any, ceremony: Ceremony
) -> None:
    add_it = ceremony is Ceremony.ADD
    options = challenge(ruth, f"{LIST}/challenge" if add_it else "/login/passkey/challenge")
    told = json.loads(Device().made(options) if add_it else device.shown(options))
    if part == "response" and value == {}:
        told[part] = {"clientDataJSON": told[part]["clientDataJSON"]}
    else:
        told[part] = value
    path = LIST if add_it else "/login/passkey"
    response = ruth.post(path, data={"credential": json.dumps(told), "name": "A key"})
    assert response.status_code == 422
    assert len(kept()) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "http://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}],
    ids=["origin", "site", "verification"],
)
def test_what_cannot_be_added(ruth: FlaskClient, wrong: dict[str, Any]) -> None:
    response = add(ruth, Device(**wrong))
    assert response.status_code == 422
    assert passkeys.NOT_TAKEN in response.text
    assert not kept()


def test_of_a_closed_demo_account_none_opens_it(
    other: FlaskClient, ruth: FlaskClient, device: Device, cast: Cast
) -> None:
    ruth_herself = cast.ruth
    db.add(ruth_herself)
    writing()
    ruth_herself.is_demo = True
    db.commit()
    demo.close()
    refused(other, device)


def test_a_page_gives_out_no_cookie_and_a_challenge_does(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/login").headers
    response = client.post("/login/passkey/challenge")
    assert response.headers["Set-Cookie"].startswith("session=")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_readers_passkey_stands_beside_the_password(
    other: FlaskClient, device: Device, cast: Cast
) -> None:
    form = {"email": cast.ruth.address, "password": PASSWORD}
    assert other.post("/login", data=form).location == "/"
