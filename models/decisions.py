"""Decisions: the log of moderation. A line is written once, and neither changed nor taken out."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .articles import Article
from .base import Base, now
from .comments import Comment
from .readers import Reader


class Act(StrEnum):
    """What was done, by a moderator, by the house's rules, or by the writer of a comment."""

    HOLD = "hold"
    APPROVE = "approve"
    HIDE = "hide"
    REMOVE = "remove"
    CLOSE = "close"
    MESSAGE = "message"
    WARN = "warn"
    SUSPEND = "suspend"
    BAN = "ban"
    ALWAYS_HOLD = "always-hold"
    LIFT = "lift"
    HOLD_ARTICLE = "hold-article"
    RELEASE_ARTICLE = "release-article"
    APPOINT = "appoint"
    UNDO = "undo"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    WITHDRAW = "withdraw"
    PICK = "pick"
    UNPICK = "unpick"


ON_PEOPLE = (Act.MESSAGE, Act.WARN, Act.SUSPEND, Act.ALWAYS_HOLD, Act.BAN, Act.LIFT)
"""What is decided about a person and not about one comment, the mildest first."""


class Reason(StrEnum):
    """Why: the code that is counted. Its words stand in `domain.moderation.words`."""

    ATTACK = "attack"
    HATE = "hate"
    SPAM = "spam"
    OFF_TOPIC = "off-topic"
    MISLEADING = "misleading"
    PRIVATE = "private"
    UNLAWFUL = "unlawful"
    OTHER = "other"


def words_of(of: type[StrEnum]) -> Enum:
    """A column for the words of an enumeration, as text."""
    return Enum(of, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e])


class Decision(Base):
    """A line of the log: who did what to whom and why, and what was so before and after.

    `before` and `after` hold the facts that the act changed, and no text: what was written stands
    in `DecisionText`, which can be erased. The database refuses to change or delete a line.
    """

    __tablename__ = "decision"
    __table_args__ = (
        Index("ix_decision_subject_id", "subject_id", "id"),
        Index("ix_decision_comment_id", "comment_id", "id"),
        Index("ix_decision_actor_id", "actor_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("reader.id"))
    """None where the house's own rules acted."""
    act: Mapped[Act] = mapped_column(words_of(Act))
    reason: Mapped[str] = mapped_column(default="")
    """A `Reason`, or the code of the rule that acted."""
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("reader.id"))
    """Whom it concerns: the writer of the comment, the person who was suspended."""
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    """The line that this one takes back; a line is taken back once."""
    is_public: Mapped[bool] = mapped_column(default=False)
    """Whether the public log tells of it: what moderators did, not what the machine noted."""

    actor: Mapped[Reader | None] = relationship(lazy="raise", foreign_keys=[actor_id])
    subject: Mapped[Reader | None] = relationship(lazy="raise", foreign_keys=[subject_id])
    comment: Mapped[Comment | None] = relationship(lazy="raise")
    article: Mapped[Article | None] = relationship(lazy="raise")
    text: Mapped[DecisionText | None] = relationship(lazy="raise")


class DecisionText(Base):
    """What was written with a decision. Erasing it leaves the line of the log whole."""

    __tablename__ = "decision_text"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    sentence: Mapped[str] = mapped_column(Text, default="")
    """What the person concerned was told."""
    note: Mapped[str] = mapped_column(Text, default="")
    """What moderators tell each other."""
    words: Mapped[str] = mapped_column(Text, default="")
    """The comment as it read when it was decided about."""


class DecisionTally(Base):
    """How often something was done in a month, counted with each line: the public figures.

    What is undone while an appeal waits counts as an appeal that was granted too.
    """

    __tablename__ = "decision_tally"

    month: Mapped[str] = mapped_column(primary_key=True)
    """As in `2026-11`, in UTC."""
    act: Mapped[Act] = mapped_column(words_of(Act), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
