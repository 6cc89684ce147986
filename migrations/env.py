"""Alembic's way in: migrates the database that the application is bound to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection, Engine

from models import Base
from models.base import Instant
from models.database import db
from models.engines import patiently

engine = db().get_bind()
assert isinstance(engine, Engine)  # noqa: S101 (for the type checker)


def is_ours(thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Whether the models describe it: the tables of full text search are made by hand."""
    return not (kind == "table" and (name or "").startswith("search_"))


def rendered(kind: str, thing: object, _context: object) -> str | bool:
    """Write our own type as the column that it is."""
    return "sa.DateTime(timezone=True)" if isinstance(thing, Instant) else False


@contextmanager
def tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying it; what points there points nowhere meanwhile."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 (for the type checker)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def refuse_lost_rows(connection: Connection) -> None:
    """Undo everything where a row points nowhere afterwards."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            raise RuntimeError(f"these rows point nowhere after the migration: {lost[:5]}")


with (
    engine.connect().execution_options(writes=True) as connection,
    tables_may_be_made_anew(connection),
):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,  # SQLite can, once it is told where a transaction begins
        include_object=is_ours,
        compare_type=True,
        render_item=rendered,
    )
    with context.begin_transaction():
        patiently(connection)
        context.run_migrations()
        refuse_lost_rows(connection)
    connection.commit()
