"""What tests of passkeys share: Ruth's browser, her device, and what was kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select, update

from domain import jobs
from models import Login, Passkey, now
from models.database import db, writing
from tests.cast import Cast
from tests.devices import Device, add

LIST = "/account/passkeys"


def ruth_on(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Ruth's browser; she has a confirmed address."""
    ruth = cast.ruth
    writing()
    ruth.confirmed_address = ruth.address
    db.commit()
    return cast.log_in(client, ruth)


def device_of(ruth: FlaskClient) -> Device:
    """Ruth's device, whose passkey was added."""
    device = Device()
    assert add(ruth, device).headers["Location"] == f"{LIST}?said=passkey-added"
    return device


def kept() -> list[Passkey]:
    db.rollback()
    return list(db.scalars(select(Passkey)))


def letters_sent() -> list[str]:
    return [job.payload.get("what", "") for job in jobs.listed()]


def challenge(client: FlaskClient, path: str = f"{LIST}/challenge") -> dict[str, Any]:
    found: dict[str, Any] = client.post(path).get_json()
    return found


def long_ago(client: FlaskClient) -> None:
    """The password was given too long ago for what is delicate."""
    writing()
    db.execute(update(Login).values(password_at=now() - timedelta(hours=1)))
    db.commit()
