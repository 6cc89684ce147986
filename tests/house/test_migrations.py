"""A database with something in it is brought up to date, from the first edition on."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

from app import create_app
from cli import upgrade
from domain import appeals, decisions, notices
from domain.decisions import Act, Verdict
from models import Appeal, Article, ArticleTopic, Notice, Outcome
from models.database import db, writing
from settings import ROOT, Settings
from tests.cast import Cast

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


def alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


@pytest.fixture
def old(tmp_path: Path) -> None:
    """An article as the first edition kept it."""
    create_app(Settings(database_url=f"sqlite:///{tmp_path / 'old.db'}", testing=True))
    command.upgrade(alembic(), "0002")
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


@pytest.mark.both_engines
@pytest.mark.parametrize("read", [True, False])
def test_an_appeal_that_waits_about_what_was_undone_is_granted(cast: Cast, read: bool) -> None:
    """Once nobody granted it with the undo: whoever answered could only say that it stands."""
    cast.gathered()
    said = [cast.comment(cast.ruth, cast.article) for _ in range(2)]
    verdict = Verdict(Act.HIDE, "spam")
    hidden = [decisions.decide(cast.mira, each, verdict, seen=each.turns) for each in said]
    if read:
        notices.mark_seen(cast.ruth)
    back = decisions.undo(cast.mira, hidden[0].id)
    undone, waits = (Appeal(decision_id=e.id, reader_id=cast.ruth.id, text="Why?") for e in hidden)
    db.add_all([undone, waits])
    db.commit()
    command.stamp(alembic(), "0016")
    upgrade()
    for each in (undone, waits):
        db.refresh(each)
    assert (undone.outcome, undone.answered_by_id) == (Outcome.OVERTURNED, cast.mira.id)
    assert undone.answered_at == back.at
    assert (waits.outcome, waits.answered_at) == (None, None)
    told = db.scalars(select(Notice.reader_id).where(Notice.decision_id == back.id)).all()
    assert told == [cast.ruth.id]
    assert appeals.waiting(cast.dara) == [waits]
