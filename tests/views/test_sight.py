"""Nobody sees a comment that is held or taken away who may not: in no page, fragment, feed or file.

Every address that can be read is asked for, by everybody; a new one joins by being there.
"""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select

from domain import comments, decisions, notices, recommendations, reports
from domain.decisions import Act, Verdict
from models import Article, Comment, CommentStatus
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import HTMX, StrictClient

from .test_permissions import DEVELOPMENT, build

SECRET = "zwackelmann"
GONE = [status for status in CommentStatus if status is not CommentStatus.VISIBLE]
DESK = ("moderation.", "people.", "appeals.")
TALKS = {"articles", "comments", "search"}
QUERIES = ("", "?q=never+seen", "?page=1", "?order=newest", "?thread=1&after=0", "?reply={id}")


@pytest.fixture(params=GONE, ids=lambda status: status.value)
def gone(request: pytest.FixtureRequest, cast: Cast) -> Comment:
    """An answer that Nour gave and that nobody sees any more, in a thread that they do see."""
    root = cast.comment(cast.yusuf, cast.article)
    said = cast.comment(cast.nour, root, f"Such a {SECRET} was never seen.")
    for reader in (cast.ruth, cast.dara):
        recommendations.set(reader, said, recommend=True)
    db.commit()
    if request.param is CommentStatus.WITHDRAWN:
        comments.withdraw(cast.nour, said)
    elif request.param is CommentStatus.HELD:
        for name in ("ruth", "dara", "ines"):
            reports.make(getattr(cast, name), said, "spam")
            db.commit()
    else:
        act = Act.HIDE if request.param is CommentStatus.HIDDEN else Act.REMOVE
        decisions.decide(cast.mira, said, Verdict(act, "spam"), seen=said.turns)
    db.commit()
    assert said.status is request.param
    return said


def addresses(app: Flask, cast: Cast, said: Comment) -> list[str]:
    """Every address that can be read, but those of the desk."""
    values = {"name": "x", "token": "x", "kind": "atom", "slug": "", "number": str(said.id)}
    slugs = {"articles": cast.article.slug, "comments": cast.article.slug, "sections": "world"}
    slugs |= {"topics": "lamps", "authors": "ines-okafor", "feeds": "world", "front": "about"}
    found = []
    for rule in app.url_map.iter_rules():
        noun = rule.endpoint.partition(".")[0]
        if "GET" not in (rule.methods or ()) or rule.endpoint in DEVELOPMENT:
            continue
        if not rule.endpoint.startswith(DESK):
            path = build(rule, {**values, "slug": slugs.get(noun, cast.article.slug)})
            asked = QUERIES if noun in TALKS else QUERIES[:1]
            found += [path + query.format(id=said.id) for query in asked]
    return found


@pytest.mark.parametrize("who", ["", "ruth", "dara"])
def test_nobody_else_sees_it_anywhere(app: Flask, cast: Cast, gone: Comment, who: str) -> None:
    client: StrictClient = app.test_client()  # type: ignore[assignment]
    if who:
        cast.log_in(client, getattr(cast, who))
    seen = [
        path
        for path in addresses(app, cast, gone)
        for headers in ({}, HTMX)
        if SECRET in readable(client, path, headers)
    ]
    assert not seen


def readable(client: StrictClient, path: str, headers: dict[str, str]) -> str:
    """What is read at `path`, in each file where it is several packed into one."""
    answer = client.get(path, headers=headers, follow_redirects=True)
    data = answer.get_data()
    if answer.mimetype == "application/zip":
        archive = ZipFile(io.BytesIO(data))
        data = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    return data.decode("utf-8", "replace")


def test_seen_it_is_found_at_these_addresses(app: Flask, cast: Cast) -> None:
    """What is asked above does show comments: the test could fail."""
    said = cast.comment(cast.nour, cast.article, f"Such a {SECRET} was never seen.")
    client: StrictClient = app.test_client()  # type: ignore[assignment]
    cast.log_in(client, cast.nour)
    shown = [path for path in addresses(app, cast, said) if SECRET in readable(client, path, {})]
    assert {path.partition("?")[0] for path in shown} >= {
        f"/articles/{cast.article.slug}",
        f"/articles/{cast.article.slug}/comments",
        f"/comments/{said.id}",
        "/account/download",
    }


def test_nothing_counts_or_tells_of_it(cast: Cast, gone: Comment) -> None:
    db.rollback()
    assert db.scalar(select(Article.comment_count).where(Article.id == gone.article_id)) == 1
    writing()
    for each in (cast.ruth, cast.yusuf, cast.dara):
        told = [t.notice.decision for t in notices.of(db.merge(each))]
        assert all(SECRET not in (d.text.words if d and d.text else "") for d in told)
