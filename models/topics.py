"""Topics: what articles are about, across sections."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Topic(Base):
    """A topic. Two spellings that differ only in case are one topic (`folded`)."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
