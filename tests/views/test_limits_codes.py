"""Limits on codes and passkeys: one over is 429, logs nobody in, and says when to return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient, leave

from .test_limits import assert_too_often
from .test_second_factor import APP, begun, enter
from .test_second_step import STEP, Phone, step

PASSKEY = "/login/passkey"


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """A site that takes three codes for an account, and three passkeys from a machine."""
    thrice = "3 per 15 minutes"
    app = create_app(replace(settings, limit_code=thrice, limit_login_machine=thrice, proxies=1))
    app.test_client_class = StrictClient
    yield app
    leave()


def test_codes_for_one_account_whichever_machine_tries(
    client: FlaskClient,
    other: FlaskClient,
    cast: Cast,
    act: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enter(client, cast.mira)
    phone = Phone(client, monkeypatch)  # one try
    for browser in (client, other):
        enter(browser, cast.mira)
        assert step(browser, "000000").status_code == 422
    refused = step(other, phone.code(), **act)
    assert_too_often(refused)
    assert 'id="field-code-error"' in refused.text
    assert ("<html" in refused.text) is not bool(act["headers"])
    assert_too_often(step(client, phone.paper[0]))
    assert other.get("/account").status_code == 303, "not even by the right code"


def test_codes_while_an_app_is_set_up(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    enter(client, cast.mira)
    totp = begun(client)
    for _ in range(3):
        assert client.post(f"{APP}/confirmation", data={"code": "000000"}).status_code == 422
    refused = client.post(f"{APP}/confirmation", data={"code": totp.now()}, **act)
    assert_too_often(refused)
    assert 'id="field-code-error"' in refused.text


def test_one_accounts_tries_are_not_anothers(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    for browser, reader in ((client, cast.mira), (other, cast.dara)):
        enter(browser, reader)
        totp = begun(browser)
        for _ in range(2):
            browser.post(f"{APP}/confirmation", data={"code": "000000"})
        done = browser.post(f"{APP}/confirmation", data={"code": totp.now()})
        assert done.status_code == 200


def test_passkeys_from_one_machine(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    for _ in range(3):
        assert client.post(f"{PASSKEY}/challenge").status_code == 200
    assert_too_often(client.post(f"{PASSKEY}/challenge"))
    refused = client.post(PASSKEY, data={"credential": "{}"}, **act)
    assert_too_often(refused)


def test_who_is_halfway_and_has_taken_too_long(client: FlaskClient, cast: Cast) -> None:
    """The tries are then those of the machine: nobody tries for nothing."""
    for _ in range(3):
        assert step(client, "000000").status_code == 303
    assert step(client, "000000").status_code == 429
    assert client.get(STEP).location == "/login"
