"""Marks around what was found, and the passage of a text that answers best.

They are made here and not by the databases: either would go through the whole text several times,
and miss "café" where somebody asked for "cafe". Only what stands on the page is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from .cards import Words
from .words import WORD, Query, fold, folded, tells

BEGIN, END = "\x02", "\x03"
"""Stand before and after a word that was found, until the page turns them into marks."""
PASSAGE = 32
"""In words."""
BEFORE = 6
"""Words of a passage that stand before the first that was found."""
NEAR = 160
"""Characters after a word that was found in which others may stand in the same passage."""
FAR = 16
"""Characters in which the next word before a place is looked for: most are shorter."""
_AS_MANY = re.compile(rf"(?:[^\W_]+[\W_]+){{0,{PASSAGE - 1}}}(?:[^\W_]+)?")

Sought = re.Pattern[str]
"""Finds what is marked in a folded text."""


def sought(query: Query, forms: Mapping[str, Sequence[str]], *, growing: bool) -> Sought:
    """What a question looks for: its telling words in all their forms, and what stands together."""
    words = list(map(fold, query.telling))
    words += [form for word in words for form in forms[word]]
    open_word = query.open_word or ""
    begun = [fold(open_word)] if growing and tells(open_word) else []
    return _pattern(
        tuple(dict.fromkeys(words)),
        tuple(begun),
        tuple(tuple(map(fold, phrase)) for phrase in query.phrases),
    )


@lru_cache(maxsize=256)
def _pattern(
    words: tuple[str, ...], begun: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]
) -> Sought:
    """Of two that begin at a place, the longer.

    That a word begins there is asked once its first letter was seen: all else is passed quickly.
    """
    rests = [r"[\W_]+".join(map(re.escape, phrase)) for phrase in phrases]
    rests += [re.escape(word) + r"[^\W_]*" for word in begun]
    rests += sorted(map(re.escape, words), key=len, reverse=True)
    found = "|".join(rf"{rest[0]}(?<![^\W_].){rest[1:]}" for rest in rests) or r"(?!)"
    return re.compile(rf"(?:{found})(?![^\W_])")


def shown(held: Words, what: Sought) -> tuple[str, str, str]:
    """Headline and best passage with their marks, and whence that is where it is not the text."""
    headline = marked(held.headline, what)
    standfirst, body = marked(held.standfirst, what), passage(held.body, what)
    text = standfirst if standfirst.count(BEGIN) >= body.count(BEGIN) else body
    if BEGIN in text or BEGIN in headline:
        return headline, text or body, ""
    named = (held.byline, "By"), (held.topics, "Topics"), (held.sources, "Sources")
    for field, name in named:
        found = passage(field, what)
        if BEGIN in found:
            return headline, found, name
    return headline, text or body, ""


def marked(text: str, what: Sought) -> str:
    """`text` with signs around all that was found."""
    parts, end = [], 0
    for found in what.finditer(folded(text)):
        parts += [text[end : found.start()], BEGIN, text[found.start() : found.end()], END]
        end = found.end()
    return "".join([*parts, text[end:]]) if parts else text


def passage(text: str, what: Sought) -> str:
    """The words around the place where most of what was asked for stands together."""
    start = _before(text, _best(text, what), BEFORE)
    end = _end(text, start)
    is_last = WORD.search(text, end) is None
    if is_last and start:
        start = _before(text, start, PASSAGE - len(WORD.findall(text, start, end)))
    is_first = WORD.search(text, 0, start) is None
    cut = text[0 if is_first else start : len(text) if is_last else end]
    return ("" if is_first else "…") + marked(cut, what) + ("" if is_last else "…")


def _end(text: str, start: int) -> int:
    """Where so many words from `start` on end that they make a passage."""
    found = _AS_MANY.match(text, start)
    return found.end() if found else start


def _best(text: str, what: Sought) -> int:
    """Where the first of the words stands that stand together; else the first word of all."""
    hits = [(found.start(), found.group()) for found in what.finditer(folded(text))]
    if len(hits) < 2:
        first = WORD.search(text)
        return hits[0][0] if hits else first.start() if first else 0
    return -max(_together(hits))[1]


def _together(hits: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Of each hit how many different words stand in a passage that begins there, and its place.

    The place is less than nothing, so that of equals the first is the largest. In one walk: what
    everybody writes may stand in a text some thousand times.
    """
    held: Counter[str] = Counter()
    end = 0
    for place, word in hits:
        while end < len(hits) and hits[end][0] < place + NEAR:
            held[hits[end][1]] += 1
            end += 1
        yield len(held), -place
        held[word] -= 1
        if not held[word]:
            del held[word]


def _before(text: str, place: int, most: int) -> int:
    """Where the last so many words before a place begin."""
    start = max(0, place - FAR * most)
    found = [each.start() for each in WORD.finditer(text, start, place)]
    whole = found[1 if start else 0 :][-most:] if most else []
    return whole[0] if whole else place
