"""When comments close: by the article, by the clock, or everywhere; each in its own words."""

from __future__ import annotations

from datetime import datetime, timedelta

from models import Article, Discussion, now

from . import dates, publication
from .revisions import lasts_until

CLOSED = "Comments on this article are closed."
EVERYWHERE = "Comments are closed on the whole site for the time being. What was said stays."
LONGEST = 36_500
"""Days that a publication may name; more is a slip."""


def because(article: Article) -> str:
    """Why nothing can be said about `article` any more, in words; empty while something can."""
    if article.discussion is not Discussion.OPEN:
        return CLOSED
    if publication.current().comments.get("closed"):
        return EVERYWHERE
    ends = at(article)
    if ends is None:
        return ""
    if ends > now():
        lasts_until(ends)
        return ""
    return _closed_by_the_clock(ends)


def is_open(article: Article) -> bool:
    """Whether something can be said about `article` now."""
    return not because(article)


def at(article: Article) -> datetime | None:
    """When comments on `article` close by the clock; None where they stay open."""
    days = publication.current().comments.get("close_after", 0)
    return article.published_at + timedelta(days=days) if days else None


def _closed_by_the_clock(ends: datetime) -> str:
    site = publication.current()
    days = site.comments["close_after"]
    day = ends.astimezone(publication.zone(site))
    span = "a day" if days == 1 else f"{days:,} days"
    return f"Comments closed on {dates.day(day)}, {span} after the article was published."
