"""Stems: "writes" and "writing" are the same word to somebody who searches.

The rules are M. F. Porter's of 1980 ("An algorithm for suffix stripping"), with a few of our own
in front: what is too short to lose anything keeps it, so that "Ines" is not "in" and "news" not
"new"; and "organise" is "organize".
"""

from __future__ import annotations

import re
from functools import lru_cache

KEPT = frozenset({"news", "lens"})
SHORTEST = 3

_SECOND = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "abli": "able", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_THIRD = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_FOURTH = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "sion", "tion", "al", "er", "ic", "ou",
)  # fmt: skip
_BRITISH = re.compile(r"(?<=...)is(e[ds]?|ers?|ing|ations?)$")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded English word; a word of other letters is its own."""
    if len(word) <= SHORTEST or word in KEPT or not (word.isascii() and word.isalpha()):
        return word
    found = _BRITISH.sub(r"iz\1", word)
    for step in (_plurals, _past, _final_y, _second, _third, _fourth, _final_e):
        found = step(found)
    return found if len(found) >= SHORTEST else _plurals(word)


def _plurals(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    rest = re.sub("(ed|ing)$", "", word)
    if rest == word or "v" not in _shape(rest):
        return word
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if _is_doubled(rest) and rest[-1] not in "lsz":
        return rest[:-1]
    return rest + "e" if _measure(rest) == 1 and _is_short(rest) else rest


def _final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _second(word: str) -> str:
    return _changed(word, _SECOND)


def _third(word: str) -> str:
    return _changed(word, _THIRD)


def _changed(word: str, endings: dict[str, str]) -> str:
    for ending, new in endings.items():
        if word.endswith(ending):
            rest = word[: -len(ending)]
            return rest + new if _measure(rest) else word
    return word


def _fourth(word: str) -> str:
    for ending in _FOURTH:
        if word.endswith(ending):
            rest = word[: -len(ending)] + ending[0] * ending.endswith("ion")
            return rest if _measure(rest) > 1 else word
    return word


def _final_e(word: str) -> str:
    rest = word[:-1]
    if word.endswith("e") and (_measure(rest) > 1 or (_measure(rest) == 1 and not _is_short(rest))):
        return rest
    return rest if word.endswith("ll") and _measure(word) > 1 else word


def _shape(word: str) -> str:
    """Consonants and vowels as "c" and "v"; a "y" after a consonant is a vowel."""
    shape = ""
    for letter in word:
        after_consonant = shape.endswith("c")
        shape += "v" if letter in "aeiou" or (letter == "y" and after_consonant) else "c"
    return shape


def _measure(word: str) -> int:
    """How often vowels are followed by consonants: a word's length as the ear counts it."""
    return len(re.findall("v+c+", _shape(word)))


def _is_doubled(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c"


def _is_short(word: str) -> bool:
    """Whether it ends as "hop" does, which had an "e" in "hoping"."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
