"""What templates may call beside what the view hands over: `can()`, filters, addresses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from flask import Flask, request

from domain import dates, languages, moderation, pictures, publication
from domain.pictures import Picture
from domain.publication import Publication
from domain.rendering import comments as rendering

from .addresses import quick
from .installation import settings
from .visitor import can

MACROS = {
    "byline": "macros/bylines.html",
    "day": "macros/dates.html",
    "icon": "macros/icons.html",
    "moment": "macros/dates.html",
    "picture": "macros/pictures.html",
}
"""What stands in every row of a list: an import there would be made anew for each row."""
LISTED = ("q", "section", "topic", "author", "order", "page")
"""What the address of a list may say."""


def day(instant: datetime, site: Publication) -> str:
    """The day of an instant in the publication's zone: "28 March 2024"."""
    return _in_words(instant, publication.zone(site))[0]


def moment(instant: datetime, site: Publication) -> str:
    """The minute of an instant in the publication's zone: "28 March 2024, 14:05"."""
    day, minute = _in_words(instant, publication.zone(site))
    return f"{day}, {minute}"


@lru_cache(maxsize=4096)
def _in_words(instant: datetime, zone: ZoneInfo) -> tuple[str, str]:
    local = instant.astimezone(zone)
    return dates.day(local), f"{local:%H:%M}"


def machine_time(instant: datetime) -> str:
    """An instant for machines, RFC 3339 in UTC: "2024-03-28T14:05:00Z"."""
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z")


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 comment", "2,310 comments"."""
    return f"{number:,} {one if number == 1 else many}"


def source_date(given: str) -> str:
    """A source's date in words: "16 February 2018", "July 2018"; other forms are left alone."""
    for pattern, words in (("%Y-%m-%d", dates.day), ("%Y-%m", "{:%B %Y}".format)):
        try:
            return words(datetime.strptime(given, pattern))  # noqa: DTZ007 (a day, no instant)
        except ValueError:
            continue
    return given


def mail_query(parts: dict[str, str]) -> str:
    """The query of a `mailto:` address (RFC 6068): percent encoded, a space is `%20`."""
    return urlencode(parts, quote_via=quote)


def srcset(picture: Picture, kind: str) -> str:
    """A picture in all its widths: "/media/…-320.webp 320w, /media/…-640.webp 640w"."""
    each = (f"{pictures.address(picture.digest, w, kind)} {w}w" for w in picture.widths)
    return ", ".join(each)


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
    """Hand the functions and the macros to the templates. An address is put together once."""
    app.url_for = quick(app.url_for)  # type: ignore[method-assign]
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        machine_time=machine_time,
        absolute=absolute,
        date=dates.day,
        mail_query=mail_query,
        plain=rendering.plain,
        rendered=rendering.rendered,
        source_date=source_date,
        srcset=srcset,
    )
    app.jinja_env.globals.update(
        can=can,
        counted=counted,
        held_because=moderation.words.to_writer,
        direction=languages.direction,
        picture_address=pictures.address,
        query_with=query_with,
        zone_name=publication.zone_name,
        url_for=app.url_for,
    )
    for name, template in MACROS.items():
        app.jinja_env.globals[name] = getattr(app.jinja_env.get_template(template).module, name)
    icon: Callable[[str], str] = app.jinja_env.globals["icon"]  # type: ignore[assignment]
    app.jinja_env.globals["icon"] = lru_cache(icon)
