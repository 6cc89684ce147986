"""One's own passkeys over HTTP: adding, naming and removing them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from domain import passkeys
from tests.cast import Cast
from tests.devices import Device, add, log_in

from .keyring import LIST, challenge, kept, letters_sent, long_ago


def test_a_passkey_is_added_and_a_letter_tells(ruth: FlaskClient, device: Device) -> None:
    (passkey,) = kept()
    assert passkey.name == "The red key"
    assert "passkey-added" in letters_sent()
    page = ruth.get(LIST).text
    assert "The red key" in page
    assert "Not used yet" in page


def test_what_the_browser_is_told(ruth: FlaskClient, cast: Cast, device: Device) -> None:
    told = challenge(ruth)
    assert told["rp"] == {"id": "localhost", "name": "The Evening Post"}
    assert told["authenticatorSelection"]["userVerification"] == "required"
    assert told["authenticatorSelection"]["residentKey"] == "required"
    assert told["attestation"] == "none"
    assert len(told["excludeCredentials"]) == 1, "the device that has one makes no second"
    assert "ruth" not in json.dumps(told["user"]["id"])


def test_one_passkey_is_added_once(ruth: FlaskClient, other: FlaskClient, cast: Cast) -> None:
    device = Device()
    add(ruth, device)
    cast.log_in(other, cast.nour)
    assert add(other, device).status_code == 409
    assert len(kept()) == 1


def test_a_second_one_knows_the_account_by_the_same_handle(
    ruth: FlaskClient, device: Device
) -> None:
    second = Device()
    add(ruth, second)
    assert second.handle == device.handle
    assert log_in(ruth, second).location == "/"


def test_twenty_are_enough(ruth: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passkeys, "MOST", 1)
    add(ruth, Device())
    assert ruth.get(f"{LIST}/new").status_code == 409
    response = ruth.post(LIST, data={"name": "Another", "credential": "{}"})
    assert response.status_code == 409
    assert passkeys.ENOUGH in response.text


def test_the_password_is_asked_for_again(
    ruth: FlaskClient, device: Device, act: dict[str, Any]
) -> None:
    long_ago(ruth)
    for path in (f"{LIST}/challenge", LIST, f"{LIST}/{kept()[0].id}/removal"):
        response = ruth.post(path, data={"name": "A key"}, **act)
        where = response.headers["HX-Redirect" if act["headers"] else "Location"]
        assert where.startswith("/account/present-password"), path
    assert ruth.get(f"{LIST}/new").location == f"/account/present-password?next={LIST}/new"
    assert len(kept()) == 1


def test_a_new_name(ruth: FlaskClient, device: Device, act: dict[str, Any]) -> None:
    path = f"{LIST}/{kept()[0].id}"
    assert 'value="The red key"' in ruth.get(path).text
    response = ruth.post(path, data={"name": "  The  blue key "}, **act)
    assert response.status_code == (200 if act["headers"] else 303)
    assert kept()[0].name == "The blue key"


@pytest.mark.parametrize("name", ["", "   ", "N" * 61, "a\u202eb"])
def test_what_is_no_name(ruth: FlaskClient, device: Device, name: str) -> None:
    response = ruth.post(f"{LIST}/{kept()[0].id}", data={"name": name})
    assert response.status_code == 422
    assert 'id="field-name-error"' in response.text
    assert kept()[0].name == "The red key"


def test_removed(ruth: FlaskClient, device: Device, act: dict[str, Any]) -> None:
    response = ruth.post(f"{LIST}/{kept()[0].id}/removal", **act)
    assert response.status_code == (200 if act["headers"] else 303)
    assert not kept()
    assert "passkey-removed" in letters_sent()


def test_anothers_are_nobodys_business(
    ruth: FlaskClient, other: FlaskClient, device: Device, cast: Cast
) -> None:
    cast.log_in(other, cast.nour)
    path = f"{LIST}/{kept()[0].id}"
    for response in (
        other.get(path),
        other.post(path, data={"name": "Mine"}),
        other.post(f"{path}/removal"),
    ):
        assert response.status_code == 404
    assert kept()[0].name == "The red key"


@pytest.mark.parametrize("path", [LIST, f"{LIST}/new", f"{LIST}/1"])
def test_nobody_without_an_account(client: FlaskClient, path: str) -> None:
    assert client.get(path).location == f"/login?next={path}"
