"""Search as SQLite does it: FTS5, in the words that 3.40 understands.

The index holds words as they are written, without accents; a word is asked for together with the
known words of its stem. Nothing that somebody typed is ever part of the language of MATCH: every
word and every phrase stands in quotation marks of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Executable,
    Select,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from models import Article
from models.database import db

from . import ranking
from .engine import Forms, Words
from .found import Conditions, Filters, conditions
from .words import Query, fold

WEIGHTS = {"headline": 12, "standfirst": 5, "byline": 6, "topics": 5, "body": 1, "sources": 1}
MOST_BESIDE = 8
"""More words than these are not looked for side by side."""

_index: ColumnElement[str] = literal_column("search_text")
_text = table("search_text", column("rowid"))
_each_rowid: ColumnElement[int] = literal_column("+search_text.rowid")
"""The sign keeps SQLite from looking up each of them by itself."""
_score = func.bm25(_index, *WEIGHTS.values()).label("score")
"""The lower, the better."""


class Fts5:
    """One question to the index, narrowed by conditions on the articles."""

    def __init__(self, query: Query, forms: Forms, filters: Filters) -> None:
        self.query = query
        self.forms = forms
        self.filters = filters
        self._numbers: dict[str, int] = {}

    def all_words(self, most: int) -> list[int]:
        """Articles that hold every word and phrase, best with them side by side."""
        words = self.query.words
        beside = [_quoted(words)] if 1 < len(words) <= MOST_BESIDE else []
        return self._best([*self._phrases(), *map(self._word, words)], " AND ", most, beside)

    def all_beginning(self, most: int) -> list[int]:
        """As `all_words`, where the last word may be only the beginning of one."""
        rest = [self._word(word) for word in self.query.words if word != self.query.open_word]
        whole = self._word(self.query.open_word or "")
        if self._numbers.get(whole, 0) > ranking.COMMON:
            return []
        self._numbers.update(dict.fromkeys(self._begun(), ranking.COMMON))
        return self._best([*self._phrases(), *rest, *self._begun()], " AND ", most)

    def any_word(self, most: int) -> list[int]:
        """Articles that hold some of the telling words and phrases; with more they rank higher."""
        telling = [*self._phrases(), *map(self._word, self.query.telling)]
        return self._best(self._rare(telling), " OR ", most)

    def _best(
        self, parts: Sequence[str], joined: str, most: int, beside: Sequence[str] = ()
    ) -> list[int]:
        """The newest `most`, best first: the index is read backwards, and no further than that.

        Where all parts rank, they are found and judged in one go.
        """
        rare = self._rare(parts)
        asked, ranked = joined.join(parts), " OR ".join([f"({joined.join(rare)})", *beside])
        statement = _ranked_as_found if len(rare) == len(parts) else _ranked_by_others
        given = {"asked": asked, "ranked": ranked, "most": most, **self.filters.given}
        ids = db.connection().scalar(statement(*self.filters.given), given)
        return list(map(int, ids.split())) if ids else []

    def _rare(self, parts: Sequence[str]) -> list[str]:
        """Those by which is ranked; one by itself is not counted."""
        unknown = [part for part in parts if part not in self._numbers]
        if len(parts) > 1 and unknown:
            given = {f"part_{place}": part for place, part in enumerate(unknown)}
            row = db.connection().execute(_numbers(len(unknown)), given).one()
            self._numbers.update(zip(unknown, row, strict=True))
        return ranking.telling(parts, [self._numbers.get(part, 0) for part in parts])

    def _phrases(self) -> list[str]:
        return [_quoted(phrase) for phrase in self.query.phrases]

    def _word(self, word: str) -> str:
        forms = dict.fromkeys([word, *self.forms[fold(word)]])
        return f"({' OR '.join(_quoted([form]) for form in forms)})"

    def _begun(self) -> list[str]:
        word = self.query.open_word
        return [f"{_quoted([word])} *"] if word else []


@cache
def _ranked_as_found(*filters: str) -> Executable:
    """The ids of the newest articles, ranked by what they are found by."""
    return _in_order(_newest(bindparam("ranked"), filters).add_columns(_score))


@cache
def _ranked_by_others(*filters: str) -> Executable:
    """The same, ranked by less than they are found by."""
    newest = _newest(bindparam("asked"), filters)
    held = newest.cte("held").prefix_with("MATERIALIZED")
    query = select(_text.c.rowid, _score).where(_matches(bindparam("ranked")))
    query = query.where(_text.c.rowid >= select(func.min(held.c.rowid)).scalar_subquery())
    query = query.where(_each_rowid.in_(select(held.c.rowid)))
    return _in_order(query)


def _in_order(scored: Select[Any]) -> Executable:
    """The ids, best first and of equals the newer, in one row.

    Python's lock is handed on for each row: among several threads a thousand of them are dear.
    """
    each = scored.subquery()
    ordered = select(each.c.rowid).order_by(each.c.score, each.c.rowid.desc()).subquery()
    return select(func.group_concat(ordered.c.rowid, " "))


def _newest(asked: ColumnElement[str], filters: Sequence[str]) -> Select[Any]:
    found = _found(asked, conditions(*filters))
    return found.order_by(_text.c.rowid.desc()).limit(bindparam("most"))


@cache
def _numbers(parts: int) -> Executable:
    """How many articles hold each of so many parts, no further than is asked of it."""
    return select(*(_number(bindparam(f"part_{place}")) for place in range(parts)))


def _number(part: ColumnElement[str]) -> ColumnElement[int]:
    found = select(_text.c.rowid).where(_matches(part)).limit(ranking.COMMON + 1)
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def among(of: ColumnElement[int]) -> ColumnElement[bool]:
    """That a column is one of the `ids`."""
    each = func.json_each(bindparam("ids", type_=JSON)).table_valued("value")
    return of.in_(select(each.c.value))


@cache
def counting(words: Words, *filters: str) -> Select[Any]:
    """For each word how many articles hold it, counted up to `most`."""
    each = words.subquery()
    asked = literal('"') + each.c.word + literal('"')
    found = _found(asked, conditions(*filters)).correlate(each).limit(bindparam("most"))
    number = select(func.count()).select_from(found.subquery()).scalar_subquery()
    return select(each.c.word, number)


def tidy() -> None:
    """Make the index anew from the entries, and pack it."""
    db.execute(text("INSERT INTO search_text (search_text) VALUES ('rebuild')"))
    db.execute(text("INSERT INTO search_text (search_text) VALUES ('optimize')"))


def _found(asked: ColumnElement[str], where: Conditions) -> Select[Any]:
    """What the index has as far as its article meets the conditions.

    They are a question about each, and no join: SQLite would turn that round, and ask the index
    about each article of a section.
    """
    of = select(Article.id).where(Article.id == _text.c.rowid, *where).correlate(_text)
    query = select(_text.c.rowid).select_from(_text).where(_matches(asked))
    return query.where(of.scalar_subquery().is_not(None))


def _matches(asked: ColumnElement[str]) -> ColumnElement[bool]:
    return _index.bool_op("MATCH")(asked)


def _quoted(words: Sequence[str]) -> str:
    """Words as a phrase of MATCH; a quotation mark in them could not end it."""
    return '"' + " ".join(words).replace('"', '""') + '"'
