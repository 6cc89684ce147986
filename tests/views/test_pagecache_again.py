"""A reader who asks again in the same words is known by them, while nothing at all has changed."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest

from models import Login, now
from models.database import db
from models.watching import SQLiteWatch
from tests.cast import Cast
from tests.conftest import StrictClient
from tests.views.kept import KEPT, change, path_of

MOULDED = "moulded"


def of(client: StrictClient, cast: Cast) -> str | None:
    """How the answer came about."""
    return client.get(path_of(cast)).headers.get(KEPT)


@pytest.fixture
def ruth(client: StrictClient, cast: Cast) -> StrictClient:
    """Ruth's browser."""
    cast.article  # noqa: B018
    cast.log_in(client, cast.ruth)
    return client


def refuse(*_: object, **_more: object) -> Any:
    """In the place of what asks the database."""
    raise AssertionError("the database was asked")


def test_who_asks_again_is_known_while_nothing_changes(
    ruth: StrictClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of(ruth, cast) == MOULDED
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(SQLiteWatch, "rows", refuse)
        assert of(ruth, cast) == MOULDED
        for other in ("post", "options", "head"):
            assert getattr(ruth, other)(path_of(cast)).headers.get(KEPT) is None
    change(cast.ruth, name="Ruth Blau")
    assert "Ruth Blau" in ruth.get(path_of(cast)).text


def test_who_asks_again_is_known_no_longer_than_their_log_in(
    ruth: StrictClient, cast: Cast
) -> None:
    login = db.scalars(db.query(Login).statement).one()
    change(login, expires_at=now() + timedelta(milliseconds=400))
    assert of(ruth, cast) == MOULDED
    time.sleep(0.45)
    assert of(ruth, cast) != MOULDED
    assert b"Ruth Adler" not in ruth.get(path_of(cast)).data
