"""Notices: what somebody is told on the site."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .decisions import Decision


class Notice(Base):
    """Something that `reader` is told: here, a decision about them or about what they wrote."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_reader_id", "reader_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime | None]

    decision: Mapped[Decision | None] = relationship(lazy="raise")
