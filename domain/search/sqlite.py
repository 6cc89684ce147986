"""Search as SQLite does it: FTS5, in the words that 3.40 understands.

The index holds words as they are written, without accents; a word is asked for together with the
known words of its stem. Nothing that somebody typed is ever part of the language of MATCH: every
word and every phrase stands in quotation marks of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
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

from . import ranking, spelling
from .engine import BEGIN, END, Conditions, Excerpt, Hit, Words
from .words import Query, fold, tells

WEIGHTS = {"headline": 12, "standfirst": 5, "byline": 6, "topics": 5, "body": 1, "sources": 1}
SNIPPETS = frozenset({"body", "sources"})
SNIPPET_WORDS = 32
MOST_BESIDE = 8
"""More words than these are not looked for side by side."""

_index: ColumnElement[str] = literal_column("search_text")
_text = table("search_text", column("rowid"))
_each_rowid: ColumnElement[int] = literal_column("+search_text.rowid")
"""The sign keeps SQLite from looking up each of them by itself."""
_score: ColumnElement[float] = func.bm25(_index, *WEIGHTS.values())


class Fts5:
    """One question to the index, narrowed by conditions on the articles."""

    def __init__(self, query: Query, where: Conditions) -> None:
        self.query = query
        self.where = where
        self._numbers: dict[str, int] = {}

    @cached_property
    def _variants(self) -> dict[str, list[str]]:
        return spelling.variants([fold(word) for word in self.query.words])

    def all_words(self, most: int) -> list[Hit]:
        """Articles that hold every word and phrase, best with them side by side."""
        words = self.query.words
        beside = [_quoted(words)] if 1 < len(words) <= MOST_BESIDE else []
        return self._hits([*self._phrases(), *map(self._word, words)], " AND ", most, beside)

    def all_beginning(self, most: int) -> list[Hit]:
        """As `all_words`, where the last word may be only the beginning of one."""
        rest = [self._word(word) for word in self.query.words if word != self.query.open_word]
        whole = self._word(self.query.open_word or "")
        if self._numbers.get(whole, 0) > ranking.COMMON:
            return []
        self._numbers.update(dict.fromkeys(self._begun(), ranking.COMMON))
        return self._hits([*self._phrases(), *rest, *self._begun()], " AND ", most)

    def any_word(self, most: int) -> list[Hit]:
        """Articles that hold some of the telling words and phrases; with more they rank higher."""
        return self._hits(self._rare(self._telling()), " OR ", most)

    def excerpts(self, ids: Sequence[int], growing: bool) -> dict[int, Excerpt]:
        """Where the words stand in these articles, between `BEGIN` and `END`."""
        begun = self._begun() if growing and tells(self.query.open_word or "") else []
        asked = " OR ".join([*self._telling(), *begun])
        fields = [_marked(place, field) for place, field in enumerate(WEIGHTS)]
        found = select(_text.c.rowid, *fields).where(_matches(literal(asked)))
        rows = db.execute(found.where(_text.c.rowid.in_(ids)))
        return {row[0]: Excerpt(*row[1:]) for row in rows}

    def _hits(
        self, parts: Sequence[str], joined: str, most: int, beside: Sequence[str] = ()
    ) -> list[Hit]:
        """The best of the newest `most`: the index is read backwards, and no further than that."""
        newest = _found(literal(joined.join(parts)), self.where)
        newest = newest.order_by(_text.c.rowid.desc()).limit(most)
        held = newest.cte("held").prefix_with("MATERIALIZED")
        ranked = " OR ".join([f"({joined.join(self._rare(parts))})", *beside])
        query = select(_score, _text.c.rowid).where(_matches(literal(ranked)))
        query = query.where(_text.c.rowid >= select(func.min(held.c.rowid)).scalar_subquery())
        query = query.where(_each_rowid.in_(select(held.c.rowid)))
        return sorted((Hit(*row) for row in db.execute(query)), key=_rank)

    def _rare(self, parts: Sequence[str]) -> list[str]:
        """Those by which is ranked; one by itself is not counted."""
        unknown = [part for part in parts if part not in self._numbers]
        if len(parts) > 1 and unknown:
            row = db.execute(select(*map(_number, unknown))).one()
            self._numbers.update(zip(unknown, row, strict=True))
        return ranking.telling(parts, [self._numbers.get(part, 0) for part in parts])

    def _telling(self) -> list[str]:
        return [*self._phrases(), *map(self._word, self.query.telling)]

    def _phrases(self) -> list[str]:
        return [_quoted(phrase) for phrase in self.query.phrases]

    def _word(self, word: str) -> str:
        forms = dict.fromkeys([word, *self._variants[fold(word)]])
        return f"({' OR '.join(_quoted([form]) for form in forms)})"

    def _begun(self) -> list[str]:
        word = self.query.open_word
        return [f"{_quoted([word])} *"] if word else []


def counts(words: Words, where: Conditions, most: int) -> dict[str, int]:
    """For each word how many articles hold it, counted up to `most`."""
    each = words.subquery()
    asked = literal('"') + each.c.word + literal('"')
    found = _found(asked, where).correlate(each).limit(most).subquery()
    number = select(func.count()).select_from(found).scalar_subquery()
    return {row[0]: row[1] for row in db.execute(select(each.c.word, number))}


def _number(part: str) -> ColumnElement[int]:
    """How many articles hold a part, no further than is asked of it."""
    found = select(_text.c.rowid).where(_matches(literal(part))).limit(ranking.COMMON + 1)
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def tidy() -> None:
    """Make the index anew from the entries, and pack it."""
    db.execute(text("INSERT INTO search_text (search_text) VALUES ('rebuild')"))
    db.execute(text("INSERT INTO search_text (search_text) VALUES ('optimize')"))


def _rank(hit: Hit) -> tuple[float, int]:
    return hit.score, -hit.article_id


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


def _marked(place: int, field: str) -> ColumnElement[str]:
    if field in SNIPPETS:
        return func.snippet(_index, place, BEGIN, END, "…", SNIPPET_WORDS)
    return func.highlight(_index, place, BEGIN, END)
