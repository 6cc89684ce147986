"""The ordinary reader: logged in, and with nothing of their own on a page but name and saved ones.

A page made for the ordinary reader is a mould. What differs from one ordinary reader to the next
stands in it as a gap. Whoever has more of their own here, a comment, a text begun, a part in the
moderation, is not ordinary: the conversation, or the page, is made for them alone. A statement
that asks for the ordinary reader by number keeps the page from being a mould at all: what a new
feature keeps for a reader cannot be forgotten here.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, String, bindparam, exists, select, type_coerce

from models import (
    Article,
    Comment,
    Login,
    Muted,
    Person,
    Reader,
    Recommendation,
    Role,
    Saved,
    Shelf,
    Unfinished,
    Visit,
)
from models.readers import ORDINARY

from . import notices

OPEN, CLOSE = f"\ue000{secrets.token_hex(8)}:", "\ue001"
"""What stands around a gap. Nobody who writes on the site can know it: each process has another,
and moulds do not leave the process."""
NAME, KEY, COUNT, NEWS = (f"{OPEN}{gap}{CLOSE}" for gap in ("name", "key", "count", "news"))
"""Gaps: the reader's name, the composer's random value, how many articles are saved, and how many
notices they have not marked as read."""
EDGE = f"{OPEN}edge{CLOSE}"
"""Where the conversation begins and where it ends: another can be put in its place."""


class Unknown(frozenset[int]):
    """What the ordinary reader saved. Only a gap may ask: an answer would be wrong for somebody."""

    def _refuse(self, *_: object) -> Any:
        raise LookupError("what the ordinary reader saved is not known; ask by a gap")

    __contains__ = __len__ = __iter__ = __bool__ = _refuse


class Untold:
    """How many notices the ordinary reader has not marked as read. Only a gap may ask."""

    def _refuse(self, *_: object) -> Any:
        raise LookupError("what the ordinary reader was told is not known; ask by a gap")

    __bool__ = __eq__ = __ne__ = __lt__ = __gt__ = __int__ = __index__ = __str__ = _refuse
    __hash__ = object.__hash__


SAVED, UNREAD = Unknown(), Untold()


def reader(chosen: Mapping[str, str]) -> Reader:
    """The ordinary reader, who has chosen these reading settings. Never stored."""
    made = Reader(
        id=ORDINARY,
        name=NAME,
        role=Role.READER,
        reading=dict(chosen),
        suspended_until=None,
        banned_at=None,
        always_held=False,
    )
    made.unread = UNREAD
    return made


def is_it(person: Person) -> bool:
    """Whether `person` is the ordinary reader."""
    return person.id == ORDINARY


_NOW: BindParameter[datetime] = bindparam("now")
WHO = (
    select(Reader.id, Reader.name, Reader.reading, Login.expires_at, notices.unread(_NOW))
    .join(Login, Login.reader_id == Reader.id)
    .where(
        Login.secret_hash == bindparam("secret_hash"),
        Login.expires_at > _NOW,
        type_coerce(Reader.role, String) == Role.READER.value,
        Reader.suspended_until.is_(None),
        Reader.banned_at.is_(None),
        Reader.always_held.is_(False),
    )
)
"""Who is logged in by a secret, until when, and how many notices wait for them, if they may be
ordinary: neither staff nor judged by moderators."""

OWN = select(
    exists()
    .where(Comment.reader_id == bindparam("reader"), Comment.article_id == bindparam("article"))
    .label("said"),
    exists()
    .where(Shelf.reader_id == bindparam("reader"), Unfinished.shelf_id == Shelf.id)
    .label("begun"),
    exists()
    .where(
        Recommendation.reader_id == bindparam("reader"),
        Recommendation.article_id == bindparam("article"),
    )
    .label("recommended"),
    exists().where(Muted.reader_id == bindparam("reader")).label("muted"),
    exists()
    .where(
        Visit.reader_id == bindparam("reader"),
        Visit.article_id == bindparam("article"),
        Article.id == Visit.article_id,
        Visit.seen < Article.arrivals,
    )
    .label("has_new"),
)
"""Whether somebody said something about an article, whether anything they typed waits, what they
recommend there, whom they muted, and whether something came since they were there."""

KEPT = (
    select(Saved.article_id)
    .join(Shelf, Shelf.id == Saved.shelf_id)
    .where(Shelf.reader_id == bindparam("reader"))
)
"""The numbers of the articles that somebody saved."""
