"""Unfinished texts: typed, refused, and kept for a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class Unfinished(Base):
    """A text that was typed and refused, kept for a day and given back in its form."""

    __tablename__ = "unfinished"
    __table_args__ = (UniqueConstraint("shelf_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelf.id"))
    place: Mapped[str]
    """Which form it was typed in: `article-12`, `reply-345`, `edit-345`."""
    text: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime] = mapped_column(default=now, index=True)
