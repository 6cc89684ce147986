"""The unit of work: nothing is changed without `writing()`, and what is refused leaves no trace."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event, make_url, select, text, update
from sqlalchemy.exc import OperationalError

from models import Section
from models.database import NotWriting, apart, db, writing
from models.engines import WAITS, sqlite
from settings import Settings


def section(slug: str) -> Section:
    return Section(slug=slug, name=slug.title())


def test_a_flush_without_writing_raises(app: Flask) -> None:
    db.add(section("world"))
    with pytest.raises(NotWriting):
        db.flush()


def test_a_statement_that_changes_rows_without_writing_raises(app: Flask) -> None:
    with pytest.raises(NotWriting):
        db.execute(update(Section).values(name="x"))


def test_writing_after_a_change_raises(app: Flask) -> None:
    db.add(section("world"))
    with pytest.raises(NotWriting):
        writing()


def test_writing_twice_is_harmless(app: Flask) -> None:
    writing()
    db.add(section("world"))
    writing()
    db.commit()
    assert db.scalar(select(Section.name)) == "World"


def test_the_next_unit_of_work_only_reads_again(app: Flask) -> None:
    writing()
    db.commit()
    db.add(section("world"))
    with pytest.raises(NotWriting):
        db.flush()


def test_writing_sees_what_another_wrote_since(app: Flask) -> None:
    """A read that turns into a write would otherwise decide on old rows, or fail at once."""
    writing()
    db.add(section("world"))
    db.commit()
    mine = db.scalar(select(Section))
    other = threading.Thread(target=rename, args=("The World",))
    other.start()
    other.join()
    assert mine is not None
    assert mine.name == "World"
    writing()
    assert mine.name == "The World"


def rename(name: str) -> None:
    writing()
    db.execute(update(Section).values(name=name))
    db.commit()
    db.remove()


def test_apart_outlives_what_is_undone(app: Flask) -> None:
    with apart() as session:
        session.add(section("kept"))
    writing()
    db.add(section("lost"))
    db.flush()
    db.rollback()
    assert db.scalars(select(Section.slug)).all() == ["kept"]


def test_apart_is_undone_whole_when_it_fails(app: Flask) -> None:
    def fails() -> None:
        with apart() as session:
            session.add(section("lost"))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert db.scalars(select(Section.slug)).all() == []


def test_apart_does_not_wait_for_its_own_unit_of_work(app: Flask) -> None:
    writing()
    with pytest.raises(NotWriting), apart():
        pass


@pytest.mark.parametrize("end", [db.commit, db.rollback, db.remove])
def test_the_turn_is_given_back_however_a_unit_ends(app: Flask, end: Callable[[], None]) -> None:
    writing()
    db.add(section("world"))
    end()
    assert is_done(threading.Thread(target=rename, args=("The World",), daemon=True))


def test_whoever_sqlite_refuses_gives_the_turn_back(
    app: Flask, settings: Settings, engine: str
) -> None:
    if engine != "sqlite":
        return
    db.execute(text("PRAGMA busy_timeout=1"))
    other_process = sqlite.connect(make_url(settings.database_url).database, isolation_level=None)
    other_process.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        writing()
    db.remove()
    other_process.rollback()
    assert is_done(threading.Thread(target=rename, args=("The World",), daemon=True))
    other_process.close()


def test_in_one_process_they_stand_in_line_before_they_ask_sqlite(app: Flask, engine: str) -> None:
    if engine != "sqlite":
        return
    asked: list[str] = []
    event.listen(db().get_bind(), "before_cursor_execute", lambda *call: asked.append(call[2]))
    writing()
    other = threading.Thread(target=rename, args=("The World",), daemon=True)
    other.start()
    other.join(0.2)
    assert asked.count("BEGIN IMMEDIATE") == 1
    db.commit()
    assert is_done(other)
    assert asked.count("BEGIN IMMEDIATE") == 2


def is_done(other: threading.Thread) -> bool:
    """Whether another thread comes to its end while this one waits."""
    if not other.ident:
        other.start()
    other.join(WAITS - 2)
    return not other.is_alive()


def test_only_what_may_be_lost_does_not_wait_for_the_disk(app: Flask, engine: str) -> None:
    light = "PRAGMA synchronous=NORMAL" if engine == "sqlite" else "synchronous_commit TO off"
    asked: list[str] = []
    event.listen(db().get_bind(), "before_cursor_execute", lambda *call: asked.append(call[2]))
    with apart(may_be_lost=True) as session:
        session.add(section("world"))
    assert [sql for sql in asked if light in sql]
    asked.clear()
    with apart():
        pass
    writing()
    assert not [sql for sql in asked if light in sql]
    assert engine != "sqlite" or db.scalar(text("PRAGMA synchronous")) == 2
    assert db.scalars(select(Section.slug)).all() == ["world"]


def test_a_connection_that_writes_twice_has_the_turn_once(app: Flask) -> None:
    engine = db().get_bind().engine
    with engine.connect().execution_options(writes=True) as connection:
        for _ in range(2):
            connection.execute(select(Section.slug))
            connection.commit()
    assert is_done(threading.Thread(target=rename, args=("The World",), daemon=True))
