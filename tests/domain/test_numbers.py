"""Whole numbers, as forms and addresses name them."""

from __future__ import annotations

import pytest

from domain import numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("2147483647", numbers.LARGEST),
        ("2147483648", None),
        ("9" * 10_000, None),
        ("", None),
        (" 1", None),
        ("-1", None),
        ("+1", None),
        ("1.0", None),
        ("1_0", None),
        ("²", None),
        ("١٢", None),
        ("banana", None),
    ],
)
def test_a_number_is_plain_digits_and_not_too_many(text: str, number: int | None) -> None:
    assert numbers.whole(text) == number


def test_a_shorter_one_may_be_asked_for() -> None:
    assert numbers.whole("999999", 6) == 999_999
    assert numbers.whole("1000000", 6) is None
