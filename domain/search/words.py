"""Words: how a text is made plain for search, and how a question is taken apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

LONGEST = 200
"""In characters. A question is shorter; what is longer was pasted by mistake."""

WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'(?<!\w)["“”„«]([^"“”„«»]+)["“”»](?!\w)')
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # soft hyphen, directions
    "\u0300-\u036f"  # accents that have no letter of their own
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"  # Arabic ones
)
_GROWS = re.compile(r"[^\W_]{2,}$")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

FUNCTION_WORDS = frozenset(
    WORD.findall(
        """
        a about after all an and any are as at be because been before but by can could did do does
        for from had has have he her him his how i if in into is it its just may me my no not of
        on one or our out over she should so some than that the their them then there these they
        this those to too up us was we were what when where which who whom whose why will with
        would you your
        """
    )
)
"""English words that nearly every text has: they find nothing by themselves."""


@dataclass(frozen=True)
class Query:
    """A question, taken apart: `phrases` are kept together, `words` stand for themselves."""

    text: str
    phrases: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    open_word: str | None = None
    """The last word, while it may still be growing under somebody's fingers."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it could be found."""
        return not (self.words or self.phrases)

    @property
    def without_quotes(self) -> str:
        """The text with its phrases taken out of their quotation marks."""
        return " ".join(_PHRASE.sub(r" \1 ", self.text).split())

    @property
    def is_one_letter(self) -> bool:
        """Whether it is a single character."""
        return not self.phrases and len("".join(self.words)) == 1

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The words that tell something; all of them where nothing else does."""
        found = tuple(word for word in self.words if tells(word))
        return found if found or self.phrases else self.words


def tells(word: str) -> bool:
    """Whether `word` can find something by itself."""
    return len(word) > 1 and fold(word) not in FUNCTION_WORDS


def printable(text: str) -> str:
    """`text` without the characters that no page can show."""
    return _CONTROL.sub(" ", text)


def plain(text: str) -> str:
    """`text` as search keeps it: letters composed, and nothing in it that is not seen."""
    return printable(_UNSEEN.sub("", unicodedata.normalize("NFC", text)))


def fold(word: str) -> str:
    """`word` in lower case and without the accents of Latin letters, as the index has it."""
    if word.isascii():
        return word.lower()
    return "".join(map(_without_accent, plain(word).lower()))


def folded(text: str) -> str:
    """A plain text, each letter folded in its place: what is found in it stands there in `text`."""
    lower = text.lower()
    if lower.isascii():
        return lower
    if len(lower) != len(text):  # a letter became two
        return text.translate(_LETTERS)
    return _ACCENTED.sub(lambda found: _without_accent(found.group()), lower)


class _Letters(dict[int, str]):
    """Letters folded when they are first met; one that would become two keeps its first."""

    def __missing__(self, letter: int) -> str:
        self[letter] = _without_accent(chr(letter).lower()[0])
        return self[letter]


_LETTERS = _Letters()
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
"""Small letters among which are all that lose an accent."""


def _without_accent(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


def taken_apart(text: str) -> Query:
    """The phrases and words of a question, each once, in its order."""
    text = " ".join(plain(text).split())
    phrases = [tuple(WORD.findall(found)) for found in _PHRASE.findall(text)]
    words = WORD.findall(_PHRASE.sub(" ", text))
    words += [phrase[0] for phrase in phrases if len(phrase) == 1]
    several = tuple(dict.fromkeys(phrase for phrase in phrases if len(phrase) > 1))
    grows = _GROWS.search(text)
    once = {fold(word): word for word in words}
    return Query(text, several, tuple(once.values()), grows.group() if grows else None)


def vocabulary(*texts: str) -> set[str]:
    """The words of `texts` that somebody may misspell: letters only, neither tiny nor endless."""
    found = (fold(word) for text in texts for word in WORD.findall(text))
    return {word for word in found if 3 <= len(word) <= 24 and word.isalpha()}


def replaced(text: str, by: dict[str, str]) -> str:
    """`text` with the folded words that `by` names replaced by what it gives."""
    return WORD.sub(lambda found: by.get(fold(found.group()), found.group()), text)
