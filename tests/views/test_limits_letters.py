"""Limits on letters, links and changes: one over is 429, does nothing, and says when to return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from models import Job
from models.database import db
from settings import Settings, SettingsError, from_environment
from tests.cast import PASSWORD, Cast
from tests.conftest import StrictClient, leave

from .test_limits import assert_too_often

TWICE = "2 per 15 minutes"
LIMITS = ("letter", "forgot", "link", "account")


@pytest.fixture
def app(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A site that takes one thing twice: the one that the test is named after."""
    name = f"limit_{request.node.originalname.split('_')[1]}"
    app = create_app(replace(settings, proxies=1, **{name: TWICE}))
    app.test_client_class = StrictClient
    yield app
    leave()


def forget(client: FlaskClient, email: str, machine: str = "192.0.2.1", **act: Any) -> Any:
    headers = {**act.get("headers", {}), "X-Forwarded-For": machine}
    return client.post("/forgot-password", data={"email": email}, headers=headers)


def jobs() -> int:
    db.rollback()
    return len(db.scalars(select(Job.id)).all())


def test_letter_to_one_address_whoever_asks_and_for_what(
    client: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    assert forget(client, "ruth@example.org").status_code == 303
    form = {"name": "Ruth Adler", "email": " RUTH@example.org", "password": PASSWORD}
    assert client.post("/register", data=form).status_code == 303
    refused = forget(other, "ruth@example.org", "192.0.2.2", **act)
    assert_too_often(refused)
    assert 'value="ruth@example.org"' in refused.text, "what was typed stands there"
    assert ("<html" in refused.text) is not bool(act["headers"])
    assert_too_often(client.post("/register", data=form))
    assert_too_often(client.post("/account/confirmation", **act))
    assert jobs() == 2
    assert forget(other, "nobody@example.org").status_code == 303


def test_letter_to_another_address_of_ones_own(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    cast.log_in(client, cast.ruth)
    form = {"email": "new@example.org", "present": PASSWORD}
    for _ in range(2):
        assert client.post("/account/address", data=form).status_code == 303
    refused = client.post("/account/address", data=form, **act)
    assert_too_often(refused)
    assert 'value="new@example.org"' in refused.text
    assert jobs() == 2


def test_forgot_from_one_machine(client: FlaskClient, act: dict[str, Any]) -> None:
    for number in range(2):
        assert forget(client, f"{number}@example.org").status_code == 303
    assert_too_often(forget(client, "2@example.org", **act))
    assert jobs() == 2
    assert forget(client, "2@example.org", "192.0.2.2").status_code == 303


def test_link_from_one_machine(client: FlaskClient, act: dict[str, Any]) -> None:
    assert client.post("/confirm-email/nothing").status_code == 410
    form = {"password": "another lamp in the window"}
    assert client.post("/reset-password/nothing", data=form).status_code == 410
    for path in ("/confirm-email/nothing", "/reset-password/nothing"):
        refused = client.post(path, data=form, **act)
        assert_too_often(refused)
        assert ("<html" in refused.text) is not bool(act["headers"])


def test_account_changed_by_one_person(
    client: FlaskClient, other: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    cast.log_in(client, cast.ruth)
    for number in range(2):
        form = {"email": f"{number}@example.org", "present": PASSWORD}
        assert client.post("/account/address", data=form).status_code == 303
    refused = client.post("/account/name", data={"name": "Ruth Stein"}, **act)
    assert_too_often(refused)
    assert ("<html" in refused.text) is not bool(act["headers"])
    cast.log_in(other, cast.yusuf)
    assert other.post("/account/name", data={"name": "Yusuf D."}).status_code == 303


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("value", ["often", "0 per minute", ""])
def test_letter_limits_that_cannot_be_understood_are_refused_at_the_start(
    name: str, value: str
) -> None:
    variable = f"LECTERN_LIMIT_{name.upper()}"
    with pytest.raises(SettingsError, match=variable):
        from_environment({variable: value})


@pytest.mark.parametrize(
    "value",
    ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://x:port", "smtps://h/path"],
)
def test_letter_server_that_cannot_be_is_refused_at_the_start(value: str) -> None:
    with pytest.raises(SettingsError, match="LECTERN_MAIL_URL") as refused:
        from_environment({"LECTERN_MAIL_URL": value})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "value", ["post", "The Post <post@example.org>", "a@b\nBcc: c@d", "a@b,c@d", "@example.org"]
)
def test_letter_sender_that_cannot_be_is_refused_at_the_start(value: str) -> None:
    with pytest.raises(SettingsError, match="LECTERN_MAIL_FROM"):
        from_environment({"LECTERN_MAIL_FROM": value})


def test_letter_settings_are_settings() -> None:
    found = from_environment(
        {
            "LECTERN_MAIL_URL": "smtps://name:pass@mail.example.org",
            "LECTERN_MAIL_FROM": "post@example.org",
            **{f"LECTERN_LIMIT_{name.upper()}": "3 per hour" for name in LIMITS},
        }
    )
    assert found.mail_url == "smtps://name:pass@mail.example.org"
    assert found.sender == "post@example.org"
    assert {getattr(found, f"limit_{name}") for name in LIMITS} == {"3 per hour"}
