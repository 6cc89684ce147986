"""Search as PostgreSQL does it: tsvector and GIN, in core SQL, with nothing to install.

The words of an article are taken apart and folded here, not by a parser of the server's, so that
both databases hold the same words, whatever language a server was set up in. As in FTS5 a word is
asked for together with the known words of its stem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    REAL,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    cast,
    column,
    func,
    literal,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR, insert

from models import Article
from models.database import db

from . import ranking
from .engine import Forms, Words
from .found import Filters, conditions
from .words import WORD, Query, fold, folded

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

ENOUGH = 4
"""Where there are this many times the articles that are ranked, only newer ones are looked at."""

_text = table("search_text", column("article_id"), column("vector", TSVECTOR))
_highest = select(func.max(_text.c.article_id))


class TextSearch:
    """One question to the index, narrowed by conditions on the articles."""

    def __init__(self, query: Query, forms: Forms, filters: Filters) -> None:
        self.query = query
        self.forms = forms
        self.filters = filters
        self._numbers: dict[str, int] = {}

    def all_words(self, most: int) -> list[int]:
        """Articles that hold every word and phrase, best with them side by side."""
        words = self.query.words
        beside = [_side_by_side(words)] if len(words) > 1 else []
        return self._best([*self._phrases(), *map(self._word, words)], " & ", most, beside)

    def all_beginning(self, most: int) -> list[int]:
        """As `all_words`, where the last word may be only the beginning of one."""
        rest = [self._word(word) for word in self.query.words if word != self.query.open_word]
        whole = self._word(self.query.open_word or "")
        if self._numbers.get(whole, 0) > ranking.COMMON:
            return []
        return self._best([*self._phrases(), *rest, *self._begun()], " & ", most)

    def any_word(self, most: int) -> list[int]:
        """Articles that hold some of the telling words and phrases; with more they rank higher."""
        parts = [*self._phrases(), *map(self._word, self.query.telling)]
        self._estimate(parts)
        return self._best(self._rare(parts), " | ", most)

    def _best(
        self, parts: Sequence[str], joined: str, most: int, beside: Sequence[str] = ()
    ) -> list[int]:
        """The best of the newest `most`."""
        asked = joined.join(parts)
        self._estimate([*parts, asked])
        newest = self._newest(asked, most)
        judged = [*beside, *self._rare(parts)][:MOST_RANKED]
        return ranking.ranked(db.execute(_measured(newest, judged)).all()) if newest else []

    def _newest(self, asked: str, most: int) -> Sequence[int]:
        """The newest articles that hold what is asked; of a common word no older ones are read."""
        found: Sequence[int] = []
        for floor in _floors(self._numbers[asked], most):
            given = {"asked": asked, "floor": floor, "most": most, **self.filters.given}
            found = db.connection().scalars(_held(*self.filters.given), given).all()
            if len(found) == most:
                break
        return found

    def _rare(self, parts: Sequence[str]) -> list[str]:
        return ranking.telling(parts, [self._numbers[part] for part in parts])

    def _estimate(self, parts: Sequence[str]) -> None:
        """How many articles hold each part, as the planner would guess: nothing is read for it."""
        unknown = [part for part in dict.fromkeys(parts) if part not in self._numbers]
        if unknown:
            self._numbers.update(zip(unknown, _guessed(unknown), strict=True))

    def _phrases(self) -> list[str]:
        return [_side_by_side(phrase) for phrase in self.query.phrases]

    def _word(self, word: str) -> str:
        forms = dict.fromkeys([fold(word), *self.forms[fold(word)]])
        return f"({' | '.join(map(_quoted, forms))})"

    def _begun(self) -> list[str]:
        word = self.query.open_word
        return [f"{_quoted(fold(word))}:*"] if word else []


@cache
def _held(*filters: str) -> Select[Any]:
    """The newest articles above a floor that hold what is asked."""
    held = _found(bindparam("asked")).where(_text.c.article_id > bindparam("floor"))
    each = held.cte("held").prefix_with("MATERIALIZED")
    query = select(each.c.article_id).join(Article, Article.id == each.c.article_id)
    query = query.where(*conditions(*filters)).order_by(each.c.article_id.desc())
    return query.limit(bindparam("most"))


def among(of: ColumnElement[int]) -> ColumnElement[bool]:
    """That a column is one of the `ids`."""
    return of == func.any(bindparam("ids", type_=ARRAY(Integer)))


@cache
def counting(words: Words, *filters: str) -> Select[Any]:
    """For each word how many articles hold it, counted up to `most`."""
    each = words.subquery()
    asked = literal("'") + each.c.word + literal("'")
    held = _found(asked).join(Article, Article.id == _text.c.article_id)
    found = held.where(*conditions(*filters)).correlate(each).limit(bindparam("most"))
    number = select(func.count()).select_from(found.subquery()).scalar_subquery()
    return select(each.c.word, number)


def keep(article_id: int, fields: Mapping[str, str]) -> None:
    """Put the words of an article into the index."""
    row = {"article_id": article_id, "vector": cast(literal(vector(fields)), TSVECTOR)}
    stored = insert(_text).values(row)
    changed = {"vector": stored.excluded.vector}
    db.execute(stored.on_conflict_do_update(index_elements=["article_id"], set_=changed))


def tidy() -> None:
    """Count anew how common the words are: the index itself was made with the entries."""
    db.execute(text("ANALYZE search_text"))


def _found(asked: ColumnElement[str]) -> Select[Any]:
    return select(_text.c.article_id).where(_text.c.vector.bool_op("@@")(cast(asked, TSQUERY)))


def _guessed(parts: Sequence[str]) -> list[int]:
    """What the statistics of the table say of each part, from the plan of a question not asked."""
    asked = union_all(*[_found(literal(part)) for part in [*parts, ""]])
    sent = asked.compile(db.connection())
    told = db.connection().exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sent}", dict(sent.params))
    plan = told.scalar_one()
    return [int(each["Plan Rows"]) for each in plan[0]["Plan"]["Plans"][: len(parts)]]


def _floors(number: int, most: int) -> Iterator[int]:
    """Below which number no article is looked at, first high, where many may be found."""
    if number > ENOUGH * most:
        newest = db.scalar(_highest) or 0
        for times in (2, 20):
            yield newest - times * most * newest // number
    yield 0


def _measured(ids: Sequence[int], parts: Sequence[str]) -> Select[Any]:
    """Id and length of each article, and how much of each part it has; its text is read once."""
    wanted = func.any(cast(literal(list(ids), ARRAY(Integer)), ARRAY(Integer)))
    whole = _text.c.vector.concat(cast(literal(""), TSVECTOR)).label("vector")
    read = (
        select(_text.c.article_id, whole).where(_text.c.article_id == wanted).offset(0).subquery()
    )
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
