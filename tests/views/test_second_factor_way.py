"""Whom their role led to a second factor goes on to where they were, and nobody else does."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.devices import Device, add

from .test_second_factor import APP, HERE, begun, enter, set_up


@pytest.fixture
def mira(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Mira's browser. She moderates, and has no second factor yet."""
    enter(client, cast.mira)
    return client


def test_who_was_led_here_goes_on_by_an_app(mira: FlaskClient) -> None:
    carried = '<input type="hidden" name="next" value="/moderation">'
    assert carried in mira.get(f"{HERE}?next=/moderation").text
    assert mira.post(APP, data={"next": "/moderation"}).location == f"{APP}?next=/moderation"
    assert carried in mira.get(f"{APP}?next=/moderation").text
    form = {"code": begun(mira).now(), "next": "/moderation"}
    page = mira.post(f"{APP}/confirmation", data=form).text
    assert '<a href="/moderation">Go on to where you were</a>' in page


def test_who_was_led_here_goes_on_by_a_passkey(mira: FlaskClient) -> None:
    assert "/account/passkeys/new?next=/moderation" in mira.get(f"{HERE}?next=/moderation").text
    page = mira.get("/account/passkeys/new?next=/moderation").text
    assert '<input type="hidden" name="next" value="/moderation">' in page
    there = add(mira, Device(), next="/moderation").location
    assert there == f"{HERE}?said=passkey-added&next=/moderation"
    page = mira.get(there).text
    assert '<a href="/moderation">Go on to where you were</a>' in page


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example", "//elsewhere.example"])
def test_nobody_is_led_elsewhere(mira: FlaskClient, elsewhere: str) -> None:
    assert "elsewhere" not in mira.get(f"{HERE}?next={elsewhere}").text
    assert mira.post(APP, data={"next": elsewhere}).location == APP
    assert "elsewhere" not in mira.get(f"{APP}?next={elsewhere}").text
    assert "elsewhere" not in mira.get(f"/account/passkeys/new?next={elsewhere}").text
    assert add(mira, Device(), next=elsewhere).location == "/account/passkeys?said=passkey-added"


def test_what_one_has_shown_another_has_not(mira: FlaskClient, cast: Cast) -> None:
    """Not even in the same browser, where the one before was not logged out."""
    set_up(mira)
    assert mira.get("/moderation").status_code == 200
    assert enter(mira, cast.dara).location == "/"
    assert mira.get("/moderation").status_code == 303
