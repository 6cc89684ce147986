"""Appeals: somebody asks that a decision about them be looked at once more."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .comments import only
from .decisions import Decision, words_of
from .readers import Reader


class Outcome(StrEnum):
    """How an appeal ended."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"


class Appeal(Base):
    """One appeal for each decision. It ends once: another moderator answers, or somebody undoes it.

    To undo it is to grant the appeal, and whoever decided first may do so too.
    """

    __tablename__ = "appeal"
    __table_args__ = (Index("ix_appeal_open", "id", **only("answered_at IS NULL")),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("reader.id"))
    outcome: Mapped[Outcome | None] = mapped_column(words_of(Outcome))
    answer: Mapped[str] = mapped_column(Text, default="")

    decision: Mapped[Decision] = relationship(lazy="raise")
    reader: Mapped[Reader] = relationship(lazy="raise", foreign_keys=[reader_id])
