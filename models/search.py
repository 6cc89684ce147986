"""What search reads: the words of each article as plain text, and the words that there are.

The index itself is the database's own and stands in the migration that makes these tables.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class SearchEntry(Base):
    """An article as search sees it, without markup. The index follows by triggers."""

    __tablename__ = "search_entry"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    headline: Mapped[str] = mapped_column(Text)
    standfirst: Mapped[str] = mapped_column(Text)
    byline: Mapped[str] = mapped_column(Text)
    topics: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    sources: Mapped[str] = mapped_column(Text)


class SearchWord(Base):
    """A word that stands in some article, in lower case and without accents."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(primary_key=True)
    stem: Mapped[str] = mapped_column(index=True)
    """What it shares with its other forms."""


class SearchSpelling(Base):
    """A word with one letter left out: two words that share such a form are a slip apart."""

    __tablename__ = "search_spelling"

    form: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(
        ForeignKey("search_word.word", ondelete="CASCADE"), primary_key=True
    )
