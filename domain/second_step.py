"""The second step of a log in: after the right password, where an account asks for more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload

from models import Halfway, Reader, now
from models.database import db, writing

from . import second_factor
from .refusal import Invalid
from .secrecy import hashed

LASTS = timedelta(minutes=10)


def begin(account: Reader, browser: str, *, remembered: bool) -> None:
    """Note that the password of `account` was given in `browser`, and nothing more yet."""
    writing()
    db.execute(
        delete(Halfway).where(
            or_(Halfway.expires_at <= now(), Halfway.browser_hash == hashed(browser))
        )
    )
    db.add(
        Halfway(
            browser_hash=hashed(browser),
            reader_id=account.id,
            password_mark=hashed(account.password_hash),
            remembered=remembered,
            expires_at=now() + LASTS,
        )
    )


def waiting(browser: str) -> Halfway | None:
    """Who is halfway in `browser`. Nobody, where it took too long or the password is another."""
    query = select(Halfway).options(joinedload(Halfway.reader))
    found = db.scalar(
        query.where(Halfway.browser_hash == hashed(browser), Halfway.expires_at > now())
    )
    if found is None or found.password_mark != hashed(found.reader.password_hash):
        return None
    return found


def finish(browser: str, code: str, secrets: Sequence[str]) -> Halfway | None:
    """Whoever was halfway in `browser`, now that `code` is good. None where nobody was.

    Raises Invalid for a code that is not.
    """
    writing()
    found = waiting(browser)
    if found is None:
        return None
    if not second_factor.shows(found.reader, code, secrets):
        raise Invalid(code=second_factor.WRONG_CODE)
    db.delete(found)
    return found
