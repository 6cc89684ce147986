"""Bans: the marks by which somebody who was banned is known when they come again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import delete, select

from models import Ban, Reader
from models.database import db


def know(account: Reader, marks: Iterable[str]) -> None:
    """Know `account`, which is banned, by `marks` from now on. The unit of work writes already."""
    for mark in marks:
        db.merge(Ban(mark=mark, reader_id=account.id))


def forget(account: Reader) -> None:
    """Know `account` by nothing any more."""
    db.execute(delete(Ban).where(Ban.reader_id == account.id))


def of(marks: Iterable[str]) -> Ban | None:
    """The ban that one of `marks` tells of."""
    return db.scalar(select(Ban).where(Ban.mark.in_(list(marks))).limit(1))


def mark_of_address(address: str) -> str:
    """The mark of an e-mail address, which is kept in place of it."""
    return _mark("address", address)


def mark_of_browser(secret_hash: str) -> str:
    """The mark of a browser, by the log in that its cookie still names."""
    return _mark("browser", secret_hash)


def _mark(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}\0{value}".encode()).hexdigest()
