"""Finding topics."""

from __future__ import annotations

from sqlalchemy import select

from models import Topic
from models.database import db

from .refusal import Missing


def at(slug: str) -> Topic:
    """The topic at `slug`. Raises Missing where there is none."""
    found = db.scalar(select(Topic).where(Topic.slug == slug))
    if found is None:
        raise Missing("There is no topic at this address.")
    return found
