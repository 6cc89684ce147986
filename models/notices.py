"""Notices: what somebody is told on the site."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .comments import Comment, only
from .decisions import Decision


class Notice(Base):
    """Something that `reader` is told: a decision about them, or an answer to what they wrote."""

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("(decision_id IS NULL) <> (comment_id IS NULL)", name="one_thing"),
        UniqueConstraint("comment_id", "reader_id"),
        Index("ix_notice_reader_id", "reader_id", "id"),
        Index("ix_notice_unread", "reader_id", **only("seen_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    """The reply that it tells of."""
    made_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime | None]
    letter: Mapped[str | None]
    """The random word of the letter that told of the reply: no other one tells of it again."""

    decision: Mapped[Decision | None] = relationship(lazy="raise")
    comment: Mapped[Comment | None] = relationship(lazy="raise")
