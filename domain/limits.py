"""How often something may be done: counted in our own database, so that it holds for all processes.

The counting is that of the library `limits`; here is where it keeps its numbers. Only limited acts
write, each in a transaction of its own, since a refused act counts too.
"""

from __future__ import annotations

import hashlib
import math
import time
from datetime import timedelta

from limits.storage import Storage
from sqlalchemy import bindparam, delete, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models import Spent, now
from models.base import Instant
from models.database import apart, db

_SPEND = text(
    "INSERT INTO spent (key, count, ends_at) VALUES (:key, :amount, :ends)"
    " ON CONFLICT (key) DO UPDATE SET"
    " count = CASE WHEN spent.ends_at <= :now THEN :amount ELSE spent.count + :amount END,"
    " ends_at = CASE WHEN spent.ends_at <= :now THEN :ends ELSE spent.ends_at END"
    " RETURNING count"
).bindparams(bindparam("now", type_=Instant), bindparam("ends", type_=Instant))


class OwnStorage(Storage):
    """Keeps the counts of `limits` in the table `spent`; known to it as `lectern://`."""

    STORAGE_SCHEME = ["lectern"]  # noqa: RUF012 (the library's own protocol)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may go wrong underneath."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more, in a window of `expiry` seconds from its first; return the sum."""
        at = now()
        given = {"key": _kept(key), "amount": amount, "now": at}
        with apart(may_be_lost=True) as session:
            spent = session.scalar(_SPEND, given | {"ends": at + timedelta(seconds=expiry)}) or 0
            if spent == amount:  # a window begins: those that ended are cleared
                session.execute(delete(Spent).where(Spent.ends_at <= at))
            return int(spent)

    def get(self, key: str) -> int:
        """The count of the window that runs; 0 where none does."""
        row = _newest(key)
        return row.count if row and row.ends_at > now() else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds since 1970; now where none runs."""
        row = _newest(key)
        return max(row.ends_at if row else now(), now()).timestamp()

    def check(self) -> bool:
        """Whether the counts can be read."""
        return _newest("") is None

    def reset(self) -> int | None:
        """Forget every count."""
        with apart() as session:
            session.execute(delete(Spent))
        return None

    def clear(self, key: str) -> None:
        """Forget one count."""
        with apart() as session:
            session.execute(delete(Spent).where(Spent.key == _kept(key)))


def seconds_until(moment: float) -> int:
    """How long to wait for `moment`, in whole seconds, at least one."""
    return max(1, math.ceil(moment - time.time()))


def wait_in_words(seconds: int) -> str:
    """How long to wait, as one would say it: "a moment", "4 minutes", "an hour", "3 days"."""
    if seconds < 60:
        return "a moment" if seconds < 10 else "a minute"
    minutes = -(-seconds // 60)
    if minutes < 60:
        return f"{minutes} minutes" if minutes > 1 else "a minute"
    hours = -(-minutes // 60)
    if hours > 48:
        return f"{-(-hours // 24)} days"
    return f"{hours} hours" if hours > 1 else "an hour"


def _kept(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _newest(key: str) -> Spent | None:
    """The count as it is now, whatever the unit of work read before it was changed."""
    with Session(db().get_bind(), expire_on_commit=False) as session:
        return session.get(Spent, _kept(key))
