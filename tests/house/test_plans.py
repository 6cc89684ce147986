"""How the database goes about it: nothing that is asked for walks through a table that grows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app import create_app
from domain import ordinary
from models import Base
from models.engines import sqlite
from tests.browser.world import copy_of, leave, settings_of

from .harvest import Answer, Sent, heard
from .state import BROKEN

SMALL = frozenset({"page", "publication", "section", "watchword"})
"""Tables that stay small however long a publication lives."""
FEW = {
    "article_topic (article_id=?)": "the topics of one article, or of those that were listed",
    "correction (article_id=?)": "the corrections of one article",
    "login (reader_id=?)": "where one person is logged in",
    "passkey (reader_id=?)": "the passkeys of one person",
    "reader (address=? AND confirmed_address=?)": "the accounts that name one address",
    "comment (reader_id=? AND posted_at>?)": "what one person wrote in ten minutes",
    "reader (role=?)": "those who are more than readers",
    "report (comment_id=?)": "the reports of the comments on one page of a queue",
    "search_word (stem=?)": "the forms of one word",
    "search_spelling (form=?)": "the words that are one slip apart",
    "unfinished (shelf_id=?)": "at most twenty texts of one person",
}
"""What may be sorted, because there is little of it, and why."""
WHOLE = {
    "SELECT group_concat(anon_1.rowid": "what was found, a thousand at most, best first",
    "SELECT topic.slug": "the map of the site names every topic, up to a limit",
    "SELECT author.slug": "the map of the site names every author, up to a limit",
    "SELECT author.name": "a new name is held against those of all authors, who are a few",
    "appeal.answered_at IS NULL": "appeals that wait have an index of their own, and it is short",
    "AS key_of_row": "what is kept of one person, sorted for their own download",
    "FROM decision": "the newest of the log, by its key",
    "lower(reader.name) LIKE": "moderators look somebody up by how the name begins",
    "FROM author JOIN reader": "of the authors, who are a few, those whose account was confirmed",
}
"""Parts of statements that do go through a table, and why."""
MACHINES = (
    "/feed.atom",
    "/sections/world/feed.json",
    "/topics/lamps/feed.atom",
    "/authors/ines-okafor/feed.json",
    "/articles/the-lamp-in-the-window/comments.atom",
    "/sitemap.xml",
    "/sitemap-0.xml",
    "/sitemap-1.xml",
)
TABLES = frozenset(Base.metadata.tables) | {"search_text"}
LOOP = re.compile(r"(?P<how>SCAN|SEARCH) (?P<name>\S+)(?: USING [^(]+(?P<by>\(.+\)))?")


class Step(NamedTuple):
    """One line of SQLite's plan."""

    id: int
    parent: int
    says: str


@pytest.fixture(scope="module")
def asked(answers: dict[str, list[Answer]], world: Path, tmp_path_factory: Any) -> dict[str, Sent]:
    """Each different statement of every state and of the machines, by the first that sent it."""
    folder = copy_of(world, tmp_path_factory.mktemp("plans"))
    sent = [
        (answer.name, each)
        for found in answers.values()
        for answer in found
        if answer.state.world != BROKEN
        for each in answer.statements
    ]
    client = create_app(settings_of(folder)).test_client()
    for path in MACHINES:
        with heard() as statements:
            assert client.get(path).status_code == 200, path
        sent += [(path, each) for each in statements]
    leave()
    shapes: dict[str, tuple[str, Sent]] = {}
    for name, each in sent:
        shapes.setdefault(re.sub(r"(\?, )+\?", "?", each[0]), (name, each))
    return {f"{name}: {shape}": each for shape, (name, each) in shapes.items()}


def test_no_statement_walks_through_a_table_that_grows(asked: dict[str, Sent], world: Path) -> None:
    with closing(sqlite.connect(str(world / "lectern.db"))) as connection:
        wrong = [
            f"{name}\n    {fault}"
            for name, (statement, given) in asked.items()
            for fault in faults(statement, explained(connection, statement, given))
        ]
    assert not wrong, "\n".join(wrong)


def test_everything_was_asked(asked: dict[str, Sent]) -> None:
    """The states do reach the database, and each exception is one that is met."""
    statements = [statement for statement, _given in asked.values()]
    assert len(statements) > 60
    for part in WHOLE:
        assert any(part in statement for statement in statements), part


