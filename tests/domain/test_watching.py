"""The watch over the revisions: it never misses a change, whoever makes it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from domain import revisions
from models import Section, watching
from models.database import apart, db
from models.watching import Watch, watch
from settings import Settings
from tests.conftest import hand_over

pytestmark = pytest.mark.both_engines


@pytest.fixture
def watched(app: Flask, settings: Settings) -> Iterator[Watch]:
    hand_over()
    found = watch(settings.database_url)
    yield found
    found.close()


def add(name: str) -> None:
    with apart() as session:
        session.add(Section(slug=name, name=name))
    db.remove()


def test_each_change_is_seen(watched: Watch) -> None:
    seen = [(watched.pulse(), watched.revisions(["section"]))]
    for name in "abc":
        add(name)
        seen.append((watched.pulse(), watched.revisions(["section"])))
    assert [numbers.get("section", 0) for _, numbers in seen] == [0, 1, 2, 3]
    pulses = [pulse for pulse, _ in seen if pulse is not None]
    assert len(set(pulses)) == len(pulses)


def test_nothing_is_seen_where_nothing_changed(watched: Watch) -> None:
    add("a")
    before = watched.pulse()
    watched.revisions(["section"])
    with db():
        db.rollback()
    assert watched.pulse() == before


def test_a_change_of_another_thread_is_seen(watched: Watch) -> None:
    before = watched.pulse(), watched.revisions(["section"])
    thread = threading.Thread(target=add, args=("a",))
    thread.start()
    thread.join()
    assert (watched.pulse(), watched.revisions(["section"])) != before


def test_a_change_of_another_process_is_seen(watched: Watch, settings: Settings) -> None:
    before = watched.pulse(), watched.revisions([revisions.Reading().keys.pop()])
    environment = {"LECTERN_DATABASE_URL": settings.database_url, "LECTERN_DEVELOPMENT": "1",
                   "LECTERN_VAR": str(settings.var), "PATH": ""}  # fmt: skip
    command = [sys.executable, "-m", "flask", "--app", "app", "renew"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    after = watched.pulse(), watched.revisions([revisions.Reading().keys.pop()])
    assert before[1] != after[1]
    assert before[0] is None or before[0] != after[0]


def test_a_checkpoint_hides_nothing(app: Flask, watched: Watch, engine: str) -> None:
    if engine != "sqlite":
        return
    for name in "abcd":
        before = watched.pulse()
        add(name)
        assert watched.pulse() != before
        db.connection().exec_driver_sql("SELECT 1")
        db.remove()
        with db.get_bind().connect() as connection:  # type: ignore[union-attr]
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def test_without_the_shared_memory_the_database_tells(
    app: Flask, settings: Settings, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LAYOUT", 1)
    hand_over()
    found = watch(settings.database_url)
    before = found.pulse()
    assert isinstance(before, int) or engine != "sqlite"
    add("a")
    assert found.pulse() != before or engine != "sqlite"
    found.close()


def test_a_database_that_is_not_there_cannot_be_reached() -> None:
    with pytest.raises(watching.Unreachable):
        watch("sqlite:////nowhere/at/all.db")
