"""Outlets that a text quotes and that its sources leave out."""

from __future__ import annotations

import pytest

from domain.importing import outlets


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A former official told the Washington Post that it was over.", ["Washington Post"]),
        ("she told Reuters on Monday", ["Reuters"]),
        ("he wrote in the centre-right Yedioth Ahronoth.", ["Yedioth Ahronoth"]),
        ("wrote in the left-leaning daily Przekrój, and", ["Przekrój"]),
        ("he told the weekly newspaper Die Laterne", ["Die Laterne"]),
        ("Writing in The Guardian, Alon Pinkas argues", ["Guardian"]),
        ("writes Dan Perry in The Forward.", ["Forward"]),
        ("as reported by Haaretz’s Amos Harel", ["Haaretz"]),
        ("in an interview with BBC News", ["BBC News"]),
        ("told The Times of Malta", ["Times of Malta"]),
        ("told Radio Lampedusa", ["Radio Lampedusa"]),
        ("according to the Sydney Morning Herald", ["Sydney Morning Herald"]),
        ("a column in the Financial Times, and another in print", ["Financial Times"]),
        ("told Reuters, then told Reuters again, and told Axios", ["Reuters", "Axios"]),
    ],
)
def test_an_outlet_is_named_where_somebody_spoke_or_wrote_there(
    text: str, named: list[str]
) -> None:
    assert outlets.missing(text, []) == named


@pytest.mark.parametrize(
    "text",
    [
        "He told the Senate that the Post Office would close.",
        "She told Congress and the White House.",
        "They told Marta Lindqvist.",
        "He wrote in March 2020, in English, in Paris.",
        "It was written in Hebrew for the United Nations.",
        "We read the Guardian and Reuters every day.",
        "according to the Ministry of Defence",
        "argued in the Supreme Court",
        "appeared in Star Wars",
    ],
)
def test_others_are_no_outlets(text: str) -> None:
    assert outlets.missing(text, []) == []


@pytest.mark.parametrize(
    "listed",
    ["Washington Post", "The Washington Post", "the washington post", "Washington Post Magazine"],
)
def test_what_the_sources_list_is_not_asked_after(listed: str) -> None:
    assert outlets.missing("He told the Washington Post so.", [listed]) == []


def test_one_outlet_is_not_taken_for_another() -> None:
    assert outlets.missing("He told the Financial Times so.", ["Time"]) == ["Financial Times"]


def test_a_publication_need_not_list_itself() -> None:
    assert outlets.missing("He told the Evening Post so.", [], "The Evening Post") == []
    assert outlets.missing("He told the Evening Post so.", [], "Post") == ["Evening Post"]
