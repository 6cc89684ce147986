"""Words as they look: without case and accents, and letters of other scripts that look like ours.

The table holds what is used to write around a rule: Cyrillic, Greek and a few others that stand for
a Latin letter, and the digits and signs that stand for letters within a word.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = {
    "a": "аәαᴀ",
    "ae": "æ",
    "b": "вβʙ",
    "c": "сϲᴄ",
    "d": "ԁδđðᴅ",
    "e": "еєεᴇ",
    "f": "ƒ",
    "g": "ɡɢ",
    "h": "һнηʜ",
    "i": "іιɩıɪן",
    "j": "јᴊ",
    "k": "кκᴋ",
    "l": "ӏłʟו",
    "m": "мᴍ",
    "n": "пɴ",
    "o": "оοøᴏס",
    "oe": "œ",
    "p": "рρᴘ",
    "q": "ԛ",
    "r": "гʀ",
    "s": "ѕꜱ",
    "t": "тτᴛ",
    "u": "υμᴜ",
    "v": "νᴠ",
    "w": "ԝωᴡ",
    "x": "хχ",
    "y": "уүγʏ",
    "z": "ζᴢ",
}
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing, though they count as seen."""
SIGNS = str.maketrans("0134578@$!|€", "oieastbasile")
"""What stands for a letter where it stands among letters."""
_LETTERS = str.maketrans({like: latin for latin, all_like in LETTERS.items() for like in all_like})
_WORD = re.compile(r"[^\W_]+(?:[@$!|€*]+[^\W_]+)*[$@€]*|[@$€][^\W_]+")
_DOTTED = re.compile(r"(?<!\w)\w(?:[^\w\s]+\w){2,}(?!\w)")
_SPELT = re.compile(r"(?:(?<= )|^)\w(?: \w){2,}(?= |$)")


def folded(text: str) -> str:
    """The words of `text` in a row, as they look: two that look alike are the same."""
    plain = "".join(filter(_is_seen, _plain(text)))
    whole = _DOTTED.sub(lambda spelt: "".join(filter(str.isalnum, spelt[0])), plain)
    words = " ".join(_word(found[0]) for found in _WORD.finditer(whole.translate(_LETTERS)))
    return _SPELT.sub(lambda spelt: spelt[0].replace(" ", ""), words)


def _plain(text: str) -> str:
    """Without case: letters of mathematics and full width are letters first, then small ones."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())


def _is_seen(character: str) -> bool:
    """Whether it stands for itself: neither a mark on a letter nor something unseen."""
    return unicodedata.category(character) not in {"Mn", "Me", "Cf"} and character not in BLANK


def _word(word: str) -> str:
    if any(character.isalpha() for character in word):
        word = word.translate(SIGNS)
    return "".join(filter(str.isalnum, word))
