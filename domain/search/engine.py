"""What search asks of a database, whichever it is: a module that gives an `Engine`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Select

from models.database import db

from .words import Query

BEGIN, END = "\x02", "\x03"
"""Stand before and after a word that was found, until the page turns them into marks."""

Conditions = Sequence[ColumnElement[bool]]
"""Conditions on `Article`, part of the same statement: what may not be read is not found."""

Words = Select[Any]
"""A statement that gives words, in a column `word`."""


class Hit(NamedTuple):
    """An article that was found; the lower the score, the better."""

    score: float
    article_id: int


@dataclass(frozen=True)
class Excerpt:
    """The fields of an article with what was found between `BEGIN` and `END`."""

    headline: str
    standfirst: str
    byline: str
    topics: str
    body: str
    sources: str


class Question(Protocol):
    """One question to an index. Of many hits the newest `most` are ranked."""

    def __init__(self, query: Query, where: Conditions) -> None:
        """`where` is part of every statement."""

    def all_words(self, most: int) -> list[Hit]:
        """Articles that hold every word and phrase, best first."""

    def all_beginning(self, most: int) -> list[Hit]:
        """As `all_words`, where the last word may be only the beginning of one.

        None where it is a common word by itself: that is hardly unfinished, and dear to look for.
        """

    def any_word(self, most: int) -> list[Hit]:
        """Articles that hold some of the telling words and phrases, best first."""

    def excerpts(self, ids: Sequence[int], growing: bool) -> dict[int, Excerpt]:
        """Where the words stand in these articles."""


@dataclass(frozen=True)
class Engine:
    """Full text search of one database."""

    question: type[Question]
    counts: Callable[[Words, Conditions, int], dict[str, int]]
    """For each word how many articles hold it, counted up to a number."""
    tidy: Callable[[], None]
    """Make the index anew from the entries, and pack it."""
    keep: Callable[[int, Mapping[str, str]], None] = lambda _article_id, _fields: None
    """Put the fields of an entry into the index, where it does not follow by itself."""


def engine() -> Engine:
    """The engine of the database that is bound."""
    from . import postgres, sqlite

    engines = {
        "sqlite": Engine(sqlite.Fts5, sqlite.counts, sqlite.tidy),
        "postgresql": Engine(postgres.TextSearch, postgres.counts, postgres.tidy, postgres.keep),
    }
    name = db().get_bind().dialect.name
    if name not in engines:
        raise NotImplementedError(f"there is no search for {name} yet")
    return engines[name]
