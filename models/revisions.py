"""Revisions: how often each thing that public pages rest on was changed.

Both halves work by themselves. While somebody listens, every statement notes what it reads: its
tables, or where it says `within` what it reads, the article that its rows belong to, and each
row that came of it. Every flush counts up what it changes, in the same transaction: the
table, and the article or the row. A page whose revisions are what they were would be made the same
again. What a feature's author forgets to say costs a page more often, never a stale one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Engine, event, inspect, select, text
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, SessionTransaction, mapped_column

from .base import Base, now
from .comments import Comment
from .readers import ORDINARY

EPOCH = "epoch"
"""The revision that every page rests on: renewed, it empties every cache."""
INDEX = "search_entry"
"""The revision that every answer of search rests on."""
PRIVATE = frozenset(
    (
        *("appeal", "authenticator", "ban", "challenge", "decision_text", "halfway", "job"),
        *("login", "muted", "notice", "passkey", "recommendation", "recovery_code", "report"),
        *("saved", "shelf", "spent", "token", "unfinished", "visit"),
    )
)
"""What nothing public is made of. A page that reads of it is one person's and is not kept."""
OF_ARTICLE = {
    "article": "id",
    "article_address": "article_id",
    "article_author": "article_id",
    "article_body": "article_id",
    "article_topic": "article_id",
    "comment": "article_id",
    "correction": "article_id",
    "pull_quote": "article_id",
    "related_article": "article_id",
    "source": "article_id",
}
"""Tables whose rows belong to an article, and the column that says to which."""
QUIET = {"article": frozenset({"arrivals", "comment_count", "pick_count", "thread_count"})}
"""Columns by which no list is chosen or ordered: a comment is no reason to make lists again."""
SHOWN = {"reader": frozenset({"name", "role"})}
"""Of these tables only these columns are public, and only beside somebody's comments."""

_COUNT_UP = text(
    "INSERT INTO revision (key, number) VALUES (:key, 1)"
    " ON CONFLICT (key) DO UPDATE SET number = revision.number + 1"
)
_WORD = re.compile(r"\w+")
_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


class Revision(Base):
    """How often the thing `key` was changed; what has no row was not changed since it was made."""

    __tablename__ = "revision"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 (SQLAlchemy's way)

    key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)


@dataclass
class Reading:
    """What was read since somebody began to listen."""

    keys: set[str] = field(default_factory=lambda: {EPOCH})
    is_public: bool = True
    """Whether all of it was public, and known by its tables."""
    began: datetime = field(default_factory=now)
    until: datetime | None = None
    """When what was read becomes another without a change: a comment section that closes."""
    conversations: set[int] = field(default_factory=set)
    """The articles whose conversations were read on behalf of the ordinary reader."""

    def lasts_until(self, instant: datetime) -> None:
        """Note that it is right no longer than until `instant`."""
        self.until = min(self.until or instant, instant)


def listen() -> Reading:
    """Begin to note what this thread reads; until `hush()`."""
    reading = Reading()
    _reading.set(reading)
    return reading


def hush() -> None:
    """Note no longer what is read."""
    _reading.set(None)


def lasts_until(instant: datetime) -> None:
    """Tell whoever listens that what is being read becomes another at `instant`."""
    if reading := _reading.get():
        reading.lasts_until(instant)


def takes_part(article_id: int) -> None:
    """Tell whoever listens that those with a part in a conversation would see it otherwise."""
    if reading := _reading.get():
        reading.conversations.add(article_id)


LOOKUP = {"within": ""}
"""Execution options of a statement that finds one thing by its address, or ends the request."""


def within(article_id: int) -> dict[str, Any]:
    """Execution options of a statement whose rows belong to one article, or are reached by them.

    It selects whole rows, so that each can be noted.
    """
    return {"within": f"article:{article_id}"}


def renew(session: Session) -> None:
    """Empty every cache of every process: after the database was brought back from a backup."""
    session.merge(Revision(key=EPOCH, number=secrets.randbits(62)))


def watch(engine: Engine) -> None:
    """Note the statements that `engine` sends."""
    event.listen(engine, "before_cursor_execute", _note_statement)


def _note_statement(
    _c: Connection, _cursor: Any, sql: str, given: Any, context: Any, _m: bool
) -> None:
    reading = _reading.get()
    if reading is None or not sql.startswith(("SELECT", "WITH")):
        return
    if ORDINARY in (given.values() if isinstance(given, dict) else given):
        reading.is_public = False  # what is asked for one reader is no other's
    tables = _tables_in(sql)
    if not tables or not tables.isdisjoint(PRIVATE):
        reading.is_public = False
    belongs = context.execution_options.get("within")
    if belongs is None:
        reading.keys |= tables
    elif belongs:
        reading.keys.add(belongs)


