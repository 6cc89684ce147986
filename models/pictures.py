"""Pictures: files kept by their content, in several widths."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class Picture(Base):
    """A picture as it was given, named by its digest; what it shows is said by the article."""

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    """The first 24 hexadecimal digits of the SHA-256 of the original: the stem of every file."""
    width: Mapped[int]
    height: Mapped[int]
    extension: Mapped[str]
    """How the original's name ends: `jpg`, `png`, `webp`, `gif`, `avif`."""
    widths: Mapped[list[int]] = mapped_column(JSON)
    """The widths, in pixels, in which AVIF and WebP were made. Never wider than the original."""
    stored_at: Mapped[datetime] = mapped_column(default=now)
