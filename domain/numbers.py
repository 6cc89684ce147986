"""Whole numbers in what was typed or stands in an address."""

from __future__ import annotations

LARGEST = 2**31 - 1
"""The largest number that a row can have on either database."""
MOST = 10
"""How many digits that has."""


def whole(text: str, digits: int = MOST) -> int | None:
    """The number that `text` is in plain digits, and no more of them; None where it is none.

    None too where no row can have it.

    Other scripts have digits too, and a number without an end would keep the machine busy.
    """
    is_one = text.isascii() and text.isdecimal() and len(text) <= digits
    number = int(text) if is_one else LARGEST + 1
    return number if number <= LARGEST else None
