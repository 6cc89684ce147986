"""How many statements a page costs: fixed for each kind of reader, and the same at any size."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from app import create_app
from domain import search
from models import (
    Article,
    ArticleAddress,
    ArticleAuthor,
    ArticleBody,
    ArticleTopic,
    Comment,
    CommentStatus,
    Saved,
    Shelf,
    now,
)
from models.database import db, writing
from settings import Settings
from tests.cast import PASSWORD, Cast

from .harvest import heard

SIZES = ("small", "large")
THREADS = 25
MANY = 1_000
DEVICE_ROWS = 200

ARTICLE = "/articles/the-lamp-in-the-window"
PAGES = {
    "front": "/",
    "article": ARTICLE,
    "comments": f"{ARTICLE}/comments",
    "section": "/sections/world",
    "topic": "/topics/lamps",
    "author": "/authors/ines-okafor",
    "search": "/search?q=%22zyzzyva%22",
    "search, typing": "/search?q=windo",
    "search, near miss": "/search?q=windwo+lampp",
    "saved": "/saved",
}
MOST = {"stranger": 8, "guest": 9, "reader": 11}
EXPECTED = {
    who: dict(zip(PAGES, numbers, strict=True))
    for who, numbers in {
        "stranger": (3, 7, 3, 3, 3, 3, 5, 6, 8, 2),
        "guest": (4, 9, 5, 4, 4, 4, 6, 7, 9, 3),
        "reader": (5, 11, 7, 5, 5, 5, 7, 8, 10, 4),
    }.items()
}


@dataclass(frozen=True)
class Ids:
    """Numbers of rows, which outlast the request that a row was read in."""

    article: int
    section: int
    author: int
    topic: int
    reader: int

    @classmethod
    def of(cls, cast: Cast) -> Ids:
        """Those of the cast."""
        return cls(cast.article.id, cast.world.id, cast.author.id, cast.lamps.id, cast.yusuf.id)


def counts(client: FlaskClient) -> dict[str, int]:
    """What each page costs `client`."""
    found = {}
    for name, path in PAGES.items():
        db.remove()  # what the test itself has read does not count as known
        with heard() as statements:
            response = client.get(path)
        assert response.status_code == 200, path
        found[name] = len(statements)
    return found


@pytest.fixture(scope="module")
def databases(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small publication and the large one, to be copied."""
    folder = tmp_path_factory.mktemp("sizes")
    found = {size: folder / f"{size}.db" for size in SIZES}
    for size, path in found.items():
        shutil.copy(migrated, path)
        cast = Cast(create_app(Settings(database_url=f"sqlite:///{path}", testing=True)))
        ids = Ids.of(cast)
        cast.ruth  # noqa: B018 (she reads later)
        search.index(ids.article)
        db.commit()
        if size == "large":
            many_articles(ids)
        speak(ids, THREADS if size == "small" else MANY)
        close()
    return found


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Without the page cache: what a page costs when it is made."""
    return replace(settings, cache=0)


@pytest.fixture
def sized(request: pytest.FixtureRequest, databases: dict[str, Path], settings: Settings) -> Flask:
    """The application with as much in it as the test asks for."""
    shutil.copy(databases[request.param], settings.database_url.removeprefix("sqlite:///"))
    app: Flask = request.getfixturevalue("app")
    return app


@pytest.mark.parametrize("who", EXPECTED)
@pytest.mark.parametrize("sized", SIZES, indirect=True)
def test_a_page_costs_the_same_at_any_size(sized: Flask, who: str) -> None:
    client = come(sized, who)
    save(DEVICE_ROWS if who == "guest" else MANY)
    assert counts(client) == EXPECTED[who]
    assert max(EXPECTED[who].values()) <= MOST[who]


@pytest.mark.parametrize("sized", ["large"], indirect=True)
def test_the_large_publication_fills_its_pages(sized: Flask) -> None:
    """What is counted above is what it says: long lists, a long conversation, a full shelf."""
    client = come(sized, "reader")
    save(MANY)
    page = client.get(PAGES["article"]).get_data(as_text=True)
    assert page.count('class="comments-thread"') == THREADS
    for name in ("section", "topic", "author", "search", "saved"):
        html = client.get(PAGES[name]).get_data(as_text=True)
        assert html.count("<article") >= 20 or html.count("<li") >= 20, name
        assert "page=2" in html, name


def come(app: Flask, who: str) -> FlaskClient:
    """The browser of `who`, with the article saved where they save."""
    client = app.test_client()
    if who == "reader":
        form = {"email": "ruth@example.org", "password": PASSWORD}
        assert client.post("/login", data=form).status_code == 303
    if who != "stranger":
        assert client.post(f"{ARTICLE}/saved", data={"keep": "yes"}).status_code == 303
    return client


def many_articles(ids: Ids, many: int = MANY, *, findable: bool = True) -> None:
    """As many articles as that, with everything that lists and search ask of them."""
    byline = [{"name": "Ines Okafor", "slug": "ines-okafor", "kind": "person"}]
    first = max(db.scalars(select(Article.id)), default=0) + 1
    more = list(range(first, first + many - 1))
    began = now() - timedelta(days=9)
    writing()
    add(Article, ({"id": n, "slug": f"note-{n}", "title": f"Note {n}", "standfirst": "Short.",
                   "section_id": ids.section, "byline": byline,
                   "published_at": began - timedelta(minutes=n)} for n in more))  # fmt: skip
    add(ArticleBody, ({"article_id": n, "markdown": "", "html": "<p>Zyzzyva.</p>",
                       "plain": "Zyzzyva.", "render_version": 1} for n in more))  # fmt: skip
    add(ArticleAddress, ({"article_id": n, "slug": f"note-{n}"} for n in more))
    add(ArticleAuthor, ({"article_id": n, "author_id": ids.author} for n in more))
    add(ArticleTopic, ({"article_id": n, "topic_id": ids.topic} for n in more))
    db.commit()
    for _ in search.reindex() if findable else ():
        pass


def speak(ids: Ids, threads: int) -> None:
    """As many threads in the conversation."""
    began = now() - timedelta(hours=9)
    writing()
    add(Comment, ({"article_id": ids.article, "reader_id": ids.reader, "thread": n, "reply": 0,
                   "status": CommentStatus.VISIBLE, "markdown": "Yes.", "html": "<p>Yes.</p>",
                   "fingerprint": str(n), "posted_at": began + timedelta(seconds=n)}
                  for n in range(1, threads + 1)))  # fmt: skip
    row = db.get_one(Article, ids.article)
    row.thread_count = row.comment_count = threads
    db.commit()


def save(most: int) -> None:
    """Put all the articles that there are on the one shelf that there is."""
    shelf = db.scalar(select(Shelf.id))
    if shelf is None:
        return
    there = select(Saved.article_id).where(Saved.shelf_id == shelf)
    more = db.scalars(select(Article.id).where(Article.id.not_in(there)).limit(most - 1)).all()
    if more:
        writing()
        add(Saved, ({"shelf_id": shelf, "article_id": n} for n in more))
        db.commit()


def add(table: Any, rows: Iterator[dict[str, Any]]) -> None:
    """Insert through Core, many at once."""
    db.execute(insert(table), list(rows))


def close() -> None:
    """Leave the database as a file that can be copied."""
    engine = db().get_bind()
    db.remove()
    engine.dispose()  # type: ignore[union-attr]
