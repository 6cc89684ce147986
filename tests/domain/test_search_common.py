"""Words that very many articles hold: they find, but do not hold anybody up."""

from __future__ import annotations

import pytest

from domain import search
from domain.search.engine import engine as engine_of_search
from models.database import db, writing
from tests.cast import Cast
from tests.pieces import piece, slugs

pytestmark = pytest.mark.both_engines
MANY = 8


@pytest.fixture
def lamps(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every article is about lamps, and one says something else too: more than three is common."""
    monkeypatch.setattr("domain.search.ranking.COMMON", 3)
    for number in range(MANY):
        piece(cast, f"Number {number}", "All about a lamp.")
    piece(cast, "A quincunx", "Five, and a lamp beside it.")
    count_words()


def count_words() -> None:
    """What PostgreSQL knows of how common a word is, it knows from a count."""
    writing()
    engine_of_search().tidy()
    db.commit()


def test_a_common_word_narrows_what_a_rare_one_finds(lamps: None, cast: Cast) -> None:
    piece(cast, "Another", "A quincunx in the dark.")
    found = search.find("quincunx lamp")
    assert found.page.rows[0].article.slug == "a-quincunx"
    assert found.whole == 1


def test_of_a_longer_question_the_rare_words_find(lamps: None) -> None:
    assert slugs("lamp quincunx zyzzyva") == ["a-quincunx"]


def test_where_all_is_common_all_is_found(lamps: None) -> None:
    assert search.find("all lamp about").whole == MANY


def test_a_common_word_is_not_taken_for_a_beginning(lamps: None, cast: Cast) -> None:
    piece(cast, "Satire", "A hyperbole, and no lampoon.")
    found = search.find("hyperbole lamp")
    assert (found.whole, found.partial) == (0, 1)
    assert search.find("hyperbole lampo").whole == 1


def test_of_very_many_the_newest_are_ranked(lamps: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.search.finding.CAP", 4)
    found = search.find("lamp")
    assert found.is_capped
    assert {row.article.slug for row in found.page.rows} <= {
        "a-quincunx",
        *(f"number-{number}" for number in range(MANY - 4, MANY)),
    }


def test_what_the_filters_leave_is_found_however_old(
    lamps: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.search.finding.CAP", 1)
    piece(cast, "The oldest", "A lamp.", section="Ideas")
    for number in range(MANY):
        piece(cast, f"Later {number}", "A lamp.")
    count_words()
    assert slugs("lamp", section="ideas") == ["the-oldest"]
