"""Where the counts of limits are kept: in our own database, for every process."""

from __future__ import annotations

from datetime import timedelta

import pytest
from limits import RateLimitItemPerMinute, parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import select, update

from domain import limits
from models import Spent, now
from models.database import db, writing

pytestmark = pytest.mark.usefixtures("app")

TWICE = RateLimitItemPerMinute(2)


@pytest.fixture
def limiter() -> FixedWindowRateLimiter:
    """The library's own counting over our storage, found by its name."""
    return FixedWindowRateLimiter(storage_from_string("lectern://"))


def test_one_over_the_limit_is_over(limiter: FixedWindowRateLimiter) -> None:
    assert [limiter.hit(TWICE, "ruth") for _ in range(3)] == [True, True, False]
    assert limiter.hit(TWICE, "yusuf")
    assert not limiter.test(TWICE, "ruth")


def test_asking_counts_nothing(limiter: FixedWindowRateLimiter) -> None:
    assert all(limiter.test(TWICE, "ruth") for _ in range(5))
    assert db.scalars(select(Spent)).all() == []


def test_a_window_ends(limiter: FixedWindowRateLimiter) -> None:
    for _ in range(3):
        limiter.hit(TWICE, "ruth")
    db.rollback()
    writing()
    db.execute(update(Spent).values(ends_at=now() - timedelta(seconds=1)))
    db.commit()
    assert limiter.test(TWICE, "ruth")
    assert limiter.hit(TWICE, "ruth")
    assert limiter.storage.get(TWICE.key_for("ruth")) == 1


def test_windows_that_are_over_are_swept(limiter: FixedWindowRateLimiter) -> None:
    for number in range(5):
        limiter.hit(TWICE, f"machine {number}")
    writing()
    db.execute(update(Spent).values(ends_at=now() - timedelta(seconds=1)))
    db.commit()
    limiter.hit(TWICE, "ruth")
    assert len(db.scalars(select(Spent)).all()) == 1


def test_when_it_begins_anew_is_known(limiter: FixedWindowRateLimiter) -> None:
    limiter.hit(parse("2 per 15 minutes"), "ruth")
    reset, remaining = limiter.get_window_stats(parse("2 per 15 minutes"), "ruth")
    assert remaining == 1
    assert 890 <= limits.seconds_until(reset) <= 901
    assert limits.seconds_until(0) == 1


def test_neither_people_nor_machines_are_named(limiter: FixedWindowRateLimiter) -> None:
    limiter.hit(TWICE, "ruth@example.org", "192.0.2.7")
    (key,) = db.scalars(select(Spent.key)).all()
    assert "ruth" not in key
    assert "192" not in key


def test_counts_can_be_forgotten(limiter: FixedWindowRateLimiter) -> None:
    for name in ("ruth", "yusuf"):
        limiter.hit(TWICE, name)
    limiter.clear(TWICE, "ruth")
    assert len(db.scalars(select(Spent)).all()) == 1
    db.rollback()
    limiter.storage.reset()
    assert db.scalars(select(Spent)).all() == []
    assert limiter.storage.check()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "a moment"),
        (59, "a minute"),
        (60, "a minute"),
        (61, "2 minutes"),
        (900, "15 minutes"),
        (3600, "an hour"),
        (3601, "2 hours"),
    ],
)
def test_how_long_to_wait_is_said_as_one_would(seconds: int, words: str) -> None:
    assert limits.wait_in_words(seconds) == words
