"""How well search finds what somebody wants who knows what it is."""

from __future__ import annotations

import pytest

from domain import search
from models import Article
from models.database import db
from tests.cast import Cast
from tests.pieces import piece

from .search_corpus import PIECES, QUESTIONS

pytestmark = pytest.mark.both_engines
KNOWN_ITEMS = 50


@pytest.fixture
def pieces(cast: Cast) -> dict[str, Article]:
    """The corpus, published and indexed."""
    return {name: piece(cast, slug=name, **each._asdict()) for name, each in PIECES.items()}


def rank(question: str, wanted: Article) -> int:
    """The place of `wanted` among the first ten that are found, from 1; 0 where it is not there."""
    found = [result.article.id for result in search.find(question).page.rows[:10]]
    return found.index(wanted.id) + 1 if wanted.id in found else 0


def test_what_is_wanted_stands_first(pieces: dict[str, Article]) -> None:
    ranks = {asked: rank(asked, pieces[wanted]) for asked, wanted in QUESTIONS.items()}
    reciprocal = sum(1 / place for place in ranks.values() if place) / len(ranks)
    assert reciprocal >= 0.95, {asked: place for asked, place in ranks.items() if place != 1}


def test_every_question_finds_what_is_wanted_and_first_on_both(pieces: dict[str, Article]) -> None:
    """What stands first on each stands first on the other."""
    assert len(QUESTIONS) >= KNOWN_ITEMS
    found = {asked: rank(asked, pieces[wanted]) for asked, wanted in QUESTIONS.items()}
    assert {asked: place for asked, place in found.items() if place != 1} == {}


def test_the_words_of_every_headline_find_it_first(pieces: dict[str, Article]) -> None:
    for article in pieces.values():
        db.refresh(article)
        assert rank(article.title, article) == 1, article.title
