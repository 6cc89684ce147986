"""What stands in a row of the results, and the words of an article: one statement for a page.

They are plain values and no rows of the model: nothing hangs on them but what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, select

from models import Article, Picture, SearchEntry, Section
from models.database import db

Among = Callable[[Any], ColumnElement[bool]]
"""That a column is one of the `ids` that a statement is given: the same statement for few and for
many, so that it is put together once."""


class Named(NamedTuple):
    """A section, a topic or an author, as far as a link to it needs."""

    slug: str
    name: str


class Pictured(NamedTuple):
    """The file of a picture."""

    digest: str
    width: int
    height: int
    widths: Sequence[int]


class Card(NamedTuple):
    """An article as a row shows it."""

    id: int
    slug: str
    title: str
    language: str
    published_at: datetime
    minutes: int
    image: dict[str, str] | None
    byline: Sequence[Named]
    section: Named
    picture: Pictured | None


class Words(NamedTuple):
    """What search knows of an article, word for word."""

    headline: str
    standfirst: str
    body: str
    byline: str
    topics: str
    sources: str


_PARTS = (
    (
        *(Article.id, Article.slug, Article.title, Article.language),
        *(Article.published_at, Article.minutes, Article.image, Article.byline),
    ),
    (Section.slug, Section.name),
    (Picture.digest, Picture.width, Picture.height, Picture.widths),
    tuple(getattr(SearchEntry, name) for name in Words._fields),
)
_BYLINE, _SECTION, _PICTURE, _WORDS = 7, 8, 10, 14
"""Where the parts begin in a row."""


def of(ids: Sequence[int], among: Among) -> dict[int, tuple[Card, Words]]:
    """The card and the words of each of these articles, by its id."""
    rows = db.connection().execute(_statement(among), {"ids": ids})
    return {row[0]: (_card(row), Words(*row[_WORDS:])) for row in rows}


def _card(row: Any) -> Card:
    picture = Pictured(*row[_PICTURE:_WORDS]) if row[_PICTURE] else None
    byline = tuple(Named(each["slug"], each["name"]) for each in row[_BYLINE])
    return Card._make((*row[:_BYLINE], byline, Named(*row[_SECTION:_PICTURE]), picture))


@cache
def _statement(among: Among) -> Select[Any]:
    query = select(*(column for part in _PARTS for column in part)).select_from(Article)
    query = query.join(Section).join(SearchEntry, SearchEntry.article_id == Article.id)
    return query.outerjoin(Picture).where(among(Article.id))
