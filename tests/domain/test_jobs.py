"""Jobs: in whose turn, by one at a time, tried again, never lost."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain import jobs
from domain.jobs import Claimed, Urgency
from models import Job, JobStatus, now
from models.database import db, writing
from settings import ROOT

pytestmark = pytest.mark.usefixtures("app")

KINDS = {"note"}


def queued(**facts: object) -> None:
    """A job of the kind `note`, kept."""
    jobs.put("note", {}, **facts)  # type: ignore[arg-type]
    db.commit()


def rows() -> list[Job]:
    db.rollback()
    return list(db.scalars(select(Job).order_by(Job.id).execution_options(populate_existing=True)))


def have_passed(moment: timedelta) -> None:
    """Time goes by."""
    writing()
    for job in db.scalars(select(Job)):
        job.run_at -= moment
    db.commit()


def test_a_job_is_there_once_what_caused_it_is() -> None:
    jobs.put("note", {"of": "Ruth"})
    db.rollback()
    assert jobs.claim(KINDS) is None
    jobs.put("note", {"of": "Ruth"})
    db.commit()
    claimed = jobs.claim(KINDS)
    assert claimed
    assert claimed.payload == {"of": "Ruth"}
    assert claimed.attempts == 1


def test_the_urgent_come_first_then_the_oldest() -> None:
    long_ago = now() - timedelta(days=1)
    queued(key="digest", urgency=Urgency.WHENEVER, at=long_ago)
    queued(key="second", urgency=Urgency.AT_ONCE)
    queued(key="first", urgency=Urgency.AT_ONCE, at=long_ago)
    queued(key="reply", urgency=Urgency.SOON)
    order = []
    while claimed := jobs.claim(KINDS):
        order.append(db.get_one(Job, claimed.id).key)
        jobs.finish(claimed)
    assert order == ["first", "second", "reply", "digest"]


def test_of_two_with_one_key_there_is_one() -> None:
    assert jobs.put("note", {"n": 1}, key="ruth")
    assert not jobs.put("note", {"n": 2}, key="ruth")
    assert jobs.put("note", {"n": 3}, key="yusuf")
    assert jobs.put("note", {"n": 4})
    assert jobs.put("note", {"n": 5})
    db.commit()
    assert [job.payload["n"] for job in rows()] == [1, 3, 4, 5]


def test_nobody_takes_what_is_not_due_or_what_they_cannot_do() -> None:
    queued(at=now() + timedelta(minutes=1))
    assert jobs.claim(KINDS) is None
    have_passed(timedelta(minutes=2))
    assert jobs.claim({"painting"}) is None
    assert jobs.claim(set()) is None
    assert jobs.claim(KINDS)


def test_a_job_is_one_workers_until_its_lease_ends() -> None:
    queued()
    killed = jobs.claim(KINDS)
    assert killed
    assert jobs.claim(KINDS) is None
    have_passed(jobs.LEASE)
    after = jobs.claim(KINDS)
    assert after
    assert after.id == killed.id
    assert after.attempts == 2
    jobs.finish(killed)
    jobs.fail(killed, RuntimeError("too late"))
    (job,) = rows()
    assert (job.lease, job.last_error) == (after.lease, "")
    jobs.finish(after)
    assert rows() == []


def test_what_fails_is_tried_again_later_and_says_why() -> None:
    queued()

    def hand(_job: Claimed) -> None:
        raise ConnectionRefusedError("nobody listens")

    assert jobs.do_next({"note": hand})
    (job,) = rows()
    assert job.status is JobStatus.WAITING
    assert job.last_error == "ConnectionRefusedError: nobody listens"
    assert job.lease is None
    assert job.run_at > now() + timedelta(seconds=20)
    assert not jobs.do_next({"note": hand})


def test_each_wait_is_longer_up_to_a_limit_and_never_the_same() -> None:
    waits = [jobs.wait(attempts) for attempts in range(1, jobs.ATTEMPTS)]
    assert all(later > earlier for earlier, later in zip(waits, waits[2:], strict=False))
    assert max(waits) <= jobs.LONGEST_WAIT * 1.25
    assert sum(waits, timedelta()) > timedelta(hours=6), "an outage of a night is survived"
    assert len({jobs.wait(1) for _ in range(20)}) > 10


def test_after_the_last_try_it_is_dead_and_stays_to_be_seen() -> None:
    queued()
    tried = 0

    def hand(_job: Claimed) -> None:
        nonlocal tried
        tried += 1
        raise TimeoutError("no answer")

    while jobs.do_next({"note": hand}):
        have_passed(timedelta(days=1))
    (job,) = rows()
    assert (job.status, tried) == (JobStatus.DEAD, jobs.ATTEMPTS)
    assert jobs.counted() == {JobStatus.WAITING: 0, JobStatus.DEAD: 1}


def test_what_is_hopeless_is_not_tried_again() -> None:
    queued()

    def hand(_job: Claimed) -> None:
        raise jobs.Hopeless("550 no such mailbox")

    jobs.do_next({"note": hand})
    (job,) = rows()
    assert job.status is JobStatus.DEAD
    assert "550" in job.last_error


def test_what_kills_whoever_tries_it_is_left_alone_at_last() -> None:
    queued()
    for _ in range(jobs.ATTEMPTS):
        assert jobs.claim(KINDS)  # and is killed
        have_passed(jobs.LEASE)
    jobs.do_next({"note": lambda _: pytest.fail("it was tried once more")})
    assert rows()[0].status is JobStatus.DEAD


def test_what_a_failed_job_wrote_is_undone() -> None:
    queued()

    def hand(_job: Claimed) -> None:
        jobs.put("other", {})
        raise ValueError("after all")

    jobs.do_next({"note": hand})
    assert [job.kind for job in rows()] == ["note"]


def test_dead_jobs_are_revived_or_buried_and_waiting_ones_are_not() -> None:
    for _ in range(3):
        queued()
    first, second, third = (job.id for job in rows())
    writing()
    db.execute(update(Job).where(Job.id != third).values(status=JobStatus.DEAD, attempts=12))
    assert jobs.revive([first, third]) == 1
    assert jobs.bury([first, second, third]) == 1
    db.commit()
    assert [(job.id, job.status, job.attempts) for job in jobs.listed()] == [
        (third, JobStatus.WAITING, 0),
        (first, JobStatus.WAITING, 0),
    ]


@pytest.mark.both_engines
def test_many_workers_do_each_job_once() -> None:
    for _ in range(40):
        jobs.put("note", {})
    db.commit()
    done: Counter[int] = Counter()
    faults: list[BaseException] = []

    def worker() -> None:
        try:
            while jobs.do_next({"note": lambda job: done.update([job.id])}):
                pass
        except BaseException as fault:  # noqa: BLE001 (told by the test)
            faults.append(fault)
        finally:
            db.remove()

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not faults
    assert len(done) == 40
    assert set(done.values()) == {1}
    assert rows() == []


def test_a_worker_ends_when_it_is_told_with_its_job_done() -> None:
    queued()
    queued()
    stop = jobs.Stop()

    def hand(_job: Claimed) -> None:
        stop.set()

    jobs.work({"note": hand}, stop)
    assert len(rows()) == 1


INTERRUPTED = """
import signal
from domain.jobs import Stop

for number in range(2_000):
    stop = Stop()
    signal.signal(signal.SIGALRM, lambda *_: stop.set())
    signal.setitimer(signal.ITIMER_REAL, 0.0005 + number % 50 * 0.00001)
    while not stop.is_set():
        stop.wait(0.00005)
"""


def test_a_signal_ends_it_at_whatever_moment_it_comes() -> None:
    subprocess.run([sys.executable, "-c", INTERRUPTED], cwd=ROOT, timeout=60, check=True)


def test_a_worker_outlives_a_database_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from sqlalchemy.exc import OperationalError

    stop, looks = jobs.Stop(), []

    def claim(_kinds: object) -> None:
        looks.append(1)
        if len(looks) == 2:
            stop.set()
            return
        raise OperationalError("SELECT", {}, Exception("the database is locked"))

    monkeypatch.setattr(jobs, "claim", claim)
    monkeypatch.setattr(jobs, "WORRY", 0)
    jobs.work({"note": lambda _: None}, stop)
    assert len(looks) == 2
