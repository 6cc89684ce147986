"""The connection to the database and the unit of work.

A request (or a command) reads through `db`, in one snapshot, until a verb of the domain says
`writing()`. From there on the unit of work has the turn to write and sees the newest rows: a read
that turned into a write would decide on old ones, or fail at once when another process wrote in
between. A flush without `writing()` raises, so that a verb cannot forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    SessionTransaction,
    scoped_session,
    sessionmaker,
)

from . import revisions
from .engines import engine_for

Row = TypeVar("Row")
db: scoped_session[Session] = scoped_session(sessionmaker(expire_on_commit=False))


class NotWriting(RuntimeError):
    """Something was to be written in a unit of work that only reads. Call `writing()` first."""


def connect(url: str) -> Engine:
    """Bind the unit of work to the database at `url`, let go of the former; return the engine."""
    engine = engine_for(url)
    revisions.watch(engine)
    db.remove()
    former = db.session_factory.kw.get("bind")
    if former is not None:
        former.dispose()
    db.configure(bind=engine)
    return engine


def writing() -> None:
    """Turn the unit of work into one that writes: newest rows, its turn held until it ends.

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


def hold(row: Row) -> Row:
    """Have `row` stay in mind until the unit of work ends: to get it again costs no statement."""
    db().info.setdefault("held", []).append(row)
    return row


@contextmanager
def apart(*, may_be_lost: bool = False) -> Iterator[Session]:
    """A short transaction of its own, for what must outlive a refusal; commits at its end.

    What `may_be_lost` where the power fails right afterwards is not waited for until it is on disk.
    The unit of work must not be writing: it would wait for itself.
    """
    if db().info.get("writes"):
        raise NotWriting("apart() inside a unit of work that writes would wait for itself")
    with Session(db().get_bind(), expire_on_commit=False) as session:
        options = {"writes": True, "may_be_lost": may_be_lost}
        session.connection(execution_options=options)
        session.info["writes"] = True
        yield session
        session.commit()


@event.listens_for(Session, "after_transaction_end")
def _ended(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop("writes", None)
        session.info.pop("held", None)


@event.listens_for(Session, "before_flush")
def _guard_flush(session: Session, *_: Any) -> None:
    if not session.info.get("writes"):
        raise NotWriting("call writing() before the first change")


@event.listens_for(Session, "do_orm_execute")
def _guard_execute(state: ORMExecuteState) -> None:
    changes = state.is_insert or state.is_update or state.is_delete
    if changes and not state.session.info.get("writes"):
        raise NotWriting("call writing() before the first change")
