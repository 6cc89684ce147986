"""`flask approve`: how held comments come to be seen while there is no page for it."""

from __future__ import annotations

import pytest
from click.testing import Result
from flask import Flask

from domain import comments
from models import Guest
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def held(cast: Cast) -> list[int]:
    """The numbers of two comments that wait for Dara."""
    writing()
    db.merge(cast.publication).comments = {"hold_first": 1}
    db.commit()
    dara = cast.dara
    writing()
    db.merge(dara).confirmed_address = dara.address
    db.commit()
    ruth, yusuf = cast.ruth, cast.yusuf
    said = ("One\nand more.", ruth), ("Two.", yusuf)
    return [cast.comment(by, cast.article, words).id for words, by in said]


def approve(app: Flask, *arguments: str) -> Result:
    db.rollback()
    with app.app_context():
        return app.test_cli_runner().invoke(args=["approve", *arguments])


def seen(cast: Cast) -> list[int]:
    db.rollback()
    article = comments.discussed(Guest(), "the-lamp-in-the-window")
    return [thread.root.id for thread in comments.discussion(Guest(), article).threads]


def test_it_lists_what_waits(app: Flask, held: list[int]) -> None:
    told = approve(app, "--by", "dara@example.org").output
    assert f"{held[0]}  the-lamp-in-the-window  Ruth Adler: One and more." in told
    assert "2 wait" in told


def test_it_lets_them_be_seen(app: Flask, cast: Cast, held: list[int]) -> None:
    assert seen(cast) == []
    told = approve(app, "--by", "dara@example.org", *map(str, held))
    assert told.exit_code == 0
    assert "2 are seen by everybody now; 0 wait." in told.output
    assert seen(cast) == held


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("nobody@example.org", "log in first"),
        ("ruth@example.org", "log in first"),
        ("dara", "address"),
    ],
)
def test_it_is_for_editors(app: Flask, cast: Cast, held: list[int], by: str, words: str) -> None:
    told = approve(app, "--by", by, str(held[0]))
    assert told.exit_code == 1
    assert words in told.output
    assert seen(cast) == []


def test_an_unknown_number_approves_nothing(app: Flask, cast: Cast, held: list[int]) -> None:
    told = approve(app, "--by", "dara@example.org", str(held[0]), "4711")
    assert "No comment 4711 waits" in told.output
    assert seen(cast) == []
