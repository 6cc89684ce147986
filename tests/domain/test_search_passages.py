"""The place where most of what was asked for stands together, in texts of any length."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.search import marking
from domain.search.marking import NEAR, passage

Hits = Sequence[tuple[int, str]]


def best(hits: Hits) -> int:
    return -max(marking._together(hits))[1]


@given(st.lists(st.tuples(st.integers(1, 90), st.sampled_from("abcd")), min_size=1, max_size=60))
def test_it_is_the_first_of_those_with_most_different_words(steps: list[tuple[int, str]]) -> None:
    places, place = [], 0
    for step, word in steps:
        place += step
        places.append((place, word))
    held = {at: len({w for p, w in places if at <= p < at + NEAR}) for at, _ in places}
    assert best(places) == min(at for at in held if held[at] == max(held.values()))


def steps_for(text: str) -> int:
    """How many lines of Python are gone through to find the passage of `text`."""
    taken = 0

    def count(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal taken
        taken += event == "line"
        return count

    what = marking._pattern(("the", "of", "and"), (), ())
    sys.settrace(count)
    try:
        passage(text, what)
    finally:
        sys.settrace(None)
    return taken


def test_a_text_of_twice_the_words_takes_twice_the_steps_at_most() -> None:
    """Words that everybody writes stand in a long text some thousand times."""
    short, long = (steps_for("the way of it and " * number) for number in (300, 600))
    assert long < short * 2.2
