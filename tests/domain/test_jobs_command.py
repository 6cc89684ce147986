"""`flask jobs`: what waits, what is dead and why, and what the operator does about it."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from domain import jobs
from models import Job
from models.database import db


def dead_job() -> int:
    """A job that could not be done; gives its number."""

    def hand(_job: jobs.Claimed) -> None:
        raise jobs.Hopeless("550 No such mailbox")

    jobs.put("letter", {"letter": "forgotten"})
    db.commit()
    jobs.do_next({"letter": hand})
    return db.scalars(select(Job.id)).one()


def told(app: Flask, *words: str) -> str:
    db.remove()
    done = app.test_cli_runner().invoke(args=["jobs", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_nothing_waits(app: Flask) -> None:
    assert told(app) == "0 wait, 0 are dead.\n"


def test_what_is_dead_is_shown_with_its_reason_and_tried_again(app: Flask) -> None:
    number = dead_job()
    shown = told(app)
    assert f"{number}  dead  letter  forgotten" in shown
    assert "550 No such mailbox" in shown
    assert "0 wait, 1 are dead." in shown
    assert "Tried again: 1." in told(app, "--again", str(number))
    assert "1 wait, 0 are dead." in told(app)


def test_what_is_dead_is_forgotten(app: Flask) -> None:
    number = dead_job()
    assert "Taken away: 1." in told(app, "--forget", str(number))
    assert told(app) == "0 wait, 0 are dead.\n"
