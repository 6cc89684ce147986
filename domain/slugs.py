"""Slugs: words as they stand in an address."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
# Letters that Unicode does not take apart into a plain letter and a mark.
_FOLDED = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "ss",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ð": "d",
        "Ð": "d",
        "þ": "th",
        "Þ": "th",
        "ł": "l",
        "Ł": "l",
        "ħ": "h",
        "Ħ": "h",
        "ı": "i",
        "&": " and ",
    }
)
_QUOTES = re.compile(r"[’'‘ʼ`´]")
_GIVEN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Whether `text` may stand in an address as it is: small letters, digits, single hyphens."""
    return bool(_GIVEN.fullmatch(text)) and len(text) <= LONGEST


def of(text: str, otherwise: str = "") -> str:
    """The slug of `text`: its letters folded to ASCII where they can be ("café" is `cafe`).

    A text in another script takes the slug of `otherwise`, and where that gives none either,
    keeps its own letters. Empty only where there is neither a letter nor a digit.
    """
    return _ascii(text) or _ascii(otherwise) or _unicode(text) or _unicode(otherwise)


def free(wanted: str, taken: set[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3` … that is not among `taken`."""
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _ascii(text: str) -> str:
    plain = _without_marks(text.translate(_FOLDED)).lower()
    slug = _joined(re.findall(r"[a-z0-9]+", _QUOTES.sub("", plain)))
    has_letters = any(c.isalpha() for c in text)
    return slug if not has_letters or re.search(r"[a-z]", slug) else ""


def _unicode(text: str) -> str:
    composed = unicodedata.normalize("NFC", _without_marks(text)).casefold()
    return _joined(re.findall(r"[^\W_]+", _QUOTES.sub("", composed)))


def _without_marks(text: str) -> str:
    """Without accents and without the vowel points of Hebrew and Arabic."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))


def _joined(words: list[str]) -> str:
    """The words with hyphens between them, as many as fit."""
    slug = "-".join(words)
    if len(slug) <= LONGEST:
        return slug
    cut = slug[: LONGEST + 1].rpartition("-")[0]
    return cut or slug[:LONGEST]
