"""The two databases that Lectern runs on, and what each has to be told.

On both a unit of work that reads sees one snapshot, and units that write take turns: on SQLite
by its write lock, on PostgreSQL by a lock of ours. A rule that was decided on what was read stays
true until it is written, whoever else is busy.
"""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

try:  # the bundled SQLite is newer than most systems' own, and never mixed with it
    from pysqlite3 import dbapi2 as sqlite
except ImportError:  # pragma: no cover (where there is no wheel, the standard library's)
    import sqlite3 as sqlite

WAITS = 5
"""Seconds that one waits for the turn to write, in one's own process and then among all."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={WAITS * 1000}",
    "temp_store=MEMORY",
    "cache_size=-2000",  # kilobytes for each connection; what is read often the system keeps
)

PARAMETERS = {
    "timezone": "UTC",
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    # A page's statements are short: helpers and compilers cost more than they bring.
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    # Somebody who holds the turn and was stopped gives it back.
    "idle_in_transaction_session_timeout": "60s",
}
"""Of a connection to PostgreSQL. Waiting for the turn counts as waiting for a lock."""

POOL = {"pool_size": 8, "max_overflow": -1, "pool_pre_ping": True}
"""Threads bound how many connections there are; one that died is found out and replaced."""

TURN = 0x1EC7E2
"""The key of the advisory lock that a unit of work holds while it writes."""


def engine_for(url: str) -> Engine:
    """The engine of the database at `url`, with its transactions begun in our way."""
    made = make_url(url)
    return _sqlite(made) if made.get_backend_name() == "sqlite" else _postgresql(made)


def patiently(connection: Connection) -> None:
    """Let the statements of this transaction take their time: making an index may."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")


def _sqlite(url: URL) -> Engine:
    engine, turn = create_engine(url, module=sqlite), Lock()
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", partial(_begin_sqlite, turn))
    event.listen(engine, "checkin", partial(_give_back, turn))
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Leave transactions to `_begin_sqlite`, and set the pragmas of a server database."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(turn: Lock, connection: Connection) -> None:
    """Begin; who writes waits for the others of this process first, and then for other processes.

    SQLite has those who wait sleep ever longer, and gives the turn to whoever wakes at the right
    moment: among many the unlucky would wait for seconds.
    """
    if _writes(connection):
        connection.info["turn"] = connection.info.get("turn") or turn.acquire(timeout=WAITS)
    if _may_be_lost(connection):
        connection.info["lost"] = True
        connection.exec_driver_sql("PRAGMA synchronous=NORMAL")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _give_back(turn: Lock, connection: Any, record: Any) -> None:
    """Let the next one write, once the transaction has ended."""
    if record.info.pop("lost", False) and connection is not None:
        connection.execute("PRAGMA synchronous=FULL")
    if record.info.pop("turn", False):
        turn.release()


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url.set(drivername="postgresql+psycopg"), **POOL)
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    """Set the parameters, and have every transaction read from one snapshot, and only read."""
    from psycopg import IsolationLevel

    with connection.cursor() as cursor:
        for name, value in PARAMETERS.items():
            cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
    connection.commit()
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    connection.read_only = True


def _begin_postgresql(connection: Connection) -> None:
    """Wait for the turn where the unit writes; every statement after it sees the newest rows."""
    if _writes(connection):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
    if _may_be_lost(connection):
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


def _may_be_lost(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("may_be_lost"))
