"""The worker as a process of its own: killed at the worst moment, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain import jobs, letters, readers
from models import Job, JobStatus
from models.database import db, writing
from settings import ROOT, Settings

from ..cast import PASSWORD, Cast
from ..conftest import SECRET
from ..mailserver import MailServer, mail_server
from ..postbox import link_of

PATIENCE = 30


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server."""
    with mail_server() as running:
        yield running


@contextmanager
def worker(settings: Settings, mail_url: str = "") -> Iterator[subprocess.Popen[str]]:
    """`flask work`, on the database of the test."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("LECTERN_")},
        "LECTERN_DATABASE_URL": settings.database_url,
        "LECTERN_VAR": str(settings.var),
        "LECTERN_SECRET": SECRET,
        "LECTERN_URL": "http://localhost",
        "LECTERN_MAIL_URL": mail_url,
    }
    command = [sys.executable, "-m", "flask", "--app", "app", "work"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=PATIENCE)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def waiting() -> int:
    db.rollback()
    return db.scalar(select(func.count()).where(Job.status == JobStatus.WAITING)) or 0


def end_leases() -> None:
    writing()
    for job in db.scalars(select(Job)):
        job.run_at -= jobs.LEASE + timedelta(seconds=1)
    db.commit()


def register(cast: Cast) -> None:
    assert cast.publication
    readers.register("Ruth Adler", "ruth@example.org", PASSWORD, {})
    db.commit()


def test_letters_are_sent_and_the_worker_ends_when_told(
    app: Flask, cast: Cast, settings: Settings, server: MailServer
) -> None:
    register(cast)
    with worker(settings, server.url) as process:
        until(lambda: waiting() == 0)
        register(cast)
        until(lambda: waiting() == 0)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    assert server.to == ["ruth@example.org"] * 2
    assert len({letter["Message-ID"] for letter in server.letters}) == 2


def test_told_to_end_while_a_letter_is_on_its_way_it_waits_for_the_answer(
    app: Flask, cast: Cast, settings: Settings, server: MailServer
) -> None:
    register(cast)
    register(cast)
    with worker(settings, server.url) as process:

        def slowly() -> str:
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            return "250 OK"

        server.data = slowly
        assert process.wait(PATIENCE) == 0
    assert len(server.letters) == 1
    assert waiting() == 1, "what it took was sent and is done, and it began nothing more"
    assert jobs.claim({letters.KIND})


def test_a_worker_that_is_killed_before_the_answer_loses_nothing(
    app: Flask, cast: Cast, settings: Settings, server: MailServer
) -> None:
    register(cast)
    reached, go_on = threading.Event(), threading.Event()

    def slowly() -> str:
        reached.set()
        go_on.wait(PATIENCE)
        return "451 Too late"

    server.data = slowly
    with worker(settings, server.url) as process:
        until(reached.is_set)
        process.kill()
        process.wait(PATIENCE)
    go_on.set()
    server.data = lambda: "250 OK"
    assert waiting() == 1
    assert jobs.claim({letters.KIND}) is None, "its lease runs"
    end_leases()
    with worker(settings, server.url):
        until(lambda: waiting() == 0)
    assert len(server.letters) == 1


def test_killed_between_the_answer_and_our_commit_the_letter_comes_twice_the_same(
    app: Flask, cast: Cast, settings: Settings, server: MailServer
) -> None:
    register(cast)
    with worker(settings, server.url) as process:

        def kill() -> str:
            process.kill()
            process.wait(PATIENCE)
            return "250 OK"

        server.data = kill
        until(lambda: len(server.letters) == 1)
    server.data = lambda: "250 OK"
    assert waiting() == 1
    end_leases()
    with worker(settings, server.url):
        until(lambda: waiting() == 0)
    one, two = server.letters
    assert one["Message-ID"] == two["Message-ID"]
    assert link_of(one) == link_of(two)


def test_without_a_mail_server_letters_wait(app: Flask, cast: Cast, settings: Settings) -> None:
    register(cast)
    with worker(settings) as process:
        assert process.stderr
        assert "letters wait" in process.stderr.readline()
    assert process.returncode == 0
    assert waiting() == 1
