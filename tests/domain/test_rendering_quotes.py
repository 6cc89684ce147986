"""Pull quotes: told apart from other quotations, with where they depart from the text."""

from __future__ import annotations

import pytest

from domain.rendering import articles, pullquotes, words

from .manuscripts import SAID, Shown, html

CASES = {
    "verbatim": ("the only light on that side of the valley", []),
    "without what follows in the sentence": ("Nobody asked who had lit the lamp in the window", []),
    "in quotation marks": ("“nobody put it out”", []),
    "on two lines": ("nobody put\n> it out", []),
    "with another apostrophe": ("nobody put it out, for it was the only", []),
    "closed with a full stop": (
        "Nobody asked who had lit the lamp.",
        [[" ", "Nobody asked who had lit the"], ["-", "lamp"], ["+", "lamp."]],
    ),
    "with a capital": (
        "It was the only light on that side of the valley.",
        [["-", "it"], ["+", "It"], [" ", "was the only light on that side of the valley."]],
    ),
    "with words left out": (
        "Nobody asked who had lit the lamp, and nobody put it out",
        [
            [" ", "Nobody asked who had lit the"],
            ["-", "lamp in the window,"],
            ["+", "lamp,"],
            [" ", "and nobody put it out"],
        ],
    ),
    "with a word put in": (
        "nobody ever put it out, for it was the only light",
        [[" ", "nobody"], ["+", "ever"], [" ", "put it out, for it was the only light"]],
    ),
    "foreign": ("A watched lamp never burns, said the keeper of the other lighthouse", None),
    "of the same common words": (
        "It was on that day in the lamp for the first who had a side",
        None,
    ),
    "in another order": ("valley the of side that on light only the was it", None),
    "half of it foreign": ("the only light on that day we had all been hoping to see", None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_pull_quote_is_known_by_its_words(case: str) -> None:
    quotation, difference = CASES[case]
    rendered = articles.render(f"{SAID}\n\n> {quotation}\n>\n> — Ines Okafor, keeper\n")
    if difference is None:
        assert rendered.pull_quotes == []
        assert "<p>— Ines Okafor, keeper</p>\n</blockquote>" in rendered.html
        assert quotation in rendered.plain
        return
    (found,) = rendered.pull_quotes
    said = quotation.replace("\n> ", " ")
    assert (found.text, found.who, found.role) == (said, "Ines Okafor", "keeper")
    assert found.difference == (difference or None)
    typed = quotation.replace("> ", "")
    assert rendered.html.endswith(
        f'<figure class="pull">\n<blockquote>\n<p>{typed}</p>\n</blockquote>\n'
        "<figcaption>Ines Okafor, <span>keeper</span></figcaption>\n</figure>"
    )
    assert rendered.plain == SAID


def quoted(*lines: str) -> list[pullquotes.Quotation]:
    return list(
        articles.render(f"{SAID}\n\n" + "\n".join(f"> {line}" for line in lines)).pull_quotes
    )


@pytest.mark.parametrize(
    ("line", "who", "role"),
    [
        ("— Ines Okafor", "Ines Okafor", ""),
        ("– Ines Okafor, keeper, Hull", "Ines Okafor", "keeper, Hull"),
        ("-- *Ines* Okafor, _The Post_", "Ines Okafor", "The Post"),
        ("— סמירה חדאד, The Lamplighter", "סמירה חדאד", "The Lamplighter"),
    ],
)
def test_the_last_line_says_who(line: str, who: str, role: str) -> None:
    for lines in (("nobody put it out", "", line), ("nobody put it out", line)):
        (found,) = quoted(*lines)
        assert (found.text, found.who, found.role) == ("nobody put it out", who, role)


@pytest.mark.parametrize(
    "lines",
    [
        ("nobody put it out",),
        ("nobody put it out", "", "Ines Okafor, keeper"),
        ("— Ines Okafor",),
        ("nobody put it out", "", "- — Ines Okafor"),
        ("nobody put it out ![a](b.png)", "", "— Ines Okafor"),
        ("",),
        ("> nobody put it out", "> ", "> — Ines Okafor"),
    ],
)
def test_any_other_quotation_stays_plain(lines: tuple[str, ...]) -> None:
    assert quoted(*lines) == []


def test_a_quotation_in_a_list_is_no_pull_quote() -> None:
    assert articles.render(f"{SAID}\n\n- > nobody put it out\n  >\n  > — Ines").pull_quotes == []


def test_of_two_equal_quotations_one_stays_in_the_text() -> None:
    quotation = "> The lamp is lit and nobody asks.\n>\n> — Ines Okafor\n"
    rendered = articles.render(f"Before.\n\n{quotation}\nBetween.\n\n{quotation}")
    assert len(rendered.pull_quotes) == 1
    assert rendered.plain.count("nobody asks") == 1


def test_who_said_it_cannot_be_markup() -> None:
    rendered = articles.render(f"{SAID}\n\n> nobody put it out\n>\n> — `<b>` & Co, <i>")
    assert "<figcaption>&lt;b&gt; &amp; Co, <span>&lt;i&gt;</span></figcaption>" in rendered.html


def test_a_difference_fits_on_a_line() -> None:
    difference = [[" ", "one two three four five six seven eight"], ["-", "nine"], ["+", "ten"]]
    line = "one two three … six seven eight [-nine-] {+ten+}"
    assert pullquotes.in_words(difference) == line


def test_pull_quotes_are_said_once() -> None:
    made = html(
        f"{SAID}\n\n> nobody put it out\n>\n> — Ines\n\n![a](b.png)\n\nAfter.", **{"b.png": Shown()}
    )
    once = words.without_pull_quotes(made)
    assert "figcaption" not in once
    assert once.startswith(f"<p>{SAID}</p>")
    assert "<figure><img" in once
    assert once.endswith("<p>After.</p>")
