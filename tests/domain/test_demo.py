"""The demo's readers: brought in once, closed again, and kept out of production."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from domain import demo, login, passwords, saved
from models import Comment, CommentStatus, Reader, Role
from models.database import db, writing
from settings import Settings, SettingsError

from ..cast import Cast
from ..conftest import SECRET

FILE = """
readers:
  - {name: Ruth Adler, email: Reader@lamp.example, password: lamplight-reader, role: reader}
  - {name: Ines Okafor, email: ines@lamp.example, role: writer}
saved:
  reader@lamp.example: [article-2, nothing-here, article-1]
comments:
  - article: article-1
    by: Ruth Adler
    at: 2026-03-29T08:00:00+00:00
    body: The later one, taken back.
    withdrawn: true
    replies:
      - by: Ines Okafor
        at: 2026-03-29T09:00:00+00:00
        body: An answer to it.
  - article: article-1
    by: Ruth Adler
    at: 2026-03-28T08:00:00+00:00
    edited: 2026-03-28T08:05:00+00:00
    body: The *earlier* one.
    replies:
      - by: Ines Okafor
        at: 2026-03-28T09:00:00
        body: My answer.
  - article: nothing-here
    by: Ruth Adler
    at: 2026-03-28T08:00:00+00:00
    body: To an article that is not there.
"""


@pytest.fixture
def file(tmp_path: Path, cast: Cast) -> Path:
    """A demo of two readers, beside two articles; Ines signs them."""
    cast.another()
    cast.another()
    writing()
    cast.author.account = "ines@lamp.example"
    db.commit()
    path = tmp_path / "demo.yml"
    path.write_text(FILE)
    return path


def by_name() -> dict[str, Reader]:
    return {reader.name: reader for reader in db.scalars(select(Reader))}


@pytest.mark.both_engines
def test_its_readers_can_log_in_where_they_have_a_password(file: Path) -> None:
    done = demo.furnish(file)
    assert (done.readers, done.comments, done.left_out) == (2, 4, 2)
    ruth, ines = by_name()["Ruth Adler"], by_name()["Ines Okafor"]
    assert login.check("reader@lamp.example", "lamplight-reader") == ruth
    assert ines.password_hash == passwords.NONE
    assert ines.role is Role.WRITER
    assert ruth.is_demo
    assert ruth.confirmed_address == "reader@lamp.example"
    assert demo.logins(file) == [("reader", "Reader@lamp.example", "lamplight-reader")]


def test_what_they_said_stands_in_the_order_in_which_it_was_said(file: Path) -> None:
    demo.furnish(file)
    said = db.scalars(select(Comment).order_by(Comment.thread, Comment.reply)).all()
    words = [comment.markdown for comment in said]
    assert words == [
        "The *earlier* one.",
        "My answer.",
        "The later one, taken back.",
        "An answer to it.",
    ]
    assert [comment.status for comment in said][2] is CommentStatus.WITHDRAWN
    assert said[0].edited_at is not None
    assert said[1].as_author
    assert said[1].posted_at.isoformat() == "2026-03-28T09:00:00+00:00"


def test_the_first_that_is_named_is_the_first_that_was_saved(file: Path) -> None:
    demo.furnish(file)
    rows = saved.shelf_of(by_name()["Ruth Adler"]).rows
    assert [row.article.slug for row in rows] == ["article-2", "article-1"]


def test_a_second_run_brings_nothing_and_loses_nothing(file: Path) -> None:
    demo.furnish(file)
    ruth = by_name()["Ruth Adler"]
    saved.set(ruth, saved.found_by(ruth, "article-1"), keep=False)
    db.commit()
    done = demo.furnish(file)
    assert (done.readers, done.comments, done.left_out) == (0, 0, 1)
    assert len(db.scalars(select(Comment)).all()) == 4
    assert len(saved.ids(ruth)) == 1


def test_closed_accounts_are_closed_and_their_words_stay(file: Path) -> None:
    demo.furnish(file)
    login.begin(by_name()["Ruth Adler"], browser="", remembered=True)
    db.commit()
    assert demo.is_there()
    assert demo.close() == 2
    assert not demo.is_there()
    assert login.check("reader@lamp.example", "lamplight-reader") is None
    assert login.of(by_name()["Ruth Adler"]) == []
    assert len(db.scalars(select(Comment)).all()) == 4


def production(settings: Settings, **facts: object) -> Settings:
    """The settings of a site that strangers can reach, on the same database."""
    return Settings(**{"database_url": settings.database_url, "secrets": (SECRET,), **facts})  # type: ignore[arg-type]


@pytest.mark.both_engines
def test_production_refuses_to_start_beside_them(file: Path, settings: Settings) -> None:
    create_app(production(settings))
    demo.furnish(file)
    with pytest.raises(SettingsError, match="demo"):
        create_app(production(settings))
    create_app(production(settings, development=True))
    demo.close()
    create_app(production(settings))


def test_production_refuses_to_start_without_a_secret(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="LECTERN_SECRET"):
        create_app(production(settings, secrets=()))


def test_production_starts_on_a_database_that_is_not_there_yet(tmp_path: Path) -> None:
    create_app(Settings(database_url=f"sqlite:///{tmp_path / 'new.db'}", secrets=(SECRET,)))


def test_the_demo_is_for_development(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 1
    assert "LECTERN_DEVELOPMENT" in done.output
