"""The operator's commands for accounts: making editors, the demo, and how to log in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app import create_app
from domain import login
from models import Reader, Role
from models.database import db
from settings import Settings
from tests.cast import PASSWORD, Cast


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """A site on its operator's own computer."""
    yield create_app(replace(settings, development=True))
    engine = db().get_bind()
    db.remove()
    engine.dispose()  # type: ignore[union-attr]


def run(app: Flask, *words: str, typed: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=words, input=typed)


def dara() -> Reader:
    db.rollback()
    return db.scalars(select(Reader)).one()


def test_an_editor_is_made_and_can_log_in(app: Flask) -> None:
    typed = f"Dara Quill\n{PASSWORD}\n{PASSWORD}\n"
    done = run(app, "make-editor", "Dara@example.org", typed=typed)
    assert done.exit_code == 0, done.output
    assert "Dara Quill, dara@example.org, editor" in done.output
    assert PASSWORD not in done.output
    found = login.check("dara@example.org", PASSWORD)
    assert found is not None
    assert found.role is Role.EDITOR


def test_an_editor_is_made_by_options_alone(app: Flask) -> None:
    words = ("make-editor", "dara@example.org", "--name", "Dara Quill", "--password", PASSWORD)
    assert run(app, *words).exit_code == 0
    assert run(app, "make-editor", "dara@example.org", "--role", "moderator").exit_code == 0
    assert dara().role is Role.MODERATOR
    assert login.check("dara@example.org", PASSWORD) is not None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dara",), "e-mail address"),
        (("dara@example.org", "--name", "Dara Quill", "--password", "short"), "12 characters"),
        (("dara@example.org", "--name", "1", "--password", PASSWORD), "letter"),
        (("dara@example.org", "--role", "king"), "king"),
    ],
)
def test_what_is_wrong_is_said_and_makes_nobody(
    app: Flask, words: tuple[str, ...], said: str
) -> None:
    done = run(app, "make-editor", *words)
    assert done.exit_code != 0
    assert said in done.output
    assert "Traceback" not in done.output
    db.rollback()
    assert db.scalars(select(Reader)).all() == []


def test_the_demo_of_the_lamplighter_comes_in_and_says_how_to_log_in(app: Flask) -> None:
    Cast(app)
    assert "reader@lamplighter.example" not in run(app, "welcome").output
    done = run(app, "demo")
    assert done.exit_code == 0, done.output
    assert "14 new readers" in done.output
    assert "Left out" in done.output, "its articles are not here"
    told = run(app, "welcome").output
    assert "http://localhost" in told
    for words in ("reader@lamplighter.example", "lamplight-reader", "editor@lamplighter.example"):
        assert words in told
    assert "0 new readers" in run(app, "demo").output
    assert "14 demo accounts are closed" in run(app, "demo", "--close").output
    assert "reader@lamplighter.example" not in run(app, "welcome").output


def test_the_passwords_that_are_told_open(app: Flask) -> None:
    Cast(app)
    run(app, "demo")
    for address, password in (
        ("reader@lamplighter.example", "lamplight-reader"),
        ("editor@lamplighter.example", "lamplight-editor"),
    ):
        assert login.check(address, password) is not None
