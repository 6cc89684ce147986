"""The shelf: what is kept for somebody, saved articles and unfinished texts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class Shelf(Base):
    """Owned by a reader or by a device (the SHA-256 of its cookie), never by both."""

    __tablename__ = "shelf"
    __table_args__ = (CheckConstraint("(reader_id IS NULL) <> (device IS NULL)", name="one_owner"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("reader.id"), unique=True)
    device: Mapped[str | None] = mapped_column(unique=True)
    used_at: Mapped[datetime] = mapped_column(default=now, index=True)