@lru_cache(maxsize=2048)
def _tables_in(sql: str) -> frozenset[str]:
    """The tables that a statement names. One too many costs little, one too few would be wrong."""
    words = set(_WORD.findall(sql))
    named = frozenset(words & Base.metadata.tables.keys())
    return named | {INDEX} if any(map(_is_index, words)) else named


def _is_index(table: str) -> bool:
    """Whether it is one of search's own tables, which follow each other: they count as one."""
    return table.startswith("search_")


@event.listens_for(Base, "load", propagate=True)
def _note_row(row: Any, _context: Any) -> None:
    reading = _reading.get()
    if reading is None or row.__tablename__ in SHOWN:
        return
    if row.__tablename__ in QUIET or row.__tablename__ not in reading.keys:
        reading.keys.add(_key_of(row))


def _key_of(row: Any) -> str:
    """The key of the article that `row` belongs to, else its own."""
    table: str = row.__tablename__
    if table not in OF_ARTICLE:
        number = inspect(row).mapper.primary_key_from_instance(row)
        return f"{table}:{'-'.join(map(str, number))}"
    belongs = row.__dict__.get(OF_ARTICLE[table])
    return table if belongs is None else f"article:{belongs}"


@event.listens_for(Session, "after_transaction_end")
def _note_end(_session: Session, transaction: SessionTransaction) -> None:
    """What was read in two snapshots belongs to no one state of the database."""
    reading = _reading.get()
    if reading is not None and transaction.parent is None:
        reading.is_public = False


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: Any) -> None:
    changed = (*session.new, *session.dirty, *session.deleted)
    if any(_is_index(row.__tablename__) for row in changed):
        _touched(session).add(INDEX)
    for row in session.new:
        _born(session, row)
    for row in session.deleted:
        _touch(session, row, {})
    for row in session.dirty:
        before = {a.key: a.history.deleted for a in inspect(row).attrs if a.history.has_changes()}
        if before:
            _touch(session, row, before)


def _is_counted(row: Any) -> bool:
    table = row.__tablename__
    return table not in PRIVATE and table != Revision.__tablename__ and not _is_index(table)


def _born(session: Session, row: Any) -> None:
    """Count what a new row changes: lists, and what it belongs to unless that is as new."""
    if not _is_counted(row):
        return
    _touched(session).add(row.__tablename__)
    key = _key_of(row)
    if OF_ARTICLE.get(row.__tablename__, "id") == "id":
        session.info.setdefault("born", set()).add(key)
    else:
        _touched(session).add(key)


def _touch(session: Session, row: Any, before: Mapping[str, Any]) -> None:
    """Count what a changed row changes; `before` names the changed columns, none for all."""
    table = row.__tablename__
    if not _is_counted(row):
        return
    if table in SHOWN:
        _touch_shown(session, row, before)
        return
    if not before or before.keys() - QUIET.get(table, frozenset()):
        _touched(session).add(table)
    _touched(session).add(_key_of(row))
    for was in before.get(OF_ARTICLE.get(table, ""), ()):  # it belonged to another
        _touched(session).add(f"article:{was}")


def _touch_shown(session: Session, row: Any, before: Mapping[str, Any]) -> None:
    """Somebody's name stands beside all that they said."""
    if before and not before.keys() & SHOWN[row.__tablename__]:
        return
    _touched(session).add(row.__tablename__)
    said = select(Comment.article_id).where(Comment.reader_id == row.id)
    found = session.connection().execute(said).scalars()
    _touched(session).update(f"article:{article_id}" for article_id in found)


def _touched(session: Session) -> set[str]:
    touched: set[str] = session.info.setdefault("touched", set())
    return touched


@event.listens_for(Session, "do_orm_execute")
def _note_statement_that_changes(state: ORMExecuteState) -> None:
    """Count what a statement changes that goes past the rows; all there is, if it does not say."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = getattr(state.statement, "table", None)
    name = str(getattr(table, "name", ""))
    if name in PRIVATE or name == Revision.__tablename__:
        return
    belongs = state.execution_options.get("within")
    _touched(state.session).update({INDEX} if _is_index(name) else {name, belongs or EPOCH})


@event.listens_for(Session, "before_commit")
def _count_up(session: Session) -> None:
    """Count up, in the order of the keys: two transactions never wait for each other."""
    if not session.info.get("writes"):
        return
    session.flush()
    keys = session.info.pop("touched", set()) - session.info.pop("born", set())
    if keys:
        session.connection().execute(_COUNT_UP, [{"key": key} for key in sorted(keys)])


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("touched", None)
    session.info.pop("born", None)
