"""Watchwords: what a comment is held for. They are shown to nobody but moderators."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base
from .decisions import words_of


class WatchwordKind(StrEnum):
    """A banned word is hardly ever meant well; a suspect one often is."""

    BANNED = "banned"
    SUSPECT = "suspect"


class Watchword(Base):
    """A word, or several in a row, that a moderator reads before everybody does."""

    __tablename__ = "watchword"

    folded: Mapped[str] = mapped_column(primary_key=True)
    """As it is compared: without accents and case, look-alike letters made one."""
    word: Mapped[str]
    """As the publication wrote it."""
    kind: Mapped[WatchwordKind] = mapped_column(words_of(WatchwordKind))
