"""Marks around what was found, and the passage of a text that answers best.

For a database whose own marks would miss "café" where somebody asked for "cafe".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .engine import BEGIN, END, Excerpt
from .words import WORD, folded

PASSAGE = 32
"""In words."""
BEFORE = 6
"""Words of a passage that stand before the first that was found."""


@dataclass(frozen=True)
class Sought:
    """What is marked, all folded: whole words, beginnings of words, words side by side."""

    words: Sequence[str]
    begun: Sequence[str]
    phrases: Sequence[Sequence[str]]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in a folded text; of two that begin at a place, the longer."""
        phrases = [r"[\W_]+".join(map(re.escape, phrase)) for phrase in self.phrases]
        begun = [re.escape(word) + r"[^\W_]*" for word in self.begun]
        words = sorted(map(re.escape, self.words), key=len, reverse=True)
        found = "|".join([*phrases, *begun, *words]) or r"(?!)"
        return re.compile(rf"(?<![^\W_])(?:{found})(?![^\W_])")


def excerpt(fields: Sequence[str], sought: Sought) -> Excerpt:
    """The fields of an article with its marks; of text and sources the passage that answers."""
    *short, body, sources = fields
    headline, standfirst, byline, topics = (_marked(field, sought) for field in short)
    passages = _passage(body, sought), _passage(sources, sought)
    return Excerpt(headline, standfirst, byline, topics, *passages)


def _marked(text: str, sought: Sought) -> str:
    parts, end = [], 0
    for found in sought.pattern.finditer(folded(text)):
        parts += [text[end : found.start()], BEGIN, text[found.start() : found.end()], END]
        end = found.end()
    return "".join([*parts, text[end:]])


def _passage(text: str, sought: Sought) -> str:
    """The words around the place where most of what was asked for stands together."""
    places = [found.span() for found in WORD.finditer(text)]
    if len(places) <= PASSAGE:
        return _marked(text, sought)
    first = _first_of_best(text, places, sought)
    start, end = places[first][0], places[min(first + PASSAGE, len(places)) - 1][1]
    before, after = "…" if first else "", "…" if end < places[-1][1] else ""
    return before + _marked(text[start:end], sought) + after


def _first_of_best(text: str, places: Sequence[tuple[int, int]], sought: Sought) -> int:
    number = {start: place for place, (start, _) in enumerate(places)}
    plain = folded(text)
    hits = [(number[found.start()], found.group()) for found in sought.pattern.finditer(plain)]
    if not hits:
        return 0
    best = max(range(len(hits)), key=lambda each: (_held(hits, each), -each))
    return max(0, min(hits[best][0] - BEFORE, len(places) - PASSAGE))


def _held(hits: Sequence[tuple[int, str]], first: int) -> int:
    """How many different words stand in a passage that begins shortly before a hit."""
    last = hits[first][0] - BEFORE + PASSAGE
    return len({word for place, word in hits[first : first + PASSAGE] if place < last})
