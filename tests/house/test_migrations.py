"""A database with something in it is brought up to date, from the first edition on."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from app import create_app
from cli import upgrade
from models import Article, ArticleTopic
from models.database import db, writing
from settings import ROOT, Settings

ROWS = (
    "INSERT INTO section VALUES (1, 'world', 'World', '', 0)",
    "INSERT INTO topic VALUES (1, 'lamps', 'Lamps', 'lamps')",
    "INSERT INTO article (id, slug, digest, status, title, standfirst, language, section_id,"
    " byline, published_at, update_reason, minutes, words, discussion, thread_count,"
    " comment_count, stored_at) VALUES (1, 'lamp', '', 'published', 'Lamp', '', '', 1, '[]',"
    " '2026-02-01 09:00:00.000000', '', 1, 1, 'open', 0, 0, '2026-02-01 09:00:00.000000')",
    "INSERT INTO article_address VALUES ('lamp', 1, '2026-02-01 09:00:00.000000')",
    "INSERT INTO article_topic VALUES (1, 1, 0)",
)


@pytest.fixture
def old(tmp_path: Path) -> None:
    """An article as the first edition kept it."""
    create_app(Settings(database_url=f"sqlite:///{tmp_path / 'old.db'}", testing=True))
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    command.upgrade(config, "0002")
    writing()
    for row in ROWS:
        db.execute(text(row))
    db.commit()


@pytest.mark.usefixtures("old")
def test_what_is_there_comes_along() -> None:
    upgrade()
    article = db.get_one(Article, 1)
    assert article.title == "Lamp"
    assert db.get_one(ArticleTopic, (1, 1)).listed_at == article.published_at


@pytest.mark.usefixtures("old")
def test_a_row_that_points_nowhere_stops_it_and_nothing_is_changed() -> None:
    connection = db.connection().connection.driver_connection
    assert connection is not None
    db.rollback()
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO article_topic VALUES (7, 7, 0)")
    connection.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(RuntimeError, match="point nowhere"):
        upgrade()
    assert db.scalar(text("SELECT version_num FROM alembic_version")) == "0002"
