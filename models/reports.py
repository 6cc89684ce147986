"""Reports: readers who say that a comment breaks the rules."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .decisions import Reason, words_of
from .readers import Reader


class Report(Base):
    """One reader's report of one comment: there is one of each, however often it is said."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("comment_id", "reader_id"),
        Index("ix_report_reader_id", "reader_id", "made_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"))
    reason: Mapped[Reason] = mapped_column(words_of(Reason))
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
    """When a moderator decided about the comment: from then on it weighs no more."""

    reader: Mapped[Reader] = relationship(lazy="raise")
