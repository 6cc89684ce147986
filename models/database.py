"""The connection to the database and the unit of work.

A request (or a command) reads through `db` until a verb of the domain says `writing()`. From there
on the unit of work holds SQLite's write lock (`BEGIN IMMEDIATE`) and sees the newest rows: a read
that turned into a write would fail at once when another process wrote in between. A flush
without `writing()` raises, so that a verb cannot forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    SessionTransaction,
    scoped_session,
    sessionmaker,
)

try:  # the bundled SQLite is newer than most systems' own, and never mixed with it
    from pysqlite3 import dbapi2 as sqlite
except ImportError:  # pragma: no cover (where there is no wheel, the standard library's)
    import sqlite3 as sqlite

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "temp_store=MEMORY",
    "cache_size=-16000",
)

db: scoped_session[Session] = scoped_session(sessionmaker(expire_on_commit=False))


class NotWriting(RuntimeError):
    """Something was to be written in a unit of work that only reads. Call `writing()` first."""


def connect(url: str) -> Engine:
    """Bind the unit of work to the database at `url` and return its engine."""
    engine = _sqlite(url) if make_url(url).get_backend_name() == "sqlite" else create_engine(url)
    event.listen(engine, "begin", _begin)
    db.remove()
    db.configure(bind=engine)
    return engine


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, module=sqlite)
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    """Leave transactions to `_begin`, and set the pragmas of a server database."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing() -> None:
    """Turn the unit of work into one that writes: newest rows, write lock held until it ends.

    What was read before is read again on its next use. Raises NotWriting if something
    was already changed without it.
    """
    session = db()
    if session.info.get("writes"):
        return
    if session.new or session.dirty or session.deleted:
        raise NotWriting("rows were changed before writing()")
    session.rollback()
    session.expire_all()
    session.connection(execution_options={"writes": True})
    session.info["writes"] = True


@contextmanager
def apart() -> Iterator[Session]:
    """A short transaction of its own, for what must outlive a refusal; commits at its end.

    The unit of work must not be writing: it would wait for itself.
    """
    if db().info.get("writes"):
        raise NotWriting("apart() inside a unit of work that writes would wait for itself")
    with Session(db().get_bind(), expire_on_commit=False) as session:
        session.connection(execution_options={"writes": True})
        session.info["writes"] = True
        yield session
        session.commit()


@event.listens_for(Session, "after_transaction_end")
def _ended(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop("writes", None)


@event.listens_for(Session, "before_flush")
def _guard_flush(session: Session, *_: Any) -> None:
    if not session.info.get("writes"):
        raise NotWriting("call writing() before the first change")


@event.listens_for(Session, "do_orm_execute")
def _guard_execute(state: ORMExecuteState) -> None:
    changes = state.is_insert or state.is_update or state.is_delete
    if changes and not state.session.info.get("writes"):
        raise NotWriting("call writing() before the first change")
