"""What search finds, and in which order."""

from __future__ import annotations

import pytest

from domain import search
from domain.refusal import Missing
from domain.search.found import filters
from models import Status
from tests.cast import Cast
from tests.pieces import piece, slugs


def test_a_word_that_stands_only_deep_in_the_text_is_found(cast: Cast) -> None:
    piece(cast, "Deep", "Word after word. " * 3000 + "At last, a quincunx.")
    piece(cast, "Other", "Nothing of the kind.")
    assert slugs("quincunx") == ["deep"]


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("window", "headline"),
        ("sentence", "standfirst"),
        ("okafor", "byline"),
        ("lamps", "topics"),
        ("paraffin", "body"),
        ("faraday", "sources"),
    ],
)
def test_every_field_is_searched(cast: Cast, question: str, where: str) -> None:
    piece(
        cast,
        "The window",
        "It burns paraffin.",
        standfirst="A sentence.",
        author="Ines Okafor",
        topics=["Lamps"],
        sources=["The Chemical History of a Candle, Michael Faraday"],
    )
    piece(cast, "Another", "A text on other things.")
    assert slugs(question) == ["the-window"], where


def test_markup_is_not_found(cast: Cast) -> None:
    html = '<blockquote class="pull">An <strong>emphatic</strong> word.</blockquote>'
    piece(cast, "Marked", "An emphatic word.", html=html)
    assert slugs("strong") == slugs("blockquote") == slugs("class pull") == []
    assert slugs("emphatic") == ["marked"]


def test_the_headline_outweighs_what_is_said_in_passing(cast: Cast) -> None:
    piece(cast, "Passing", "Candle, candle, candle: " + "a text about something else. " * 20)
    piece(cast, "The candle", "A text about it. " * 20)
    assert slugs("candle")[0] == "the-candle"


@pytest.mark.both_engines
def test_all_words_come_before_any(cast: Cast) -> None:
    piece(cast, "Owls", "Owls owls owls owls owls.")
    piece(cast, "Both", "In passing, among many other words, owls were seen in the harbour.")
    piece(cast, "Harbours", "Harbour harbour harbour harbour.")
    found = search.find("owls harbour")
    assert found.page.rows[0].article.slug == "both"
    assert (found.whole, found.partial) == (1, 2)
    assert [result.is_partial for result in found.page.rows] == [False, True, True]


def test_a_question_of_ten_words_does_not_come_back_empty(cast: Cast) -> None:
    piece(cast, "The keeper", "He trims the wick at dusk.")
    found = search.find("why does the keeper always trim the wick before breakfast on Sundays?")
    assert found.says == "1 article found"
    assert found.page.rows[0].is_partial


def test_the_small_words_of_a_question_find_nothing_by_themselves(cast: Cast) -> None:
    piece(cast, "Small", "The of and to in is what why.")
    assert slugs("what is the zeugma of") == []
    assert slugs("what is the") == ["small"]


def test_words_in_quotation_marks_stand_side_by_side(cast: Cast) -> None:
    piece(cast, "Together", "The night train was late.")
    piece(cast, "Apart", "By night we train the dogs.")
    for question in ('"night train"', "“night train”", "«night train»"):
        assert slugs(question) == ["together"], question
    assert set(slugs("night train")) == {"together", "apart"}


def test_an_unfinished_word_is_found_by_its_beginning(cast: Cast) -> None:
    piece(cast, "On writing", "Text.")
    assert slugs("writi") == ["on-writing"]
    assert slugs("on wr") == ["on-writing"]


def test_whole_words_come_before_beginnings(cast: Cast) -> None:
    piece(cast, "Lampoon lampoon", "Lampoon.")
    piece(cast, "Something", "Here is one lamp among many words that are not about it.")
    assert slugs("lamp") == ["something", "lampoon-lampoon"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Une élégie à Orléans", "elegie orleans"),
        ("Une elegie", "Élégie"),
        ("The reader’s share", "reader's"),
        ("The reader's share", "reader’s share"),
        ("שָׁלוֹם לקוראים", "שלום"),
        ("שלום לקוראים", "שָׁלוֹם"),
        ("על צה״ל", 'צה"ל'),
        ("co\u00adoperation", "cooperation"),
        ("e\u0301te\u0301", "été"),
        ("Catch-22 and C++", "catch 22"),
        ("ЙОД и море", "йод"),
        ("Straße", "STRAßE"),
    ],
)
def test_letters_of_all_kinds(cast: Cast, written: str, asked: str) -> None:
    piece(cast, "One", written)
    assert slugs(asked) == ["one"]


@pytest.mark.both_engines
def test_filters_narrow(cast: Cast) -> None:
    piece(cast, "One lamp", section="Ideas", topics=["Light"], author="Ines Okafor")
    piece(cast, "Two lamps", section="Ideas", topics=["Oil"], author="Tom Vale")
    piece(cast, "Three lamps", topics=["Light"], author="Tom Vale")
    assert set(slugs("lamp", section="ideas")) == {"one-lamp", "two-lamps"}
    assert set(slugs("lamp", topic="light")) == {"one-lamp", "three-lamps"}
    assert slugs("lamp", author="tom-vale", section="ideas") == ["two-lamps"]
    assert slugs("lamp", author="ines-okafor", topic="oil") == []


