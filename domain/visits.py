"""Visits: what is new in a conversation since somebody was last there."""

from __future__ import annotations

from datetime import timedelta

from models import Article, Person, Visit, now
from models.database import db, writing

from . import permissions

ONE_VISIT = timedelta(minutes=30)
"""A page asked for again within this time belongs to the same visit: what was new stays marked."""


def note(by: Person, article: Article, newest: int, *, all_read: bool = False) -> None:
    """Note that `by` is there, and that the conversation goes up to the arrival `newest`.

    With `all_read`, nothing of it is new from now on.
    """
    permissions.require(by, "article.visit", article)
    writing()
    visit = db.get(Visit, (by.id, article.id), populate_existing=True)
    newest = min(newest, article.arrivals)
    if visit is None:
        visit = Visit(reader_id=by.id, article_id=article.id, seen=newest, newest=newest)
        db.add(visit)
    if visit.at is not None and visit.at < now() - ONE_VISIT:
        visit.seen = visit.newest
    visit.newest, visit.at = max(visit.newest, newest), now()
    if all_read:
        visit.seen = visit.newest
    db.flush()
