"""Whether this installation can serve: its database answers, and its tables fit this code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from models.database import db

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def lack() -> str:
    """What is missing before the site can serve, in words; empty where nothing is."""
    try:
        found = db.scalars(text("SELECT version_num FROM alembic_version")).all()
    except SQLAlchemyError:
        return "The database does not answer, or its tables were never made."
    if list(found) != [_newest()]:
        return "The tables of the database are not those of this version: run `flask migrate`."
    return ""


@cache
def _newest() -> str | None:
    from alembic.script import ScriptDirectory  # nine megabytes, only where somebody asks

    return ScriptDirectory(str(MIGRATIONS)).get_current_head()
