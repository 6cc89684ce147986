"""What tests of passkeys have beside what all tests have."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.devices import Device

from .keyring import device_of, ruth_on


@pytest.fixture
def ruth(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Ruth's browser."""
    return ruth_on(client, cast)


@pytest.fixture
def device(ruth: FlaskClient) -> Device:
    """Ruth's device."""
    return device_of(ruth)
