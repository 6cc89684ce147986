"""Slugs: words as they stand in an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The lamp in the window", "the-lamp-in-the-window"),
        ("  Don’t panic — it's 5 o’clock!  ", "dont-panic-its-5-oclock"),
        ("Crème brûlée à l’Œuvre", "creme-brulee-a-loeuvre"),
        ("Straße, Łódź, Ærø, Þing", "strasse-lodz-aero-thing"),
        ("Hartley & Marks", "hartley-and-marks"),
        ("ﬁnancial ②", "financial-2"),
        ("2024", "2024"),
        ("שלום", "שלום"),
        ("שָׁלוֹם", "שלום"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_text_becomes_an_address(text: str, slug: str) -> None:
    assert slugs.of(text) == slug


def test_another_script_takes_the_other_name() -> None:
    assert slugs.of("שלום", "two-directions") == "two-directions"
    assert slugs.of("שלום 2024", "two-directions") == "two-directions"
    assert slugs.of("…", "שלום") == "שלום"


def test_a_long_text_is_cut_between_words() -> None:
    assert slugs.of("lamp " * 40) == "-".join(["lamp"] * 16)
    assert slugs.of("x" * 100) == "x" * 80


def test_a_taken_slug_gets_a_number() -> None:
    assert slugs.free("lamp", set()) == "lamp"
    assert slugs.free("lamp", {"lamp", "lamp-2", "lamp-4"}) == "lamp-3"


@pytest.mark.parametrize("text", ["a", "a-b", "2024", "x" * 80])
def test_these_are_slugs(text: str) -> None:
    assert slugs.is_slug(text)


@pytest.mark.parametrize("text", ["", "A", "a--b", "-a", "a-", "a b", "é", "a/b", "x" * 81, "a\n"])
def test_these_are_none(text: str) -> None:
    assert not slugs.is_slug(text)


@given(st.text(), st.text())
def test_an_address_has_nothing_but_letters_digits_and_hyphens(text: str, other: str) -> None:
    slug = slugs.of(text, other)
    assert all(part.isalnum() for part in slug.split("-")) if slug else True
    assert len(slug) <= slugs.LONGEST
    assert slugs.of(slug) == slug
