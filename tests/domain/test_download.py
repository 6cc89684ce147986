"""Everything of somebody's in one file: complete by construction, and of nobody else."""

from __future__ import annotations

import csv
import io
import json
import secrets
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest

from domain import decisions, download, login, reports, saved, unfinished
from domain.decisions import Act, Verdict
from domain.download import packing
from domain.download.taking import STRETCH
from domain.refusal import LogInFirst, PasswordFirst
from models import Base, Comment, Guest, Reader, now
from models.database import db, writing
from tests.cast import Cast

OWNERS = {"reader", "shelf"}
"""Tables whose rows are one person's; a column that points there knows somebody."""
URL = "https://post.example"


def pointing() -> set[str]:
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.c
        if {key.column.table.name for key in column.foreign_keys} & OWNERS
    }


def test_every_column_that_knows_somebody_is_taken_or_left_out_for_a_reason() -> None:
    beside = {c.table.name for part in download.PARTS for c in _elements(part)}
    taken = {part.knows for part in download.PARTS}
    taken |= {f"{name}.shelf_id" for name in beside & {"saved", "unfinished"}}
    assert pointing() - taken == set(download.LEFT_OUT), "name each in domain/download/parts.py"
    assert all(reason.endswith(".") for reason in download.LEFT_OUT.values())


def _elements(part: download.Part) -> list[Any]:
    return [label.element for label in part.beside]


@pytest.mark.parametrize("table", sorted({part.table.name for part in download.PARTS}))
def test_every_column_of_a_part_is_taken_or_left_out_for_a_reason(table: str) -> None:
    parts = [part for part in download.PARTS if part.table.name == table]
    told = {column.name for part in parts for column in part.columns}
    reasons = {name for part in parts for name, reason in part.without.items() if reason}
    assert {column.name for column in Base.metadata.tables[table].c} == told | reasons


def taken(by: Reader) -> ZipFile:
    """What `by` downloads, logged in a moment ago."""
    by.login = login.begin(by, browser="", remembered=False)
    db.commit()
    return ZipFile(io.BytesIO(b"".join(download.take(by, URL))))


def rows(archive: ZipFile, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(archive.read(f"json/{name}.json"))
    table = io.StringIO(archive.read(f"csv/{name}.csv").decode("utf-8-sig"))
    assert len(list(csv.DictReader(table))) == len(found)
    assert archive.read(f"html/{name}.html").count(b"<dl>") == len(found)
    return found


def test_what_is_in_it(cast: Cast) -> None:
    ruth, yusuf = cast.ruth, cast.yusuf
    mine = cast.comment(ruth, cast.article, "A *lamp*.\n\n=1+1")
    cast.comment(yusuf, mine, "The answer of another.")
    saved.set(ruth, cast.article, keep=True)
    theirs = cast.comment(yusuf, cast.article, "Buy lamps.")
    reports.make(ruth, theirs, "spam", "Again.")
    db.commit()
    unfinished.keep(ruth, "article-99", "Half a thought")
    hidden = cast.comment(ruth, cast.article, "Something rude.")
    verdict = Verdict(Act.HIDE, "attack", note="A regular.")
    decisions.decide(cast.mira, hidden, verdict, seen=hidden.turns)
    db.commit()
    number, slug, password_hash = mine.id, cast.article.slug, ruth.password_hash
    archive = taken(ruth)
    assert archive.testzip() is None
    assert [row["name"] for row in rows(archive, "account")] == ["Ruth Adler"]
    said = rows(archive, "comments")
    assert [row["markdown"] for row in said] == ["A *lamp*.\n\n=1+1", "Something rude."]
    assert [row["status"] for row in said] == ["visible", "hidden"]
    assert said[0]["address"] == f"{URL}/comments/{number}"
    (kept,) = rows(archive, "saved")
    assert kept["address"] == f"{URL}/articles/{slug}"
    assert rows(archive, "reports")[0]["note"] == "Again."
    assert rows(archive, "unfinished")[0]["text"] == "Half a thought"
    assert len(rows(archive, "logins")) == 1
    (decision,) = rows(archive, "decisions")
    assert decision["sentence"].startswith("A moderator hid")
    assert len(rows(archive, "notices")) == 2, "of the answer and of the decision"
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for secret in ("The answer of another", "A regular.", password_hash, 'secret_hash":'):
        assert secret not in everything
    for reason in download.LEFT_OUT.values():
        assert reason in archive.read("README.txt").decode()


def test_nobody_learns_how_many_reported_them(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article, "Something rude.")
    for by in (cast.yusuf, cast.nour):
        reports.make(by, said, "spam")
        db.commit()
    decisions.decide(cast.mira, said, Verdict(Act.HIDE, "attack"), seen=said.turns)
    db.commit()
    archive = taken(cast.ruth)
    lines = rows(archive, "decisions")
    assert [line["after"]["status"] for line in lines] == ["hidden"]
    for line in lines:
        for facts in (line["before"], line["after"]):
            assert not {"reports", "queue"} & facts.keys()
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert '"reports":' not in everything
    assert '"reported"' not in everything
    assert "How many reported what you wrote" in archive.read("README.txt").decode()


def test_a_cell_is_no_formula(cast: Cast) -> None:
    cast.comment(cast.ruth, cast.article, '=HYPERLINK("https://bad.example")')
    table = taken(cast.ruth).read("csv/comments.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table))
    assert row["markdown"].startswith("'=")


def test_words_are_no_markup(cast: Cast) -> None:
    cast.comment(cast.ruth, cast.article, "<script>alert(1)</script>")
    page = taken(cast.ruth).read("html/comments.html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_it_goes_on_after_a_stretch(cast: Cast) -> None:
    about, by = cast.article.id, cast.ruth.id
    writing()
    db.add_all(
        Comment(article_id=about, reader_id=by, markdown=f"Number {n}", html="", thread=n, reply=0)
        for n in range(1, 2 * STRETCH + 1)
    )
    db.commit()
    said = rows(taken(cast.ruth), "comments")
    assert [row["markdown"] for row in said] == [f"Number {n}" for n in range(1, 2 * STRETCH + 1)]


def test_it_is_made_while_it_is_sent() -> None:
    made = 0

    def words() -> Any:
        nonlocal made
        for _ in range(4000):
            made += 1
            yield secrets.token_hex(500)

    pieces = packing.packed([("words.txt", words())], now())
    first = next(pieces)
    assert made < 1000, "nearly nothing was made ahead"
    assert len(first) < 2 * packing.ENOUGH
    assert max(map(len, pieces)) < 4 * packing.ENOUGH
    assert made == 4000


def test_it_is_its_owners_and_asks_who_it_is(cast: Cast) -> None:
    with pytest.raises(LogInFirst):
        download.take(Guest(), URL)
    ruth = cast.ruth
    ruth.login = login.begin(ruth, browser="", remembered=False)
    ruth.login.password_at -= timedelta(hours=1)
    db.commit()
    with pytest.raises(PasswordFirst):
        download.take(ruth, URL)
