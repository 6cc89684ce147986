"""Saved articles: what stands on a shelf."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .articles import Article
from .base import Base, now


class Saved(Base):
    """An article on a shelf. `changed since` is told by comparing with `saved_at`."""

    __tablename__ = "saved"
    __table_args__ = (Index("ix_saved_latest", "shelf_id", "saved_at", "article_id"),)

    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelf.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    saved_at: Mapped[datetime] = mapped_column(default=now)

    article: Mapped[Article] = relationship(lazy="raise")
