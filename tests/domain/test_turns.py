"""Many at once, on both databases: who writes has the turn, and who reads is not disturbed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from domain import readers, saved
from domain.limits import OwnStorage
from domain.readers import Role
from domain.refusal import Refusal
from models import Article, Guest, Reader, Saved, Section, Shelf
from models.database import db, writing
from tests.cast import Cast

pytestmark = pytest.mark.both_engines
MANY = 12


def at_once(act: Callable[[int], Any], many: int = MANY) -> list[Any]:
    """What `act` returns to each of `many` threads, each in a unit of work that it keeps."""
    start = Barrier(many)

    def one(number: int) -> Any:
        db.connection()
        start.wait()
        try:
            found = act(number)
            db.commit()
            return found
        except Refusal as refused:
            db.rollback()
            return type(refused)
        finally:
            db.remove()

    db.remove()
    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def test_a_device_that_saves_in_many_tabs_has_one_shelf(cast: Cast) -> None:
    guest, number = Guest(device="a device"), cast.article.id

    def save(_: int) -> int:
        row = saved.set(guest, db.get_one(Article, number), keep=True)
        return row.article_id if row else 0

    assert set(at_once(save)) == {number}
    assert db.scalar(select(func.count(Shelf.id))) == 1
    assert db.scalar(select(func.count(Saved.article_id))) == 1


def test_an_address_is_one_accounts_whoever_comes_first(app: Flask) -> None:
    made = at_once(lambda _: readers.appoint("dara@example.org", Role.EDITOR, "Dara", "hash")[1])
    assert Counter(made) == {True: 1, False: MANY - 1}
    assert db.scalar(select(func.count(Reader.id))) == 1


def test_no_count_of_a_limit_is_lost(app: Flask) -> None:
    storage = OwnStorage()
    counts = at_once(lambda _: storage.incr("somebody", 60))
    assert sorted(counts) == list(range(1, MANY + 1))


def test_what_is_read_stays_the_same_to_the_end_of_the_unit(app: Flask) -> None:
    writing()
    db.add(Section(slug="world", name="World"))
    db.commit()
    assert db.scalar(select(Section.name)) == "World"
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_rename, "The World").result()
    assert db.scalar(select(Section.name)) == "World"
    assert db.scalar(select(func.count()).where(Section.name == "The World")) == 0
    db.rollback()
    assert db.scalar(select(Section.name)) == "The World"


def _rename(name: str) -> None:
    writing()
    db.scalars(select(Section)).one().name = name
    db.commit()
    db.remove()


def test_a_turn_that_was_refused_is_given_back(app: Flask) -> None:
    writing()
    db.rollback()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(writing).result(timeout=3)


def test_postgresql_itself_refuses_to_write_without_a_turn(app: Flask, engine: str) -> None:
    """A raw statement is not seen by the guards of the session."""
    if engine == "sqlite":
        return
    with pytest.raises(DBAPIError, match="read-only"):
        db.execute(text("DELETE FROM section"))


def test_a_reader_waits_for_nobody_who_writes(app: Flask) -> None:
    writing()
    db.add(Section(slug="world", name="World"))
    db.flush()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(_sections).result(timeout=3) == 0
    db.commit()


def _sections() -> int:
    try:
        return db.scalar(select(func.count(Section.id))) or 0
    finally:
        db.remove()
