"""Jobs: work that is done outside a request, by whoever runs `flask work`.

A job is queued in the transaction of what caused it, so that neither is without the other. It is
claimed in a short transaction, worked on outside any, and taken away in another. Whoever is killed
in between loses nothing: after a while the job is anybody's again.
"""

from __future__ import annotations

import logging
import random
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from models import Job, JobStatus, now
from models.database import apart, db, writing

log = logging.getLogger("lectern")

LEASE = timedelta(minutes=5)
"""How long one may work on a job before somebody else takes it: longer than any step may last."""
ATTEMPTS = 12
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
IDLE = 1.0
"""Seconds between two looks at an empty queue."""
WORRY = 5.0
"""Seconds until the next look where the database did not answer."""


class Urgency(IntEnum):
    """Which of two jobs that are due is done first. Somebody waits for a letter to log in with."""

    AT_ONCE = 10
    SOON = 50
    WHENEVER = 90


class Hopeless(Exception):
    """Trying again would not help: the job is dead, and is shown to the operator."""


@dataclass(frozen=True)
class Claimed:
    """A job in the hands of a worker, apart from its row."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    attempts: int
    lease: str
    queued_at: datetime


Hand = Callable[[Claimed], None]
"""Does the jobs of one kind. What it raises is kept with the job, which is tried again."""


class Stop:
    """Says that a worker is to end. A signal may say so, which interrupts the one who waits for it.

    An `Event` has a lock, and would wait for ever where it is interrupted while it holds that.
    """

    def __init__(self) -> None:
        self._said: SimpleQueue[None] = SimpleQueue()
        self._is_set = False

    def set(self) -> None:
        """Say so."""
        self._is_set = True
        self._said.put(None)

    def is_set(self) -> bool:
        """Whether it was said."""
        return self._is_set

    def wait(self, seconds: float) -> None:
        """Wait so long, or until it is said."""
        with suppress(Empty):
            self._said.get(timeout=seconds)


def put(
    kind: str,
    payload: Mapping[str, Any],
    *,
    key: str | None = None,
    at: datetime | None = None,
    urgency: Urgency = Urgency.SOON,
) -> bool:
    """Queue a job in the unit of work that asks; False where one with its `key` waits already."""
    writing()
    job = Job(kind=kind, payload=dict(payload), key=key, urgency=urgency, run_at=at or now())
    try:
        with db.begin_nested():
            db.add(job)
    except IntegrityError:
        return False
    return True


def claim(kinds: Collection[str]) -> Claimed | None:
    """Take the most urgent job that is due, of the `kinds` that one can do; None where none is."""
    if db.scalar(_next(kinds).with_only_columns(Job.id)) is None:
        db.rollback()
        return None
    db.rollback()
    with apart() as session:
        job = session.scalar(_next(kinds).with_for_update(skip_locked=True))
        if job is None:
            return None
        job.attempts += 1
        job.run_at, job.lease = now() + LEASE, secrets.token_hex(8)
        return Claimed(job.id, job.kind, job.payload, job.attempts, job.lease, job.queued_at)


def _next(kinds: Collection[str]) -> Any:
    due = Job.status == JobStatus.WAITING, Job.run_at <= now(), Job.kind.in_(kinds)
    return select(Job).where(*due).order_by(Job.urgency, Job.run_at, Job.id).limit(1)


def finish(claimed: Claimed) -> None:
    """It is done: take it away, unless somebody else holds it by now."""
    with apart() as session:
        if job := _held(session, claimed):
            session.delete(job)


def fail(claimed: Claimed, error: BaseException) -> None:
    """It could not be done: try again later, or give up where that is hopeless."""
    with apart() as session:
        job = _held(session, claimed)
        if job is None:
            return
        job.lease, job.run_at = None, now() + wait(claimed.attempts)
        job.last_error = f"{type(error).__name__}: {error}"[:500]
        if isinstance(error, Hopeless) or claimed.attempts >= ATTEMPTS:
            job.status = JobStatus.DEAD
            log.error("job %s (%s) is dead: %s", job.id, job.kind, job.last_error)
        else:
            log.warning("job %s (%s) failed: %s", job.id, job.kind, job.last_error)


def _held(session: Session, claimed: Claimed) -> Job | None:
    job = session.get(Job, claimed.id, with_for_update=True)
    return job if job is not None and job.lease == claimed.lease else None


def wait(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time, and never all at once."""
    usual: timedelta = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    return usual * random.uniform(0.75, 1.25)  # noqa: S311 (nobody gains by guessing it)


def do_next(hands: Mapping[str, Hand]) -> bool:
    """Do the next job that is due; False where none is."""
    claimed = claim(hands)
    if claimed is None:
        return False
    try:
        _do(claimed, hands[claimed.kind])
    except Exception as error:  # noqa: BLE001 (whatever it is, it is kept with the job)
        db.rollback()
        fail(claimed, error)
    else:
        finish(claimed)
    finally:
        db.remove()
    return True


def _do(claimed: Claimed, hand: Hand) -> None:
    """Work on it; one that was begun too often killed whoever tried, and is left alone."""
    if claimed.attempts > ATTEMPTS:
        raise Hopeless("Whoever worked on it was ended each time.")
    hand(claimed)
    db.rollback()


def work(hands: Mapping[str, Hand], stop: Stop) -> None:
    """Do jobs as they come, until `stop` is set; the one in hand is brought to its end."""
    while not stop.is_set():
        try:
            if not do_next(hands):
                stop.wait(IDLE)
        except SQLAlchemyError as error:
            log.error("the database does not answer: %s", error)
            db.remove()
            stop.wait(WORRY)


def listed() -> Sequence[Job]:
    """What waits and what is dead, in the order in which it would be done, the dead first."""
    query = select(Job).order_by(Job.status, Job.urgency, Job.run_at, Job.id)
    return db.scalars(query.limit(200)).all()


def counted() -> Mapping[JobStatus, int]:
    """How many wait, and how many are dead."""
    found = dict.fromkeys(JobStatus, 0)
    for status, number in db.execute(select(Job.status, func.count()).group_by(Job.status)):
        found[status] = number
    return found


def revive(ids: Collection[int]) -> int:
    """Have dead jobs tried again, from now; how many there were."""
    writing()
    found = _dead(ids)
    for job in found:
        job.status, job.attempts, job.run_at, job.lease = JobStatus.WAITING, 0, now(), None
    return len(found)


def bury(ids: Collection[int]) -> int:
    """Take dead jobs away; how many there were."""
    writing()
    found = _dead(ids)
    for job in found:
        db.delete(job)
    return len(found)


def _dead(ids: Collection[int]) -> Sequence[Job]:
    return db.scalars(select(Job).where(Job.id.in_(ids), Job.status == JobStatus.DEAD)).all()
