"""Asking that one's account be deleted, and staying after all."""

from __future__ import annotations

from datetime import timedelta

from domain import jobs, letters, passwords, permissions
from domain.jobs import Urgency
from domain.readers import WRONG_PASSWORD
from domain.refusal import Invalid
from models import Person, Reader, now
from models.database import writing

from .going import KIND

DELAY = timedelta(hours=24)
"""How long one may think better of it."""
CHOOSE = "Please choose what becomes of your comments."


def ask(by: Person, present: str, comments: str) -> None:
    """Have the account of `by` deleted in a day; `comments` says whether they `go` or `stay`.

    Asked again, only what becomes of the comments changes. Raises Invalid in words.
    """
    permissions.require(by, "account.change", by)
    assert isinstance(by, Reader)  # noqa: S101 (for the type checker)
    if comments not in {"go", "stay"}:
        raise Invalid(comments=CHOOSE)
    if not passwords.matches(by.password_hash, present):
        raise Invalid(present=WRONG_PASSWORD)
    writing()
    by.takes_comments = comments == "go"
    if by.leaves_at is not None:
        return
    by.leaves_at = now() + DELAY
    jobs.put(KIND, {"reader_id": by.id}, at=by.leaves_at)
    letters.queue("leaving", {"reader_id": by.id}, urgency=Urgency.AT_ONCE)


def stay(by: Person) -> None:
    """Have the account of `by` stay. Twice is as once."""
    permissions.require(by, "account.change", by)
    assert isinstance(by, Reader)  # noqa: S101 (for the type checker)
    writing()
    if by.leaves_at is None:
        return
    by.leaves_at, by.takes_comments = None, False
    letters.queue("staying", {"reader_id": by.id}, urgency=Urgency.AT_ONCE)
