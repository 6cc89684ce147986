"""The passage of an article that search shows, and what is marked in it."""

from __future__ import annotations

import pytest

from domain import search
from tests.cast import Cast
from tests.pieces import piece

pytestmark = pytest.mark.both_engines


def test_the_words_are_marked_where_they_stand(cast: Cast) -> None:
    piece(cast, "A lamp", "Before it. " * 60 + "There the lamps burned. " + "After it. " * 60)
    result = search.find("lamp").page.rows[0]
    assert result.headline == f"A {search.BEGIN}lamp{search.END}"
    assert f"the {search.BEGIN}lamps{search.END} burned" in result.excerpt
    assert len(result.excerpt) < 400


@pytest.mark.parametrize(
    ("before", "after"), [(0, 0), (0, 99), (3, 99), (99, 99), (99, 3), (99, 0), (12, 12)]
)
def test_a_passage_has_its_words_wherever_it_stands(cast: Cast, before: int, after: int) -> None:
    words = ["foregoing"] * before + ["lamp"] + ["following"] * after
    piece(cast, "One", f"({' '.join(words)}.)")
    excerpt = search.find("lamp").page.rows[0].excerpt
    assert f"{search.BEGIN}lamp{search.END}" in excerpt
    assert len(excerpt.split()) == min(len(words), 32)
    assert excerpt.startswith("…") is (before > 12)
    assert excerpt.endswith("…") is (after > 20)
    assert excerpt.startswith("(") is (before <= 12)


def test_where_the_words_are_in_the_headline_alone_the_text_begins(cast: Cast) -> None:
    piece(cast, "Kites", "“The wind, " + "and more of it, " * 20 + "at last.”")
    excerpt = search.find("kites").page.rows[0].excerpt
    assert excerpt.startswith("“The wind, and more")
    assert excerpt.endswith("…")
    assert len(excerpt.split()) == 32


def test_a_passage_stands_where_most_of_the_words_do(cast: Cast) -> None:
    far = "Something else. " * 40
    piece(cast, "One", f"An owl. {far} An owl over the Háfen of Älborg. {far} Hafen.")
    excerpt = search.find("owl hafen alborg").page.rows[0].excerpt
    marked = [f"{search.BEGIN}{word}{search.END}" for word in ("owl", "Háfen", "Älborg")]
    assert all(word in excerpt for word in marked)


def test_what_is_marked_begins_with_a_letter_of_its_own(cast: Cast) -> None:
    piece(cast, "One", "A clamp, a lampoon, a lamp; lamplamp lamp-lamp.")
    excerpt = search.find("lamp.").page.rows[0].excerpt
    assert excerpt.replace(search.BEGIN, "[").replace(search.END, "]") == (
        "A clamp, a lampoon, a [lamp]; lamplamp [lamp]-[lamp]."
    )


def test_the_excerpt_says_where_it_is_from(cast: Cast) -> None:
    piece(cast, "One", "Text.", sources=["The Chemical History of a Candle"])
    piece(cast, "Two", "Text.", topics=["Fire"])
    piece(cast, "Three", "Text.", author="Tom Vale", standfirst="A standfirst.")
    assert search.find("candle").page.rows[0].whence == "Sources"
    assert search.find("fire").page.rows[0].whence == "Topics"
    assert search.find("vale").page.rows[0].whence == "By"


def test_the_standfirst_stands_where_the_words_are_in_the_headline_alone(cast: Cast) -> None:
    piece(cast, "Kites", "Some text.", standfirst="About the wind.")
    result = search.find("kites").page.rows[0]
    assert (result.excerpt, result.whence) == ("About the wind.", "")
