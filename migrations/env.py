"""Alembic's way in: migrates the database that the application is bound to."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Engine

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


with engine.connect().execution_options(writes=True) as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        include_object=is_ours,
        compare_type=True,
        render_item=rendered,
    )
    with context.begin_transaction():
        patiently(connection)
        context.run_migrations()
    connection.commit()
