"""Bans: the marks by which somebody who was banned is known when they come again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class Ban(Base):
    """A mark of a banned account: its confirmed address, or a browser it was logged in with."""

    __tablename__ = "ban"

    mark: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the kind and the address or the secret: neither is kept."""
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)
