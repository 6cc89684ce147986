"""A queue of a hundred thousand costs what a queue of a few does, and goes along its index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text

from domain import queues
from domain.queues import Queue
from models import Comment, CommentStatus, Reader
from models.database import db, writing
from tests.cast import Cast

MANY = 100_000
STATES = {Queue.NEW: CommentStatus.VISIBLE, Queue.HELD: CommentStatus.HELD}
NARROWED = {
    "all": {},
    "of an article": {"article": "the-lamp-in-the-window"},
    "of a person": {"person": 1},
    "of a section": {"section": "world"},
}


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def fill(cast: Cast, queue: Queue, number: int) -> None:
    """Put so many comments into a queue."""
    about, by, status = cast.article.id, cast.nour.id, STATES[queue]
    rows: Iterator[dict[str, Any]] = (
        {"article_id": about, "reader_id": by, "status": status, "queue": queue,
         "markdown": "Yes.", "html": "<p>Yes.</p>", "fingerprint": str(n)}
        for n in range(number)
    )  # fmt: skip
    writing()
    db.execute(insert(Comment), list(rows))
    db.commit()
    assert db.scalar(select(Reader.name).where(Reader.id == by)) == "Nour Grim"


def cost(mira: Reader, queue: Queue, narrowed: dict[str, Any]) -> list[tuple[str, Any]]:
    """The statements of a page of the queue, and of what waits at a glance."""
    found: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, sql: str, parameters: Any, *_: Any) -> None:
        if not sql.startswith("BEGIN"):
            found.append((sql, parameters))

    engine = db().get_bind()
    event.listen(engine, "before_cursor_execute", note)
    queues.page(mira, queue, queues.narrowed(**narrowed))
    queues.counts(mira)
    event.remove(engine, "before_cursor_execute", note)
    return found


def test_a_queue_costs_the_same_at_any_length(cast: Cast) -> None:
    few = {}
    for size in (30, MANY):
        for queue in STATES:
            fill(cast, queue, size)
        for queue in STATES:
            for name, narrowed in NARROWED.items():
                asked = {**narrowed, **({"person": cast.nour.id} if "person" in narrowed else {})}
                statements = cost(cast.mira, queue, asked)
                assert few.setdefault((queue, name), len(statements)) == len(statements)
                if name != "of a section":
                    assert goes_along_its_index(statements), (queue, name)
    assert max(few.values()) <= 6
    assert queues.counts(cast.mira)["new"] == queues.COUNTED + 1


def goes_along_its_index(statements: list[tuple[str, Any]]) -> bool:
    """Whether the page is read from an index of queues, in its order, without sorting."""
    (page,) = (
        each for each in statements if "ORDER BY comment.id" in each[0] and "LIMIT" in each[0]
    )
    connection = db().connection()
    if connection.dialect.name != "sqlite":
        return True  # there the planner weighs costs: its own indexes are tried elsewhere
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {page[0]}", page[1]).all()
    steps = " ".join(str(row[-1]) for row in plan)
    assert db.scalar(text("SELECT 1")) == 1
    return "ix_comment_queue" in steps and not re.search("TEMP B-TREE|SCAN", steps)
