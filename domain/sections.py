"""Finding sections."""

from __future__ import annotations

from sqlalchemy import select

from models import Section
from models.database import db

from .refusal import Missing


def at(slug: str) -> Section:
    """The section at `slug`. Raises Missing where there is none."""
    found = db.scalar(select(Section).where(Section.slug == slug))
    if found is None:
        raise Missing("There is no section at this address.")
    return found
