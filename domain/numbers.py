"""Whole numbers in what was typed or stands in an address."""

from __future__ import annotations

MOST = 18
"""So many digits fit into the number of a row."""


def whole(text: str, digits: int = MOST) -> int | None:
    """The number that `text` is in plain digits, and no more of them; None where it is none.

    Other scripts have digits too, and a number without an end would keep the machine busy.
    """
    is_one = text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text) if is_one else None
