"""Watching the revisions past the ORM, on a connection that is kept: for what takes microseconds.

Each thread has a watch of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import count
from mmap import ACCESS_READ, mmap
from typing import Any, Protocol, cast
from weakref import WeakSet

from sqlalchemy import ClauseElement, Dialect, Executable, make_url
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect

from .engines import sqlite
from .revisions import EPOCH

SQLITE: Dialect = sqlite_dialect.dialect()
POSTGRESQL: Dialect = postgresql.psycopg.dialect()  # type: ignore[no-untyped-call]
HEAD = 96
"""Bytes that the two copies of the head have together."""
LAYOUT = 3007000
"""The version of the layout, with which the head begins."""
_numbers = count()
_opened: dict[tuple[str, int], tuple[int, mmap, int]] = {}


class Unreachable(Exception):
    """The database cannot be asked at present."""


class Watch(Protocol):
    """Asks for revisions."""

    number: int
    """Its own, or that of all those in this process which look at the same memory."""

    def pulse(self) -> bytes | int | None:
        """A figure that changes with every change of the database, None where there is none.

        It is told apart from the figures of other watches by `number`. Raises Unreachable.
        """

    def revisions(self, keys: Sequence[str]) -> dict[str, int]:
        """The present revisions of `keys`, as far as there are any. Raises Unreachable."""

    def rows(self, statement: Executable, **given: Any) -> list[Any]:
        """What `statement`, which is made once for good, finds. Raises Unreachable."""

    def instant(self, at: datetime) -> Any:
        """An instant, in UTC, as the database keeps it."""

    def close(self) -> None:
        """Let go of the connection."""


@cache
def _compiled(statement: Executable, dialect: Dialect) -> Any:
    return cast(ClauseElement, statement).compile(dialect=dialect)


def watch(url: str) -> Watch:
    """A watch over the database at `url`, for the thread that asks."""
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    return SQLiteWatch(url) if is_sqlite else PostgreSQLWatch(url)


class SQLiteWatch:
    """SQLite's processes share a page of memory whose head is another after each commit.

    To look at it takes no call at all, so that no other thread gets in between. Its layout stands
    at sqlite.org/walformat.html; where it is another, `PRAGMA data_version` tells the same.
    """

    def __init__(self, url: str) -> None:
        self.number = next(_numbers)
        try:
            self._connection = sqlite.connect(make_url(url).database or "", isolation_level=None)
            self._connection.execute("PRAGMA query_only=ON")
        except sqlite.Error as error:
            raise Unreachable from error
        self._ask = self._connection.execute
        self.revisions((EPOCH,))  # what is read once has its shared memory
        self._shared = None
        if shared := _shared_memory(f"{make_url(url).database}-shm"):
            self._shared, self.number = shared

    def pulse(self) -> bytes | int | None:
        """The head of the shared memory, else what `PRAGMA data_version` says."""
        if self._shared is not None:
            return self._shared[:HEAD]
        try:
            return self._ask("PRAGMA data_version").fetchone()[0]  # type: ignore[no-any-return]
        except sqlite.Error as error:
            raise Unreachable from error

    def revisions(self, keys: Sequence[str]) -> dict[str, int]:
        """By the primary key, in one statement."""
        marks = ",".join("?" * len(keys))
        sql = f"SELECT key, number FROM revision WHERE key IN ({marks})"  # noqa: S608 (marks)
        try:
            return dict(self._ask(sql, keys).fetchall())
        except sqlite.Error as error:
            raise Unreachable from error

    def rows(self, statement: Executable, **given: Any) -> list[Any]:
        """By a statement that SQLite keeps ready."""
        made = _compiled(statement, SQLITE)
        known = made.params | given
        try:
            return self._ask(made.string, [known[name] for name in made.positiontup]).fetchall()  # type: ignore[no-any-return]
        except sqlite.Error as error:
            raise Unreachable from error

    def instant(self, at: datetime) -> str:
        """As text without a zone, which sorts."""
        return f"{at:%Y-%m-%d %H:%M:%S.%f}"

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _shared_memory(path: str) -> tuple[mmap, int] | None:
    """The memory that SQLite's processes share, and the number of who looks at it.

    None where it is not as we know it.

    It is opened once and stays open: to close any descriptor of a file lets go of all locks that
    the process holds on it (POSIX), SQLite's own among them. While a connection is open the file
    is the same; after the last one was closed it may be another.
    """
    try:
        key = path, os.stat(path).st_ino
        if key not in _opened:
            descriptor = os.open(path, os.O_RDONLY)
            memory = mmap(descriptor, HEAD, access=ACCESS_READ)
            _opened[key] = descriptor, memory, next(_numbers)
    except (OSError, ValueError):
        return None
    _, found, number = _opened[key]
    return (found, number) if found[:4] == LAYOUT.to_bytes(4, sys.byteorder) else None


def let_go() -> None:
    """Close what stays open: when no connection to any of the databases is open any more."""
    for watch in list(_watches):
        watch.close()
    for descriptor, memory, _ in _opened.values():
        memory.close()
        os.close(descriptor)
    _opened.clear()


_watches: WeakSet[Watch] = WeakSet()
"""Those whose connection would be missed: it says so itself."""


class PostgreSQLWatch:
    """PostgreSQL is asked for the revisions each time, by a prepared statement."""

    def __init__(self, url: str) -> None:
        import psycopg

        self.number = next(_numbers)
        self._error: type[Exception] = psycopg.Error
        where = make_url(url).set(drivername="postgresql")
        try:
            self._connection: Any = psycopg.connect(
                where.render_as_string(hide_password=False), autocommit=True, connect_timeout=2
            )
            self._connection.execute("SET statement_timeout = '2s'")
        except psycopg.Error as error:
            raise Unreachable from error
        _watches.add(self)

    def pulse(self) -> bytes | int | None:
        """None: only the revisions themselves tell."""
        return None

    def revisions(self, keys: Sequence[str]) -> dict[str, int]:
        """By the primary key, in one statement."""
        sql = "SELECT key, number FROM revision WHERE key = ANY(%s)"
        try:
            return dict(self._connection.execute(sql, (list(keys),), prepare=True).fetchall())
        except self._error as error:
            raise Unreachable from error

    def rows(self, statement: Executable, **given: Any) -> list[Any]:
        """By a statement that PostgreSQL has prepared."""
        made = _compiled(statement, POSTGRESQL)
        try:
            found = self._connection.execute(made.string, made.params | given, prepare=True)
            return found.fetchall()  # type: ignore[no-any-return]
        except self._error as error:
            raise Unreachable from error

    def instant(self, at: datetime) -> datetime:
        """As it is."""
        return at

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