def test_whether_somebody_takes_part_is_one_look_each(world: Path) -> None:
    """The page cache asks by a connection of its own, for every page of whoever is logged in."""
    asked = ordinary.OWN.compile(dialect=SQLiteDialect())
    given = [1 for _ in asked.positiontup or ()]
    with closing(sqlite.connect(str(world / "lectern.db"))) as connection:
        plan = explained(connection, str(asked), given)
    loops = [LOOP.match(step.says) for step in plan if step.says.startswith(("SCAN", "SEARCH"))]
    assert {found["name"]: found["by"] for found in loops if found and found["by"]} == {
        "article": "(rowid=?)",
        "comment": "(reader_id=? AND article_id=?)",
        "muted": "(reader_id=?)",
        "recommendation": "(reader_id=? AND article_id=?)",
        "shelf": "(reader_id=?)",
        "unfinished": "(shelf_id=?)",
        "visit": "(reader_id=? AND article_id=?)",
    }


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT title FROM article WHERE title = 'x'",
        "SELECT a.title FROM comment JOIN article AS a ON a.id = comment.article_id",
        "SELECT id FROM comment WHERE article_id = 1 ORDER BY posted_at",
        "SELECT count(*) FROM article",
        "SELECT rowid FROM search_text",
        "DELETE FROM login WHERE seen_at < '2026-01-01'",
        "SELECT id FROM article WHERE status = 'published' GROUP BY title",
    ],
)
def test_a_walk_is_seen(world: Path, statement: str) -> None:
    with closing(sqlite.connect(str(world / "lectern.db"))) as connection:
        assert list(faults(statement, explained(connection, statement, ())))


def explained(connection: Any, statement: str, given: Any) -> list[Step]:
    """The plan of a statement; none for one that has none."""
    is_plain = statement.startswith("INSERT") and "SELECT" not in statement
    if is_plain or not statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH", "INSERT")):
        return []
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)
    return [Step(row[0], row[1], row[3]) for row in rows]


def faults(statement: str, plan: list[Step]) -> Iterator[str]:
    """What a plan does that takes the longer, the more there is."""
    if any(part in statement for part in WHOLE) or _is_of_small(statement):
        return
    for step in plan:
        if step.says.startswith("SCAN") and not _is_short(step, statement):
            yield step.says
        if step.says.startswith("USE TEMP B-TREE") and not _is_bounded(step, plan, statement):
            yield step.says


def _is_of_small(statement: str) -> bool:
    """Whether only small tables are asked."""
    named = TABLES & set(re.findall(r"\w+", statement))
    return bool(named) and named <= SMALL


def _is_short(step: Step, statement: str) -> bool:
    """Whether what is gone through is small, or a list that another part of the plan made."""
    table = _table(step, statement)
    if table == "search_text":
        return re.search(r"VIRTUAL TABLE INDEX \d+:\S*M", step.says) is not None
    return table not in TABLES - SMALL


def _is_bounded(sort: Step, plan: list[Step], statement: str) -> bool:
    """Whether what is sorted is a list of rows named one by one, or what belongs to one thing."""
    loops = [step for step in _beside(sort, plan) if LOOP.match(step.says)]
    if not loops:
        return False
    by = (LOOP.match(loops[0].says) or {"by": ""})["by"]
    return by == "(rowid=?)" or f"{_table(loops[0], statement)} {by}" in FEW


def _beside(sort: Step, plan: list[Step]) -> Iterator[Step]:
    """The steps whose rows are sorted; for conditions joined by OR, the last of them."""
    siblings = [step for step in plan if step.parent == sort.parent]
    for step in siblings:
        if step.says == "MULTI-INDEX OR":
            branches = {each.id for each in plan if each.parent == step.id}
            yield from reversed([each for each in plan if each.parent in branches])
        yield step


def _table(step: Step, statement: str) -> str:
    """The table of a loop, which the statement may call by another name."""
    found = LOOP.match(step.says)
    name = found["name"] if found else ""
    named = re.search(rf"\b(\w+) AS {re.escape(name)}\b", statement)
    return named[1] if named else name
