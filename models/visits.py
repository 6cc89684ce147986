"""Visits: how far somebody has read a conversation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class Visit(Base):
    """A reader's last visit to the conversation about an article."""

    __tablename__ = "visit"

    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True, index=True)
    seen: Mapped[int]
    """The arrival up to which all was there at the visit before this one."""
    newest: Mapped[int]
    """The arrival up to which all is there at this one."""
    at: Mapped[datetime] = mapped_column(default=now)
    """When this one was last heard of."""
