"""Search as PostgreSQL does it: tsvector and GIN, in core SQL, with nothing to install.

The words of an article are taken apart and folded here, not by a parser of the server's, so that
both databases hold the same words, whatever language a server was set up in. As in FTS5 a word is
asked for together with the known words of its stem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ARRAY,
    REAL,
    ColumnElement,
    Select,
    cast,
    column,
    func,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR, insert

from models import Article, SearchEntry
from models.database import db

from . import ranking, spelling
from .engine import Conditions, Excerpt, Hit, Words
from .marking import Sought, excerpt
from .words import WORD, Query, fold, folded, tells

LABELS = {
    "headline": "A",
    "standfirst": "B",
    "byline": "C",
    "topics": "B",
    "body": "D",
    "sources": "D",
}
WEIGHTS = [1 / 12, 6 / 12, 5 / 12, 1]
"""Of the labels D, C, B and A, as on SQLite: a word in the headline is worth twelve in the text."""
MOST_RANKED = 12
"""Of a longer question the first words rank."""
LONGEST_WORD, LAST_PLACE, MOST_WORDS = 80, 16_383, 30_000
"""What a tsvector takes, and a little less."""

_text = table("search_text", column("article_id"), column("vector", TSVECTOR))


class TextSearch:
    """One question to the index, narrowed by conditions on the articles."""

    def __init__(self, query: Query, where: Conditions) -> None:
        self.query = query
        self.where = where

    @cached_property
    def _variants(self) -> dict[str, list[str]]:
        return spelling.variants([fold(word) for word in self.query.words])

    def all_words(self, most: int) -> list[Hit]:
        """Articles that hold every word and phrase, best with them side by side."""
        words = self.query.words
        parts = [*self._phrases(), *map(self._word, words)]
        beside = [_side_by_side(words)] if len(words) > 1 else []
        return self._hits(" & ".join(parts), [*beside, *parts], most)

    def all_beginning(self, most: int) -> list[Hit]:
        """As `all_words`, where the last word may be only the beginning of one."""
        rest = [self._word(word) for word in self.query.words if word != self.query.open_word]
        parts = [*self._phrases(), *rest, *self._begun()]
        return self._hits(" & ".join(parts), parts, most)

    def any_word(self, most: int) -> list[Hit]:
        """Articles that hold some of the telling words and phrases; with more they rank higher."""
        parts = [*self._phrases(), *map(self._word, self.query.telling)]
        return self._hits(" | ".join(parts), parts, most)

    def excerpts(self, ids: Sequence[int], growing: bool) -> dict[int, Excerpt]:
        """Where the words stand in these articles, between `BEGIN` and `END`."""
        sought = self._sought(growing)
        fields = [getattr(SearchEntry, field) for field in LABELS]
        query = select(SearchEntry.article_id, *fields).where(SearchEntry.article_id.in_(ids))
        return {row[0]: excerpt(row[1:], sought) for row in db.execute(query)}

    def _sought(self, growing: bool) -> Sought:
        words = list(map(fold, self.query.telling))
        words += [form for word in words for form in self._variants[word]]
        open_word = self.query.open_word or ""
        begun = [fold(open_word)] if growing and tells(open_word) else []
        return Sought(words, begun, [list(map(fold, each)) for each in self.query.phrases])

    def _hits(self, asked: str, parts: Sequence[str], most: int) -> list[Hit]:
        """The best of the newest `most`."""
        newest = _found(literal(asked), self.where).add_columns(_text.c.vector)
        newest = newest.order_by(_text.c.article_id.desc()).limit(most)
        return ranking.ranked(db.execute(_measured(newest, parts[:MOST_RANKED])).all())

    def _phrases(self) -> list[str]:
        return [_side_by_side(phrase) for phrase in self.query.phrases]

    def _word(self, word: str) -> str:
        forms = dict.fromkeys([fold(word), *self._variants[fold(word)]])
        return f"({' | '.join(map(_quoted, forms))})"

    def _begun(self) -> list[str]:
        word = self.query.open_word
        return [f"{_quoted(fold(word))}:*"] if word else []


def counts(words: Words, where: Conditions, most: int) -> dict[str, int]:
    """For each word how many articles hold it, counted up to `most`."""
    each = words.subquery()
    asked = literal("'") + each.c.word + literal("'")
    found = _found(asked, where).correlate(each).limit(most).subquery()
    number = select(func.count()).select_from(found).scalar_subquery()
    return {row[0]: row[1] for row in db.execute(select(each.c.word, number))}


def keep(article_id: int, fields: Mapping[str, str]) -> None:
    """Put the words of an article into the index."""
    row = {"article_id": article_id, "vector": cast(literal(vector(fields)), TSVECTOR)}
    stored = insert(_text).values(row)
    changed = {"vector": stored.excluded.vector}
    db.execute(stored.on_conflict_do_update(index_elements=["article_id"], set_=changed))


def tidy() -> None:
    """Count anew how common the words are: the index itself was made with the entries."""
    db.execute(text("ANALYZE search_text"))


def _found(asked: ColumnElement[str], where: Conditions) -> Select[Any]:
    query = select(_text.c.article_id).where(_text.c.vector.bool_op("@@")(cast(asked, TSQUERY)))
    return query.join(Article, Article.id == _text.c.article_id).where(*where)


def _measured(newest: Select[Any], parts: Sequence[str]) -> Select[Any]:
    """Id and length of each article, and how much of each part it has; its text is read once."""
    held = newest.cte("held").prefix_with("MATERIALIZED")
    whole = held.c.vector.concat(cast(literal(""), TSVECTOR))
    read = select(held.c.article_id, whole.label("vector")).offset(0).subquery()
    much = [_much(read.c.vector, part) for part in parts]
    return select(read.c.article_id, func.length(read.c.vector), *much)


def _much(vector: ColumnElement[Any], part: str) -> ColumnElement[float]:
    """As `ts_rank` has it, which shares out the worth of an article among the words of a part."""
    shared = 1 + part.count("|")
    weights = literal("{" + ", ".join(map(str, WEIGHTS)) + "}")
    return func.ts_rank(cast(weights, ARRAY(REAL)), vector, cast(literal(part), TSQUERY)) * shared


def vector(fields: Mapping[str, str]) -> str:
    """The words of the fields with their places. Between two fields nothing is side by side."""
    places: dict[str, list[str]] = {}
    place = 0
    for field, label in LABELS.items():
        for word in WORD.findall(folded(fields[field])):
            place += 1
            if len(word) <= LONGEST_WORD and (word in places or len(places) < MOST_WORDS):
                places.setdefault(word, []).append(f"{min(place, LAST_PLACE)}{label}")
        place += 1
    return " ".join(f"{_quoted(word)}:{','.join(found)}" for word, found in places.items())


def _quoted(word: str) -> str:
    """A word of the language of tsquery; what is no letter or digit never comes here."""
    return "'" + word.replace("\\", "").replace("'", "") + "'"


def _side_by_side(words: Sequence[str]) -> str:
    return "(" + " <-> ".join(_quoted(fold(word)) for word in words) + ")"
