"""Answers of search are kept like other pages, until anything changes that search reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from domain import search
from domain.search import spelling
from models import SearchEntry
from models import revisions as counted
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient, hand_over
from tests.pieces import piece
from tests.views.kept import KEPT, change, is_kept

pytestmark = pytest.mark.both_engines
ASKED = "/search?q=lamp"
Act = Callable[[int], object]


def renamed(number: int) -> None:
    """By its row."""
    db.get_one(SearchEntry, number).headline = "The <lamp>"


def renamed_past_the_rows(number: int) -> None:
    """By a statement."""
    db.execute(update(SearchEntry).values(headline=f"The <lamp> {number}"))


def a_new_form(_number: int) -> None:
    """What search knows of words is part of it too."""
    spelling.learn(["lampz"])


ACTS: list[Act] = [renamed, renamed_past_the_rows, search.forget, a_new_form]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_change_of_the_index_alone_is_seen_at_once(
    client: StrictClient, cast: Cast, act: Act
) -> None:
    article = piece(cast, "The lamp")
    assert is_kept(client, ASKED)
    number = article.id
    writing()
    act(number)
    db.commit()
    hand_over()
    assert KEPT not in client.get(ASKED).headers


def test_without_the_count_it_would_not_be(
    client: StrictClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = piece(cast, "The lamp")
    assert is_kept(client, ASKED)
    monkeypatch.setattr(counted, "INDEX", "something else")
    writing()
    search.forget(article.id)
    db.commit()
    hand_over()
    assert KEPT in client.get(ASKED).headers


@pytest.mark.parametrize("title", ["Another lamp", "Nothing of the kind"])
def test_a_new_article_is_found_at_once(client: StrictClient, cast: Cast, title: str) -> None:
    piece(cast, "The lamp")
    assert is_kept(client, ASKED)
    piece(cast, title)
    hand_over()
    assert (b"2 articles found" in client.get(ASKED).data) is ("lamp" in title)


def test_a_name_that_stands_beside_an_answer_is_another_at_once(
    client: StrictClient, cast: Cast
) -> None:
    piece(cast, "The lamp")
    assert is_kept(client, ASKED)
    change(cast.world, name="The wide world")
    assert b"The wide world" in client.get(ASKED).data
