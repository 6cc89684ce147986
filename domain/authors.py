"""Finding authors."""

from __future__ import annotations

from sqlalchemy import select

from models import Author
from models.database import db

from .refusal import Missing


def at(slug: str) -> Author:
    """The author at `slug`. Raises Missing where there is none."""
    found = db.scalar(select(Author).where(Author.slug == slug))
    if found is None:
        raise Missing("There is no author at this address.")
    return found
