"""Search as SQLite does it: FTS5, in the words that 3.40 understands.

Nothing that somebody typed is ever part of the language of MATCH: every word and every phrase
stands in quotation marks of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    union_all,
)

from models import Article, SearchWord
from models.database import db

from . import words
from .engine import BEGIN, END, Conditions, Excerpt, Hit
from .words import Query

WEIGHTS = {"headline": 12, "standfirst": 5, "byline": 6, "topics": 5, "body": 1, "sources": 1}
SNIPPETS = frozenset({"body", "sources"})
SNIPPET_WORDS = 32
EXPANSIONS = 30

_text = table("search_text", column("rowid"))
_score: ColumnElement[float] = literal_column(
    f"bm25(search_text, {', '.join(str(w) for w in WEIGHTS.values())})"
)


def all_words(query: Query, where: Conditions, most: int) -> list[Hit]:
    """Articles that hold every word and phrase; those with the words side by side rank higher."""
    asked = " AND ".join(_parts(query, query.words))
    if len(query.words) > 1:
        asked = f"({asked}) OR {_quoted(query.words)}"
    return _hits(literal(asked), where, most)


def all_beginning(query: Query, where: Conditions, most: int) -> list[Hit]:
    """As `all_words`, where the last word may be only the beginning of one."""
    if query.open_word is None:
        return []
    rest = _parts(query, query.words[:-1])
    return _hits(_growing(query.open_word, rest, " AND "), where, most)


def any_word(query: Query, where: Conditions, most: int) -> list[Hit]:
    """Articles that hold some of the telling words and phrases; with more they rank higher."""
    return _hits(literal(" OR ".join(_parts(query, query.telling))), where, most)


def excerpts(query: Query, ids: Sequence[int], growing: bool) -> dict[int, Excerpt]:
    """Where the words stand in these articles, between `BEGIN` and `END`."""
    parts = _parts(query, query.telling)
    asked: ColumnElement[str] = literal(" OR ".join(parts))
    if growing and query.open_word:
        asked = _growing(query.open_word, parts, " OR ")
    fields = [_marked(place, field).label(field) for place, field in enumerate(WEIGHTS)]
    found = select(_text.c.rowid, *fields).where(_matches(asked), _text.c.rowid.in_(ids))
    return {row[0]: Excerpt(*row[1:]) for row in db.execute(found)}


def counts(of: Iterable[str], where: Conditions, most: int) -> dict[str, int]:
    """For each word how many articles hold it, counted up to `most`."""
    each = [_counted(word, where, most) for word in of]
    return {row[0]: row[1] for row in db.execute(union_all(*each))} if each else {}


def tidy() -> None:
    """Make the index anew from the entries, and pack it."""
    db.execute(text("INSERT INTO search_text (search_text) VALUES ('rebuild')"))
    db.execute(text("INSERT INTO search_text (search_text) VALUES ('optimize')"))


def _hits(asked: ColumnElement[str], where: Conditions, most: int) -> list[Hit]:
    """The best of the newest `most`: the index is read backwards, and no further than that."""
    found = _found(asked, where).add_columns(_score)
    rows = db.execute(found.order_by(_text.c.rowid.desc()).limit(most))
    return sorted((Hit(score, number) for number, score in rows), key=_rank)


def _rank(hit: Hit) -> tuple[float, int]:
    return hit.score, -hit.article_id


def _found(asked: ColumnElement[str], where: Conditions) -> Select[Any]:
    query = select(_text.c.rowid).select_from(_text).where(_matches(asked))
    return query.join(Article, Article.id == _text.c.rowid).where(*where)


def _counted(word: str, where: Conditions, most: int) -> Select[Any]:
    found = _found(literal(_quoted([word])), where).limit(most).subquery()
    return select(literal(word), select(func.count()).select_from(found).scalar_subquery())


def _matches(asked: ColumnElement[str]) -> ColumnElement[bool]:
    return literal_column("search_text").bool_op("MATCH")(asked)


def _parts(query: Query, of: Sequence[str]) -> list[str]:
    return [*map(_quoted, query.phrases), *(_quoted([word]) for word in of)]


def _quoted(of: Sequence[str]) -> str:
    """Words as a phrase of MATCH; a quotation mark in them could not end it."""
    return '"' + " ".join(of).replace('"', '""') + '"'


def _growing(word: str, rest: Sequence[str], joined_by: str) -> ColumnElement[str]:
    """`rest` and the words that begin with `word`.

    The index holds stems: "writi" begins "writing", but not its stem. So the known words that
    begin so are asked for too.
    """
    low = words.fold(word)
    near = select(SearchWord.word).where(SearchWord.word.between(low, low + "\U0010ffff"))
    near_words = near.order_by(func.length(SearchWord.word), SearchWord.word).limit(EXPANSIONS)
    each = literal(' OR "') + near_words.subquery().c.word + literal('"')
    begun = joined_by.join([*rest, f"({_quoted([word])} *"])
    further = select(func.group_concat(each, "")).scalar_subquery()
    return literal(begun) + func.coalesce(further, "") + literal(")")


def _marked(place: int, field: str) -> ColumnElement[str]:
    if field in SNIPPETS:
        return func.snippet(literal_column("search_text"), place, BEGIN, END, "…", SNIPPET_WORDS)
    return func.highlight(literal_column("search_text"), place, BEGIN, END)
