"""What search asks of a database, whichever it is: a module that gives an `Engine`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Select

from models.database import db

from .cards import Among
from .found import Filters
from .words import Query

Words = Select[Any]
"""A statement that gives words, in a column `word`."""
Forms = Mapping[str, Sequence[str]]
"""For each folded word of a question the known words of its stem."""


class Question(Protocol):
    """One question to an index. Of many articles the newest `most` are ranked.

    The answers are ids, best first.
    """

    def __init__(self, query: Query, forms: Forms, filters: Filters) -> None:
        """The conditions of `filters` are part of every statement."""

    def all_words(self, most: int) -> list[int]:
        """Articles that hold every word and phrase."""

    def all_beginning(self, most: int) -> list[int]:
        """As `all_words`, where the last word may be only the beginning of one.

        None where it is a common word by itself: that is hardly unfinished, and dear to look for.
        """

    def any_word(self, most: int) -> list[int]:
        """Articles that hold some of the telling words and phrases."""


@dataclass(frozen=True)
class Engine:
    """Full text search of one database."""

    question: type[Question]
    counting: Callable[..., Select[Any]]
    """The statement that `counts` asks, of words and the names of the filters."""
    among: Among
    tidy: Callable[[], None]
    """Make the index anew from the entries, and pack it."""
    keep: Callable[[int, Mapping[str, str]], None] = lambda _article_id, _fields: None
    """Put the fields of an entry into the index, where it does not follow by itself."""

    def counts(
        self, words: Words, given: Mapping[str, Any], filters: Filters, most: int
    ) -> dict[str, int]:
        """For each of the `words`, asked with what is `given`, how many articles hold it.

        Only those that `filters` let through count, and no more than `most`.
        """
        asked = {**given, **filters.given, "most": most}
        rows = db.connection().execute(self.counting(words, *filters.given), asked)
        return {row[0]: row[1] for row in rows}


def engine() -> Engine:
    """The engine of the database that is bound."""
    return _engine(db().get_bind().dialect.name)


@cache
def _engine(name: str) -> Engine:
    from . import postgres, sqlite

    if name == "sqlite":
        return Engine(sqlite.Fts5, sqlite.counting, sqlite.among, sqlite.tidy)
    if name == "postgresql":
        each = postgres
        return Engine(each.TextSearch, each.counting, each.among, each.tidy, each.keep)
    raise NotImplementedError(f"there is no search for {name} yet")
