"""Saved articles: what stands on a shelf."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .articles import Article
from .base import Base, now


class Saved(Base):
    """An article on a shelf."""

    __tablename__ = "saved"
    __table_args__ = (Index("ix_saved_latest", "shelf_id", "saved_at", "article_id"),)

    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelf.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    saved_at: Mapped[datetime] = mapped_column(default=now)

    article: Mapped[Article] = relationship(lazy="raise")

    @property
    def is_withdrawn(self) -> bool:
        """Whether the article can no longer be read."""
        return not self.article.is_published

    @property
    def has_changed(self) -> bool:
        """Whether the article was brought up to date after it was saved."""
        updated = self.article.updated_at
        return updated is not None and updated > self.saved_at
