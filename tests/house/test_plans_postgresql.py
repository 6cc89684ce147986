"""How PostgreSQL goes about it, with as much in its tables that a walk would be seen.

Every statement of these pages is explained while it runs: no step of any plan may touch more rows
than a page has use for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from domain import search
from models import Comment
from models.database import db
from tests.cast import Cast

from .harvest import heard
from .test_growth import PAGES, quarrel
from .test_statements import Ids, come, many_articles, save

ARTICLES, COMMENTS, SAVED = 3_000, 15_000, 300
MOST = 700
"""Rows: a page of threads with their replies, all that is saved, and a good deal of leeway."""


@pytest.fixture
def engine() -> str:
    """These are PostgreSQL's plans."""
    return "postgresql"


@pytest.fixture
def filled(app: Flask, cast: Cast) -> Flask:
    """A publication in which nothing is small, and statistics that say so."""
    ids = Ids.of(cast)
    cast.ruth  # noqa: B018 (she reads later)
    search.index(ids.article)
    db.commit()
    many_articles(ids, ARTICLES, findable=False)
    quarrel(ids, COMMENTS)
    db.remove()
    with db().get_bind().connect() as connection:  # type: ignore[union-attr]
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    return app


def test_no_page_touches_more_than_it_shows(filled: Flask) -> None:
    client = come(filled, "reader")
    save(SAVED)
    first = db.scalar(select(Comment.id).where(Comment.thread == 1, Comment.reply == 0))
    db.remove()
    wrong = []
    for name, path in PAGES.items():
        with heard() as statements:
            assert client.get(path.format(first=first)).status_code == 200, name
        wrong += [f"{name}: {fault}" for each in statements for fault in faults(*each)]
    assert not wrong, "\n".join(wrong)


def test_a_walk_is_seen(filled: Flask) -> None:
    """Also one that an index hides: what is touched is counted, and not how it is called."""
    statements = [
        "SELECT title FROM article WHERE title = 'x'",
        "SELECT id FROM comment WHERE article_id = 1 ORDER BY posted_at LIMIT 5",
        "SELECT count(*) FROM article_topic WHERE topic_id = 1",
    ]
    with filled.app_context():
        for statement in statements:
            assert list(faults(statement, {})), statement


def faults(statement: str, given: Any) -> Iterator[str]:
    """The steps of a statement's plan that touched too many rows."""
    if not statement.startswith(("SELECT", "WITH")):
        return
    db.execute(text("SET LOCAL enable_seqscan = off"))  # a few thousand rows are soon gone through
    found = db.connection().exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", given)
    told = found.scalar()
    plan = json.loads(told) if isinstance(told, str) else told
    for step in steps(plan[0]["Plan"]):
        touched = (step["Actual Rows"] + step.get("Rows Removed by Filter", 0)) * step[
            "Actual Loops"
        ]
        if touched > MOST:
            where = step.get("Relation Name", "")
            yield f"{step['Node Type']} {where} touches {touched:,.0f} rows\n    {statement}"


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan's steps, from the outermost."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from steps(part)
