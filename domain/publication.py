"""The publication and its own pages."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select

from models import Page, Publication
from models.database import db, hold

from .refusal import Missing

UNNAMED = "Lectern"


def current() -> Publication:
    """The publication of this installation; an unnamed one before the first import."""
    found = db.get(Publication, 1)
    if found is not None:
        return hold(found)
    return Publication(
        id=1,
        name=UNNAMED,
        strapline="",
        language="en",
        timezone="UTC",
        accent="#8f2413",
        logo=None,
        sections=[],
        lead=[],
        follow=[],
        newsletter=None,
        acknowledgement="",
        comments={},
        pages=[],
    )


def page(slug: str) -> Page:
    """One of the publication's own pages. Raises Missing where it has none at `slug`."""
    found = db.scalar(select(Page).where(Page.slug == slug))
    if found is None:
        raise Missing()
    return found


def zone_name(publication: Publication, instant: datetime) -> str:
    """How the publication's zone is called at `instant`: "GMT", "BST"."""
    return instant.astimezone(zone(publication)).tzname() or publication.timezone


def zone(publication: Publication) -> ZoneInfo:
    """The publication's time zone; UTC where its name is unknown on this machine."""
    return _zone(publication.timezone)


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
