"""How articles come into the index and leave it, and that its language is not the reader's."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, text

from domain import search
from domain.search import postgres, sqlite
from domain.search.engine import engine as engine_of_search
from models import Article, SearchEntry
from models.database import NotWriting, db, writing
from tests.cast import Cast
from tests.pieces import piece, slugs

pytestmark = pytest.mark.both_engines


def test_an_article_is_indexed_as_it_stands_now(cast: Cast) -> None:
    article = piece(cast, "Before", "An old text.")
    writing()
    article.title = "After"
    db.flush()
    search.index(article.id)
    db.commit()
    assert slugs("after") == ["before"]
    assert slugs("before") == []


def test_indexing_is_part_of_the_unit_of_work(cast: Cast) -> None:
    article = piece(cast, "Before")
    writing()
    article.title = "After"
    search.index(article.id)
    db.rollback()
    assert slugs("before") == ["before"]
    assert slugs("after") == []


def test_indexing_needs_a_unit_that_writes(cast: Cast) -> None:
    article = piece(cast, "Before")
    article.title = "After"
    with pytest.raises(NotWriting):
        search.index(article.id)
    db.rollback()


def test_a_forgotten_article_is_found_no_more(cast: Cast) -> None:
    article = piece(cast, "Something")
    search.forget(article.id)
    db.commit()
    assert slugs("something") == []


def test_everything_can_be_indexed_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.search.entries.BATCH", 2)
    for number in range(5):
        piece(cast, f"Lamp number {number}", sources=[f"Source {number}"])
    writing()
    db.query(SearchEntry).delete()
    db.commit()
    assert slugs("lamp") == []
    assert list(search.reindex()) == [(2, 5), (4, 5), (5, 5)]
    assert len(slugs("lamp")) == 5
    require_whole()


def test_the_index_agrees_with_the_entries(cast: Cast) -> None:
    article = piece(cast, "One", "Text.")
    writing()
    db.get_one(Article, article.id).title = "Another"
    db.flush()
    search.index(article.id)
    db.commit()
    search.forget(piece(cast, "Two").id)
    db.commit()
    require_whole()


def require_whole() -> None:
    """Fail unless the index holds what the entries hold, and nothing else."""
    if db().get_bind().dialect.name == "sqlite":
        check = "INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 1)"
        db.execute(text(check))
        return
    entries = {
        entry.article_id: postgres.vector({name: getattr(entry, name) for name in postgres.LABELS})
        for entry in db.scalars(select(SearchEntry))
    }
    held = dict(db.execute(text("SELECT article_id, vector::text FROM search_text")).all())
    assert held == {number: normal(vector) for number, vector in entries.items()}


def normal(vector: str) -> str:
    """As the server writes it."""
    return str(db.scalar(text("SELECT (:vector)::tsvector::text"), {"vector": vector}))


def test_a_database_without_a_search_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db().get_bind().dialect, "name", "oracle")
    with pytest.raises(NotImplementedError, match="oracle"):
        engine_of_search()


OPERATORS = [
    "AND",
    "OR NOT",
    "NEAR(lamp window, 3)",
    "headline: lamp",
    "lamp*",
    "^lamp",
    '"',
    '""',
    "{headline body}: lamp",
    "- lamp",
    "lamp + window",
    "(lamp",
    "'; DROP TABLE search_text; --",
    "lamp\\",
]


@pytest.mark.parametrize("question", OPERATORS)
def test_the_language_of_the_index_means_nothing(cast: Cast, question: str) -> None:
    piece(cast, "The lamp in the window")
    search.find(question)
    search.find(f'"{question} window"')


def test_operators_are_words(cast: Cast) -> None:
    piece(cast, "Lamp")
    piece(cast, "Window")
    piece(cast, "Not the lamp, the window")
    assert slugs("window NOT lamp")[0] == "not-the-lamp,-the-window"
    assert search.find("lamp OR window").whole == 0


def test_a_quotation_mark_cannot_end_a_phrase_of_the_index() -> None:
    assert sqlite._quoted(['a"b', "c"]) == '"a""b c"'
    assert postgres._quoted("a'b\\' | 'c") == "'ab | c'"
