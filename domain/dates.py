"""Dates in words, in the zone that they are given in."""

from __future__ import annotations

from datetime import date, datetime


def day(at: date) -> str:
    """A calendar day: "2 April 2026"."""
    return f"{at.day} {at:%B %Y}"


def minute(at: datetime) -> str:
    """A minute of a day: "2 April 2026, 14:05"."""
    return f"{day(at)}, {at:%H:%M}"
