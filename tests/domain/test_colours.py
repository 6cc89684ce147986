"""Any accent that a publication chooses can be read on every paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import colours

ANY = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(ANY)
def test_any_accent_is_made_readable(colour: str) -> None:
    for name, tone in colours.accents(colour).items():
        assert colours.is_colour(tone)
        assert colours.contrast(tone, colours.PAPERS[name]) >= 4.5


def test_an_accent_that_can_be_read_is_left_alone() -> None:
    assert colours.accents("#8f2413")["paper"] == "#8f2413"


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#777777", 1.0)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio)


@pytest.mark.parametrize("text", ["", "#fff", "8f2413", "#8f241g", "#8f24133"])
def test_what_is_not_a_colour(text: str) -> None:
    assert not colours.is_colour(text)
