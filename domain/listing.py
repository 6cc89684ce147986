"""A page of a longer list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select

from models import Article
from models.database import db

from .refusal import Missing

Row = TypeVar("Row")
PER_PAGE = 20
LAST_PAGE = 10_000
NO_PAGE = "There is no such page in this list."
TOO_FAR = f"Lists end at page {LAST_PAGE:,}. What is older is found by search, or under its topics."
PAST_THE_END = "The list is not that long."


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """The rows of page `number` (from 1), and whether another page follows."""

    rows: Sequence[Row]
    number: int
    has_next: bool
    ends_early: bool = False
    """Whether this is the last page that a list has, though there is more."""


def of(
    ids: Select[Any],
    rows: Callable[[Select[Any]], Select[Any]],
    number: int = 1,
    per_page: int = PER_PAGE,
) -> Listing[Any]:
    """Page `number` of a list, in one statement. Raises Missing past the end.

    `ids` goes along an index alone to the page, however deep; `rows` makes of it the statement
    that reads what stands there. One row more than the page is asked for: that tells whether
    there is a next page without counting a large table.
    """
    if number < 1:
        raise Missing(NO_PAGE)
    if number > LAST_PAGE:
        raise Missing(TOO_FAR)
    page = ids.limit(per_page + 1).offset((number - 1) * per_page)
    found = db.scalars(rows(page)).all()
    if not found and number > 1:
        raise Missing(PAST_THE_END)
    more, is_last = len(found) > per_page, number == LAST_PAGE
    return Listing(found[:per_page], number, more and not is_last, more and is_last)


Articles = Listing[Article]
