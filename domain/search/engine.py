"""What search asks of a database, whichever it is: a module with these functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement

from models.database import db

from .words import Query

BEGIN, END = "\x02", "\x03"
"""Stand before and after a word that was found, until the page turns them into marks."""

Conditions = Sequence[ColumnElement[bool]]
"""Conditions on `Article`, part of the same statement: what may not be read is not found."""


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


class Engine(Protocol):
    """Full text search of one database. Of many hits the newest `most` are ranked."""

    def all_words(self, query: Query, where: Conditions, most: int) -> list[Hit]:
        """Articles that hold every word and phrase, best first."""

    def all_beginning(self, query: Query, where: Conditions, most: int) -> list[Hit]:
        """As `all_words`, where the last word may be only the beginning of one."""

    def any_word(self, query: Query, where: Conditions, most: int) -> list[Hit]:
        """Articles that hold some of the telling words and phrases, best first."""

    def excerpts(self, query: Query, ids: Sequence[int], growing: bool) -> dict[int, Excerpt]:
        """Where the words stand in these articles."""

    def counts(self, of: Iterable[str], where: Conditions, most: int) -> dict[str, int]:
        """For each word how many articles hold it, counted up to `most`."""

    def tidy(self) -> None:
        """Make the index anew from the entries, and pack it."""


def engine() -> Engine:
    """The engine of the database that is bound."""
    from . import sqlite

    engines: dict[str, Engine] = {"sqlite": sqlite}
    name = db().get_bind().dialect.name
    if name not in engines:
        raise NotImplementedError(f"there is no search for {name} yet")
    return engines[name]
