"""What templates may call beside what the view hands over: `can()`, filters, addresses."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import quote, urlencode

from flask import Flask, request

from domain import languages, moderation, publication
from domain.publication import Publication

from .installation import settings
from .visitor import can

LISTED = ("q", "section", "topic", "author", "order", "page")
"""What the address of a list may say."""


def day(instant: datetime, site: Publication) -> str:
    """The day of an instant in the publication's zone: "28 March 2024"."""
    local = instant.astimezone(publication.zone(site))
    return f"{local.day} {local:%B %Y}"


def moment(instant: datetime, site: Publication) -> str:
    """The minute of an instant in the publication's zone: "28 March 2024, 14:05"."""
    return f"{day(instant, site)}, {instant.astimezone(publication.zone(site)):%H:%M}"


def machine_time(instant: datetime) -> str:
    """An instant for machines, RFC 3339 in UTC: "2024-03-28T14:05:00Z"."""
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 comment", "2,310 comments"."""
    return f"{number:,} {one if number == 1 else many}"


def date_words(day: date) -> str:
    """A calendar day: "2 April 2026"."""
    return f"{day.day} {day:%B %Y}"


def source_date(given: str) -> str:
    """A source's date in words: "16 February 2018", "July 2018"; other forms are left alone."""
    for pattern, words in (("%Y-%m-%d", "{0.day} {0:%B %Y}"), ("%Y-%m", "{0:%B %Y}")):
        try:
            return words.format(datetime.strptime(given, pattern))  # noqa: DTZ007 (a day, no instant)
        except ValueError:
            continue
    return given


def mail_query(parts: dict[str, str]) -> str:
    """The query of a `mailto:` address (RFC 6068): percent encoded, a space is `%20`."""
    return urlencode(parts, quote_via=quote)


def query_with(**changes: object) -> str:
    """The query of this page's address with `changes`; the first page needs no number."""
    known = {key: request.args[key] for key in LISTED if request.args.get(key)}
    kept = {**known, **{key: str(value) for key, value in changes.items()}}
    if kept.get("page") == "1":
        del kept["page"]
    return f"?{urlencode(kept)}" if kept else ""


def absolute(path: str) -> str:
    """The address of `path` with our own host, which never comes from the request."""
    return settings().url + path


def init_app(app: Flask) -> None:
    """Hand the functions to the templates."""
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        machine_time=machine_time,
        absolute=absolute,
        date=date_words,
        mail_query=mail_query,
        source_date=source_date,
    )
    app.jinja_env.globals.update(
        can=can,
        counted=counted,
        held_because=moderation.words.to_writer,
        direction=languages.direction,
        query_with=query_with,
        zone_name=publication.zone_name,
        icon=app.jinja_env.get_template("macros/icons.html").module.icon,  # type: ignore[attr-defined]
    )
