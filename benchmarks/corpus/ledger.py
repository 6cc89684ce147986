"""Writing a great many rows at once: SQLite in large transactions, PostgreSQL by COPY.

What a table's columns have as a default, and how a value is stored, is the model's own word.
Indexes and triggers are taken down first and put up again behind, from what the database itself
says of them, so that a migration need not be told here again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Dialect, Engine

from models import Base

AT_ONCE = 5_000
QUICK = (
    "journal_mode=OFF",
    "synchronous=OFF",
    "foreign_keys=OFF",
    "locking_mode=EXCLUSIVE",
    "cache_size=-1000000",
)


class Sheet:
    """Rows of one table on their way into it. The columns not named have their defaults."""

    def __init__(self, ledger: Ledger, model: type[Base], names: str) -> None:
        columns: dict[str, Column[Any]] = {c.name: c for c in model.__table__.columns}  # type: ignore[misc]
        given = names.split()
        self.table = str(model.__table__)
        usual = {name: _default(column) for name, column in columns.items() if name not in given}
        usual = {name: value for name, value in usual.items() if value is not None}
        self.columns = [*given, *usual]
        kinds = [_stored(columns[name], ledger.dialect) for name in self.columns]
        self._kinds = [(place, kind) for place, kind in enumerate(kinds) if kind]
        self._usual = tuple(usual.values())
        self._rows: list[tuple[Any, ...]] = []
        self._ledger = ledger

    def add(self, *values: Any) -> None:
        """One row, in the order of the names."""
        row = [*values, *self._usual]
        for place, kind in self._kinds:
            row[place] = kind(row[place])
        self._rows.append(tuple(row))
        if len(self._rows) >= AT_ONCE:
            self.close()

    def close(self) -> None:
        """Write what waits."""
        self._ledger.write(self.table, self.columns, self._rows)
        self._rows = []


class Ledger:
    """A connection that writes in bulk, and the sheets that it is given."""

    def __init__(self, engine: Engine) -> None:
        self.dialect = engine.dialect
        self._held = engine.raw_connection()
        self.connection: Any = self._held.driver_connection
        self._sheets: list[Sheet] = []

    def sheet(self, model: type[Base], names: str) -> Sheet:
        """Rows of one table, in the order of these columns."""
        self._sheets.append(Sheet(self, model, names))
        return self._sheets[-1]

    def write(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write rows as they are."""
        names = ", ".join(columns)
        if self.dialect.name == "sqlite":
            marks = ", ".join("?" * len(columns))
            self.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
            return
        with self.connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """One statement in the database's own words."""
        return self.connection.execute(statement, values)

    def close(self) -> None:
        """Let go of the connection, which no pool should have again."""
        self._held.detach()
        self._held.close()

    def settle(self) -> None:
        """Write what waits in all sheets, and keep it."""
        for sheet in self._sheets:
            sheet.close()
        self.execute("COMMIT")
        self.execute("BEGIN")


@contextmanager
def opened(engine: Engine) -> Iterator[Ledger]:
    """A ledger, while no index and no trigger stands in the way; they are there again behind it."""
    ledger = Ledger(engine)
    quickly = _quickly if engine.dialect.name == "sqlite" else _copying
    try:
        with quickly(ledger):
            yield ledger
    finally:
        ledger.close()


@contextmanager
def _quickly(ledger: Ledger) -> Iterator[None]:
    """A half-written corpus is thrown away, so nothing need be safe before the end."""
    for pragma in QUICK:
        ledger.execute(f"PRAGMA {pragma}")
    kinds = "type IN ('index', 'trigger') AND sql IS NOT NULL"
    found = f"SELECT type, name, sql FROM sqlite_master WHERE {kinds}"
    taken = list(ledger.execute(found))
    ledger.execute("BEGIN")
    for kind, name, _ in taken:
        ledger.execute(f'DROP {kind} "{name}"')
    yield
    ledger.settle()
    for _, _, statement in taken:
        ledger.execute(statement)
    ledger.execute("COMMIT")
    ledger.execute("PRAGMA locking_mode=NORMAL")
    ledger.execute("PRAGMA journal_mode=WAL")


@contextmanager
def _copying(ledger: Ledger) -> Iterator[None]:
    """As a copy that follows another server would: triggers and foreign keys are not asked."""
    ledger.connection.autocommit = True
    ledger.execute("SET session_replication_role = replica")
    ledger.execute("SET statement_timeout = 0")
    found = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    taken = ledger.execute(found).fetchall()
    ledger.execute("BEGIN")
    for name, _ in taken:
        ledger.execute(f'DROP INDEX "{name}"')
    yield
    ledger.settle()
    for _, statement in taken:
        ledger.execute(statement)
    _count_on(ledger)
    ledger.execute("COMMIT")
    ledger.execute("SET session_replication_role = DEFAULT")
    ledger.execute("VACUUM ANALYZE")


def _count_on(ledger: Ledger) -> None:
    """Have numbers that the database gives go on behind those that were given here."""
    found = (
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'id'"
        " AND table_schema = current_schema() AND left(column_default, 7) = 'nextval'"
    )
    for (table,) in ledger.execute(found).fetchall():
        ledger.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
            f" (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)"
        )


def _default(column: Column[Any]) -> Any:
    """What the model gives a column when nobody else does."""
    default: Any = column.default
    if default is None:
        return None
    return default.arg if default.is_scalar else default.arg(None)


def _stored(column: Column[Any], dialect: Dialect) -> Any:
    """How a value of a column is put into words for the database; None where it is as it is."""
    return column.type.dialect_impl(dialect).bind_processor(dialect)