@pytest.mark.parametrize("name", ["section", "topic", "author"])
def test_an_unknown_filter_is_missing(cast: Cast, name: str) -> None:
    with pytest.raises(Missing):
        filters(**{name: "nowhere"})


def test_a_slip_of_the_finger_is_put_right(cast: Cast) -> None:
    piece(cast, "The lighthouse", "Its keeper was Ines.", author="Marta Lindqvist")
    assert search.find("lighthosue").meant == "lighthouse"
    assert search.find("“lighthous keper”").meant == "“lighthouse keeper”"
    assert search.find("lindquist").meant == "lindqvist"
    assert search.find("lighthouse").meant == ""
    assert search.find("qwrtzp").meant == ""


def test_nothing_is_proposed_that_the_filters_leave_out(cast: Cast) -> None:
    piece(cast, "The lighthouse")
    piece(cast, "The harbour", section="Ideas")
    piece(cast, "Slight", section="Ideas")
    assert search.find("lighthosue", filters=filters(section="ideas")).meant == ""


def test_a_word_that_stands_outside_the_filters_is_no_slip(cast: Cast) -> None:
    piece(cast, "Light")
    piece(cast, "Slight", section="Ideas")
    assert search.find("light", filters=filters(section="ideas")).meant == ""


def test_names_that_the_words_begin_are_offered(cast: Cast) -> None:
    piece(cast, "One", "Text.", author="Hélène Carré", topics=["Helium"])
    found = search.find("hel")
    assert [(name.kind, name.name) for name in found.names] == [
        ("author", "Hélène Carré"),
        ("topic", "Helium"),
    ]
    assert [name.slug for name in search.find("helene carre").names] == ["hélène-carré"]


def test_topics_to_narrow_to_are_counted(cast: Cast) -> None:
    piece(cast, "Lamp one", topics=["Light", "Oil"])
    piece(cast, "Lamp two", topics=["Light"])
    piece(cast, "Lamp three", topics=["Oil", "Light"])
    piece(cast, "Lamp four", topics=["Light", "Once"])
    piece(cast, "Lamp five")
    facets = search.find("lamp").facets
    assert [(facet.topic.name, facet.number) for facet in facets] == [("Light", 4), ("Oil", 2)]
    narrowed = search.find("lamp", filters=filters(topic="light")).facets
    assert [facet.topic.name for facet in narrowed] == ["Oil"]


def test_of_many_only_the_best_are_asked_for_their_topics_and_no_number_is_said(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.search.suggesting.COUNTED", 3)
    for number in range(3):
        piece(cast, f"Lamp and lamp {number}", topics=["Light", f"Topic {number // 2}"])
    piece(cast, "Candles", "One lamp. " + "And another thing. " * 20, topics=["Topic 1"])
    facets = search.find("lamp").facets
    assert [(facet.topic.name, facet.number) for facet in facets] == [("Topic 0", None)]


@pytest.mark.parametrize("question", ["", "   ", "?!", "a", "\x00", "“”", '"', "*", "ש"])
def test_what_cannot_be_searched_for_is_not_asked(cast: Cast, question: str) -> None:
    piece(cast, "A ש")
    found = search.find(question)
    assert not found.was_asked
    assert (found.says, list(found.page.rows)) == ("Nothing to look for yet", [])


def test_two_hundred_characters_are_enough(cast: Cast) -> None:
    piece(cast, "Lamp")
    assert not search.find("lamp " + "x" * 195).problem
    found = search.find("lamp " * 2000)
    assert found.problem.startswith("That is 9,999 characters long")
    assert not found.page.rows


def test_pages(cast: Cast) -> None:
    for number in range(23):
        piece(cast, f"Lamp number {number}")
    first, second = search.find("lamp"), search.find("lamp", 2)
    assert (len(first.page.rows), first.page.has_next) == (20, True)
    assert (len(second.page.rows), second.page.has_next) == (3, False)
    assert first.says == second.says == "23 articles found"
    both = [*first.page.rows, *second.page.rows]
    assert len({result.article.id for result in both}) == 23
    for number in (0, 3, 10**6):
        with pytest.raises(Missing):
            search.find("lamp", number)


def test_of_a_very_common_word_the_newest_are_ranked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.search.finding.CAP", 5)
    monkeypatch.setattr("domain.search.found.CAP", 5)
    for number in range(7):
        piece(cast, f"Lamp number {number}")
    piece(cast, "A hidden lamp", status=Status.DRAFT)
    found = search.find("lamp")
    assert found.says == "More than 5 articles found"
    assert {result.article.slug for result in found.page.rows} == {
        f"lamp-number-{number}" for number in range(2, 7)
    }


def test_articles_come_whole(cast: Cast) -> None:
    piece(cast, "Lamp", author="Ines Okafor")
    article = search.find("lamp").page.rows[0].article
    assert article.section.name == "World"
    assert article.picture is None
