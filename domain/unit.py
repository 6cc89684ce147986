"""The unit of work, for the edges that end it."""

from __future__ import annotations

from models.database import db


def undo() -> None:
    """Undo what the unit of work did so far: it was refused, and nothing is half done."""
    db.rollback()


def keep() -> None:
    """Keep what the unit of work did."""
    db.commit()
