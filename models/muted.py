"""Muted: people whom somebody would rather not read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .readers import Reader


class Muted(Base):
    """One person folded away for one reader; neither the one nor anybody else is told."""

    __tablename__ = "muted"

    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"), primary_key=True)
    muted_id: Mapped[int] = mapped_column(ForeignKey("reader.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(default=now)

    muted: Mapped[Reader] = relationship(lazy="raise", foreign_keys=[muted_id])
