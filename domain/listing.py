"""A page of a longer list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select

from models import Article
from models.database import db

from .refusal import Missing

Row = TypeVar("Row")
PER_PAGE = 20
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """The rows of page `number` (from 1), and whether another page follows."""

    rows: Sequence[Row]
    number: int
    has_next: bool


def of(query: Select[Any], number: int, per_page: int = PER_PAGE) -> Listing[Any]:
    """Page `number` of `query`, in one statement. Raises Missing past the end.

    One row more than the page is asked for: that tells whether there is a next page without
    counting a large table.
    """
    if not 1 <= number <= LAST_PAGE:
        raise Missing("There is no such page in this list.")
    rows = db.scalars(query.limit(per_page + 1).offset((number - 1) * per_page)).all()
    if not rows and number > 1:
        raise Missing("The list is not that long.")
    return Listing(rows[:per_page], number, len(rows) > per_page)


Articles = Listing[Article]
