"""Recommendations: readers who say that a comment is worth reading."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class Recommendation(Base):
    """One reader's recommendation of one comment: who it was is nobody else's business."""

    __tablename__ = "recommendation"

    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True, index=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True, index=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
