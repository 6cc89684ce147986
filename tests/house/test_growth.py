"""What a page costs the database when there is a hundred times as much: no more than before.

Counted are the steps of SQLite's own machine, which are the same on a slow computer.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, insert, select

from app import create_app
from domain import notices
from models import Article, Comment, CommentStatus, Notice, now
from models.database import db, writing
from settings import Settings
from tests.cast import Cast
from tests.conftest import SECRET, StrictClient

from .harvest import heard
from .test_statements import ARTICLE, Ids, add, close, come, many_articles, save

SIZES = {"hundred": (100, 50), "many": (5_000, 10_000)}
"""Articles; threads of one of them, and replies in its first thread."""
LISTS = {
    "front": "/",
    "front, page 2": "/?page=2",
    "section": "/sections/world",
    "topic": "/topics/lamps",
    "author": "/authors/ines-okafor",
    "author, page 3": "/authors/ines-okafor?page=3",
    "feed": "/feed.atom",
    "feed of a topic": "/topics/lamps/feed.json",
    "saved": "/saved",
    "saved, page 2": "/saved?page=2",
}
CONVERSATION = {
    "article": ARTICLE,
    "print view": f"{ARTICLE}/print",
    "history": f"{ARTICLE}/history",
    "comments": f"{ARTICLE}/comments",
    "comments, page 2": f"{ARTICLE}/comments?page=2",
    "comments, newest first": f"{ARTICLE}/comments?order=newest",
    "comments, most recommended": f"{ARTICLE}/comments?order=recommended",
    "comments, most recommended, page 2": f"{ARTICLE}/comments?order=recommended&page=2",
    "replies": f"{ARTICLE}/comments?thread=1",
    "one reply": f"{ARTICLE}/comments?reply={{first}}",
    "new ones": f"{ARTICLE}/comments/new?since=9",
    "feed of a conversation": f"{ARTICLE}/comments.atom",
    "one's own": "/account/comments",
    "replies to one": "/account/replies",
    "account": "/account",
}
PAGES = {**LISTS, **CONVERSATION}
LEEWAY = 1.02
"""A tree that is one level deeper is not a step of the machine; a counter of one digit more is."""


@contextmanager
def worked() -> Iterator[list[int]]:
    """One number: the steps that SQLite's machine takes meanwhile."""
    steps = [0]

    def _step() -> int:
        steps[0] += 1
        return 0

    def _watch(_c: Any, cursor: Any, *_: Any) -> None:
        cursor.connection.set_progress_handler(_step, 1)

    engine = db().get_bind()
    event.listen(engine, "before_cursor_execute", _watch)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", _watch)


def costs(path: Path) -> dict[str, tuple[int, int]]:
    """Statements and steps of each page for somebody who is logged in."""
    settings = Settings(database_url=f"sqlite:///{path}", secrets=(SECRET,), testing=True, cache=0)
    app = create_app(settings)
    app.test_client_class = StrictClient
    client = come(app, "reader")
    save(60)
    first = db.scalar(select(Comment.id).where(Comment.thread == 1, Comment.reply == 0))
    db.remove()
    found = {name: cost(client, address.format(first=first)) for name, address in PAGES.items()}
    close()
    return found


def cost(client: FlaskClient, path: str) -> tuple[int, int]:
    """Statements and steps of one page; it is asked for once before."""
    client.get(path)
    with heard() as statements, worked() as steps:
        assert client.get(path).status_code == 200, path
    return len(statements), steps[0]


@pytest.fixture(scope="module")
def sizes(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What every page costs in the smaller publication and in the larger one."""
    found = {}
    for size, (articles, comments) in SIZES.items():
        path = tmp_path_factory.mktemp(size) / "lectern.db"
        shutil.copy(migrated, path)
        cast = Cast(create_app(Settings(database_url=f"sqlite:///{path}", testing=True)))
        ids = Ids.of(cast)
        cast.ruth  # noqa: B018 (she reads later)
        db.commit()
        many_articles(ids, articles, findable=False)
        quarrel(ids, comments)
        close()
        found[size] = costs(path)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_when_there_is_much_more(sizes: dict[str, Any], page: str) -> None:
    (few, before), (many, after) = sizes["hundred"][page], sizes["many"][page]
    assert before > 100, "nothing was counted"
    assert many == few
    assert after <= before * LEEWAY


def test_a_walk_is_counted(app: Any, cast: Cast) -> None:
    """The count does grow with what is gone through."""
    taken = []
    for _ in range(2):
        cast.another()
        with worked() as steps:
            db.scalars(select(Article.id).where(Article.minutes > 0)).all()
        taken.append(steps[0])
        db.rollback()
    assert taken[1] > taken[0]


def test_what_was_read_long_ago_is_not_gone_through(app: Any, cast: Cast) -> None:
    steps: list[int] = []
    cast.comment(cast.yusuf, cast.comment(cast.ruth, cast.article))
    for _ in range(2):
        with worked() as taken:
            assert notices.unseen(cast.ruth) == 1
        steps += taken
        tell_many(cast, 2_000, seen_at=now())
    assert steps[1] <= steps[0] * LEEWAY


def quarrel(ids: Ids, many: int) -> None:
    """As many threads under the article, and as many replies in the first of them."""
    began = now() - timedelta(days=9)
    said = {"article_id": ids.article, "reader_id": ids.reader, "status": CommentStatus.VISIBLE,
            "markdown": "Yes.", "html": "<p>Yes.</p>", "posted_at": began}  # fmt: skip
    writing()
    add(Comment, ({**said, "thread": n, "reply": 0, "reply_count": many if n == 1 else 0}
                  for n in range(1, many + 1)))  # fmt: skip
    root = db.scalar(select(Comment.id).where(Comment.thread == 1))
    add(Comment, ({**said, "thread": 1, "reply": n, "root_id": root, "parent_id": root, "depth": 1}
                  for n in range(1, many + 1)))  # fmt: skip
    row = db.get_one(Article, ids.article)
    row.thread_count, row.comment_count = many, 2 * many
    db.commit()


def tell_many(cast: Cast, many: int, **facts: Any) -> None:
    """As many notices of answers to Ruth."""
    said = {"article_id": cast.article.id, "reader_id": cast.yusuf.id, "markdown": "Yes.",
            "html": "<p>Yes.</p>", "status": CommentStatus.VISIBLE}  # fmt: skip
    first = (db.scalar(select(func.max(Comment.id))) or 0) + 1
    numbers = range(first, first + many)
    writing()
    db.execute(insert(Comment), [{**said, "id": number} for number in numbers])
    ruth = cast.ruth.id
    db.execute(insert(Notice), [{"reader_id": ruth, "comment_id": n, **facts} for n in numbers])
    db.commit()
