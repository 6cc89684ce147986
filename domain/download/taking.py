"""Taking what one's own is: read in stretches, written in three ways, packed as it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, literal_column, select

from domain import dates, login, permissions, publication
from models import Person, Reader, now
from models.database import db

from .packing import packed
from .parts import PARTS, Part
from .writing import WAYS, beginning, look, readme

STRETCH = 200
"""Rows that are read at a time: in between, the database is let go of."""
Row = dict[str, Any]


def take(by: Person, url: str) -> Iterator[bytes]:
    """Everything of `by`, as the bytes of a zip file. `url` is where the publication stands.

    Raises LogInFirst, or PasswordFirst where the password was given too long ago.
    """
    permissions.require(by, "account.see", by)
    assert isinstance(by, Reader)  # noqa: S101 (for the type checker)
    login.require_recent(by)
    at = now()
    facts = {
        "site": publication.current().name,
        "url": url,
        "name": by.name,
        "at": dates.minute(at),
    }
    return packed(_files(by.id, facts), at)


def name_of(by: Person) -> str:
    """How the file is called."""
    return f"everything-of-mine-{now():%Y-%m-%d}.zip"


def _files(number: int, facts: Mapping[str, Any]) -> Iterator[tuple[str, Iterable[str]]]:
    """Name and text of each file, made while they are asked for."""
    yield "README.txt", [readme(facts)]
    yield "html/index.html", beginning(facts)
    yield "html/look.css", [look()]
    for part in PARTS:
        for folder, write in WAYS.items():
            yield f"{folder}/{part.name}.{folder}", write(part, rows(part, number, facts["url"]))


def rows(part: Part, number: int, url: str) -> Iterator[Row]:
    """The rows of `part` that belong to the account `number`, in the order of their keys."""
    key: ColumnElement[Any] = literal_column(
        part.key if "." in part.key else f"{part.table.name}.{part.key}"
    )
    query = select(key.label("key_of_row"), *part.columns, *part.beside)
    query = query.select_from(part.table if part.source is None else part.source)
    query = query.where(part.belongs_to(number)).order_by(key).limit(STRETCH)
    found = _read(query)
    while found:
        for _key, *values in found:
            yield _with_address(part, dict(zip(part.names, values, strict=False)), url)
        if len(found) < STRETCH:
            return
        found = _read(query.where(key > found[-1][0]))


def _read(query: Any) -> list[Any]:
    found = db.execute(query).all()
    db.rollback()
    db.remove()
    return list(found)


def _with_address(part: Part, row: Row, url: str) -> Row:
    row = {name: _plain(_said(part, value)) for name, value in row.items()}
    return row | ({"address": url + part.address.format(**row)} if part.address else {})


def _said(part: Part, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: fact for name, fact in value.items() if name not in part.unsaid}
    return value


def _plain(value: Any) -> Any:
    """A value as JSON knows it: an instant in RFC 3339, a word for what is on a closed list."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.value if isinstance(value, Enum) else value
