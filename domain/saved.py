"""Saved articles. One query tells the count and the list, so that they cannot disagree."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from models import Article, ArticleAddress, Person, Saved, Shelf, Status, now
from models.database import db, writing

from . import articles, listing, ordinary, permissions, shelf
from .refusal import Conflict, Missing, Moved

FULL = (
    f"{shelf.DEVICE_ROWS} articles are saved on this device, which is as many as it keeps."
    " Register or log in to keep more."
)


def ids(person: Person) -> frozenset[int]:
    """The ids of everything that `person` saved: its size is the count in the header."""
    if person.id is None and person.device is None:
        return frozenset()
    if ordinary.is_it(person):
        return ordinary.SAVED
    return frozenset(db.scalars(_mine(person, select(Saved.article_id))))


def shelf_of(person: Person, number: int = 1) -> listing.Listing[Saved]:
    """What `person` saved, the latest first, withdrawn articles included: their row says so."""
    latest = Saved.saved_at.desc(), Saved.article_id.desc()
    rows = _mine(person, select(Saved)).join(Article, Article.id == Saved.article_id)
    rows = rows.options(contains_eager(Saved.article).options(*articles.CARD))
    return listing.of(
        _mine(person, select(Saved.article_id)).order_by(*latest),
        lambda ids: rows.where(Saved.article_id.in_(ids)).order_by(*latest),
        number,
    )


def _mine(person: Person, what: Select[Any]) -> Select[Any]:
    return what.join(Shelf, Shelf.id == Saved.shelf_id).where(shelf.owned_by(person))


def found_by(person: Person, slug: str) -> Article:
    """The article at `slug`, as far as `person` may save it or has saved it.

    A withdrawn one is found too: it stands in lists, and one may want to be rid of it. Raises Moved
    where the slug is an old one, Missing where there is nothing.
    """
    mine = _mine(person, select(Saved.article_id))
    may_be = or_(articles.published(), Article.status == Status.WITHDRAWN, Article.id.in_(mine))
    query = select(Article).join(ArticleAddress).where(ArticleAddress.slug == slug, may_be)
    article = db.scalar(query.options(joinedload(Article.section), joinedload(Article.picture)))
    if article is None:
        raise Missing("There is no article at this address.")
    if article.slug != slug:
        raise Moved(article.slug)
    return article


def just_removed(person: Person, slug: str) -> Article | None:
    """The article at `slug` where it is no longer saved: it may be put back."""
    if not slug:
        return None
    try:
        article = found_by(person, slug)
    except (Missing, Moved):
        return None
    return None if article.id in ids(person) else article


def set(
    person: Person, article: Article, *, keep: bool, since: datetime | None = None
) -> Saved | None:
    """Have `article` saved, or not. Saying the same twice changes nothing.

    `since` puts back what was just removed: in its old place, and knowing what changed after it.
    Returns the row that is kept, or that was removed. Raises Conflict where a device is full.
    """
    permissions.require(person, "saved.change", article)
    writing()
    mine = _mine(person, select(Saved)).where(Saved.article_id == article.id)
    row: Saved | None = db.scalar(mine)
    if keep:
        return row or _keep(person, article, since)
    if row is not None:
        db.delete(row)
        db.flush()
    return row


def _keep(person: Person, article: Article, since: datetime | None) -> Saved:
    if person.id is None and len(ids(person)) >= shelf.DEVICE_ROWS:
        raise Conflict(FULL)
    mine = shelf.made_for(person)
    row = Saved(shelf_id=mine.id, article=article, saved_at=min(since or now(), now()))
    db.add(row)
    db.flush()
    return row
