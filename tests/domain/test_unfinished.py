"""Texts that were typed and refused: kept for a day, moved at log in, never another's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain import login, unfinished
from models import Guest, Unfinished, now
from models.database import db, writing

from ..cast import Cast

pytestmark = pytest.mark.usefixtures("app")

GUEST = Guest(device="the hash of a cookie")
PLACE = "article-1"


def test_a_text_is_found_where_it_was_typed_and_by_nobody_else(cast: Cast) -> None:
    unfinished.keep(GUEST, PLACE, "What I wanted to say")
    assert unfinished.find(GUEST, PLACE) == "What I wanted to say"
    assert unfinished.waits(GUEST)
    assert unfinished.find(GUEST, "article-2") == ""
    for somebody in (cast.ruth, Guest(), Guest(device="another")):
        assert unfinished.find(somebody, PLACE) == ""
        assert not unfinished.waits(somebody)


def test_it_outlives_what_was_refused(cast: Cast) -> None:
    ruth = cast.ruth
    unfinished.keep(ruth, PLACE, "What I wanted to say")
    db.rollback()
    assert unfinished.find(ruth, PLACE) == "What I wanted to say"


def test_the_last_text_of_a_form_is_the_one_that_is_kept() -> None:
    unfinished.keep(GUEST, PLACE, "First")
    unfinished.keep(GUEST, PLACE, "Second")
    assert unfinished.find(GUEST, PLACE) == "Second"


def test_of_more_than_are_kept_the_newest_are() -> None:
    for number in range(unfinished.MOST + 3):
        unfinished.keep(GUEST, f"article-{number}", f"Text {number}")
    kept = [unfinished.find(GUEST, f"article-{n}") for n in range(unfinished.MOST + 3)]
    assert kept == ["", "", ""] + [f"Text {n}" for n in range(3, unfinished.MOST + 3)]


def test_it_is_kept_for_a_day() -> None:
    unfinished.keep(GUEST, PLACE, "Yesterday")
    writing()
    db.execute(update(Unfinished).values(kept_at=now() - unfinished.KEPT - timedelta(minutes=1)))
    db.commit()
    assert unfinished.find(GUEST, PLACE) == ""
    assert not unfinished.waits(GUEST)


def test_what_was_sent_is_forgotten(cast: Cast) -> None:
    yusuf = cast.yusuf
    unfinished.keep(cast.ruth, PLACE, "Sent in the end")
    writing()
    unfinished.drop(cast.ruth, PLACE)
    unfinished.drop(yusuf, PLACE)
    db.commit()
    assert unfinished.find(cast.ruth, PLACE) == ""


def test_a_log_in_brings_it_along_and_the_newer_text_wins(cast: Cast) -> None:
    unfinished.keep(cast.ruth, PLACE, "Typed long ago, at home")
    unfinished.keep(cast.ruth, "article-2", "Typed at home, about something else")
    unfinished.keep(GUEST, PLACE, "Typed just now")
    login.begin(cast.ruth, browser="", remembered=False, device=GUEST.device)
    db.commit()
    assert unfinished.find(cast.ruth, PLACE) == "Typed just now"
    assert unfinished.find(cast.ruth, "article-2") == "Typed at home, about something else"
    assert unfinished.find(GUEST, PLACE) == ""
