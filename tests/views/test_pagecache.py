"""The page cache: what strangers are answered from it is never old, and takes bounded room."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app import create_app
from domain import comments, readers, revisions
from models import Article, Reader, now
from models.database import db, writing
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient, hand_over
from tests.views.kept import KEPT, change, is_kept, path_of
from views.pagecache import PageCache
from views.pagecache.shelf import Kept, Shelf

LISTS = [
    *("/", "/sections/world", "/topics/lamps", "/authors/ines-okafor", "/feed.atom", "/feed.json"),
    *("/sitemap.xml", "/manifest.webmanifest", "/robots.txt", "/reading-settings", "/search"),
    *("/search?q=lamp", "/search?q=lam", "/search?q=lmap", "/search?q=lamp&section=world"),
]


@pytest.fixture
def cache(app: Flask) -> PageCache:
    found: PageCache = app.extensions["lectern-pagecache"]
    return found


@pytest.mark.parametrize(
    "rest", ["", "/print", "/history", "/comments", "/comments?order=newest", "?page=1"]
)
def test_a_page_is_made_once(client: StrictClient, cast: Cast, rest: str) -> None:
    made = client.get(path_of(cast) + rest)
    kept = client.get(path_of(cast) + rest)
    assert KEPT not in made.headers
    assert KEPT in kept.headers
    assert made.data == kept.data
    assert made.headers["ETag"] == kept.headers["ETag"]
    assert "Set-Cookie" not in kept.headers


@pytest.mark.parametrize("path", LISTS)
def test_lists_and_feeds_are_made_once(client: StrictClient, cast: Cast, path: str) -> None:
    cast.article  # noqa: B018
    assert is_kept(client, path)


@pytest.mark.parametrize(
    "path", ["/nowhere", "/healthz", "/readyz", "/login", "/search?q=lamp&page=9"]
)
def test_some_answers_are_never_kept(client: StrictClient, cast: Cast, path: str) -> None:
    cast.article  # noqa: B018
    assert not is_kept(client, path)


def test_a_new_title_is_seen_at_once(client: StrictClient, cast: Cast) -> None:
    for path in ("/", path_of(cast)):
        assert is_kept(client, path)
    change(cast.article, title="Quite another title")
    for path in ("/", path_of(cast)):
        assert b"Quite another title" in client.get(path).data


def test_a_comment_is_seen_at_once_and_leaves_other_pages_kept(
    client: StrictClient, cast: Cast
) -> None:
    mine, other = path_of(cast), f"/articles/{cast.another().slug}"
    assert is_kept(client, mine)
    assert is_kept(client, other)
    cast.comment(cast.ruth, cast.article, "A remark that was not there.")
    assert b"A remark that was not there." in client.get(mine).data
    assert KEPT in client.get(other).headers


def test_the_count_on_a_card_is_right_at_once(client: StrictClient, cast: Cast) -> None:
    cast.article  # noqa: B018
    assert is_kept(client, "/")
    cast.comment(cast.ruth, cast.article)
    assert b"1 comment" in client.get("/").data


def test_a_comment_elsewhere_leaves_the_front_page_kept(client: StrictClient, cast: Cast) -> None:
    old = cast.another("Old", published_at=now() - timedelta(days=900))
    for _ in range(26):
        cast.another()
    assert is_kept(client, "/")
    cast.comment(cast.ruth, old)
    assert KEPT in client.get("/").headers


def test_a_new_name_is_seen_at_once(client: StrictClient, cast: Cast) -> None:
    cast.comment(cast.ruth, cast.article)
    assert is_kept(client, path_of(cast))
    hand_over()
    readers.rename(db.get_one(Reader, cast.ruth.id), "Ruth of the Lamps")
    db.commit()
    assert b"Ruth of the Lamps" in client.get(path_of(cast)).data


def test_what_is_withdrawn_is_gone_at_once(client: StrictClient, cast: Cast) -> None:
    assert is_kept(client, path_of(cast))
    said = cast.comment(cast.ruth, cast.article, "Words to be taken back.")
    assert is_kept(client, path_of(cast))
    hand_over()
    comments.withdraw(cast.ruth, said)
    db.commit()
    assert b"Words to be taken back." not in client.get(path_of(cast)).data
    change(cast.article, status="withdrawn")
    assert client.get(path_of(cast)).status_code == 410


def test_an_article_dated_ahead_appears_in_time(
    client: StrictClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.article  # noqa: B018
    cast.another("Dated ahead", published_at=now() + timedelta(hours=1))
    assert is_kept(client, "/")
    later = now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr("views.pagecache.middleware.time", later.timestamp)
    assert KEPT not in client.get("/").headers


def test_a_browser_that_has_it_is_told_so(client: StrictClient, cast: Cast) -> None:
    tag = client.get(path_of(cast)).headers["ETag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        response = client.get(path_of(cast), headers={"If-None-Match": known})
        assert response.status_code == 304
        assert response.data == b""
        assert response.headers["ETag"] == tag
        assert "HX-Request-Type" in response.headers["Vary"]
    assert client.get(path_of(cast), headers={"If-None-Match": '"other"'}).status_code == 200
    change(cast.article, title="Another")
    assert client.get(path_of(cast), headers={"If-None-Match": tag}).status_code == 200


def test_a_tag_is_judged_where_nothing_is_kept_too(client: StrictClient, cast: Cast) -> None:
    tag = client.get("/search?q=").headers["ETag"]
    assert client.get("/search?q=", headers={"If-None-Match": tag}).status_code == 304


def test_head_says_what_get_would(client: StrictClient, cast: Cast) -> None:
    for _ in range(2):
        response = client.head(path_of(cast))
        assert response.data == b""
        assert int(response.headers["Content-Length"]) > 1000


def test_renewing_the_epoch_empties_the_cache(client: StrictClient, cast: Cast) -> None:
    assert is_kept(client, path_of(cast))
    hand_over()
    revisions.renew()
    db.commit()
    assert KEPT not in client.get(path_of(cast)).headers


def test_a_change_past_the_rows_is_seen(client: StrictClient, cast: Cast) -> None:
    assert is_kept(client, path_of(cast))
    hand_over()
    writing()
    db.execute(update(Article).values(title="All of them"))
    db.commit()
    assert b"All of them" in client.get(path_of(cast)).data


def test_many_at_once_have_one_page_made(app: Flask, cast: Cast) -> None:
    path, made = path_of(cast), []

    @app.before_request
    def note() -> None:
        made.append(1)

    hand_over()
    gate = threading.Barrier(8)

    def ask() -> None:
        gate.wait()
        assert app.test_client().get(path).status_code == 200
        app.extensions["lectern-pagecache"].close()
        db.remove()

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(made) == 1


@pytest.fixture
def broken(cache: PageCache) -> Callable[[], None]:
    """Has the database be out of reach for the cache."""

    def breaks() -> None:
        cache.close()
        cache.database = "sqlite:////nowhere/at/all.db"

    return breaks


def test_without_the_database_it_serves_what_it_has_for_a_quarter_of_an_hour(
    client: StrictClient,
    cast: Cast,
    broken: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert is_kept(client, path_of(cast))
    checked = now()
    broken()
    assert KEPT in client.get(path_of(cast)).headers
    for minutes, is_there in ((14, True), (16, False)):
        later = checked + timedelta(minutes=minutes)
        monkeypatch.setattr("views.pagecache.middleware.time", later.timestamp)
        assert (KEPT in client.get(path_of(cast)).headers) is is_there


def test_a_database_that_comes_back_is_found(
    client: StrictClient,
    cast: Cast,
    cache: PageCache,
    broken: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = cache.database
    assert is_kept(client, path_of(cast))
    broken()
    client.get(path_of(cast))
    cache.database = url
    later = now() + timedelta(seconds=5)
    monkeypatch.setattr("views.pagecache.middleware.time", later.timestamp)
    change(cast.article, title="Changed while it was away")
    assert b"Changed while it was away" in client.get(path_of(cast)).data


def test_it_keeps_no_more_bytes_than_it_may() -> None:
    shelf = Shelf(100_000)
    stamp = revisions.Stamp((), {}, None)
    for number in range(200):
        shelf.put(number, Kept(b"x" * 2000, [], "", stamp, "", 0, 0))
        assert shelf.size <= 100_000
    assert shelf.find(199)
    assert shelf.find(0) is None
    shelf.put("huge", Kept(b"x" * 90_000, [], "", stamp, "", 0, 0))
    assert shelf.find("huge") is None


def test_what_is_used_outlasts_what_is_not() -> None:
    shelf = Shelf(100_000)
    stamp = revisions.Stamp((), {}, None)
    for number in range(200):
        shelf.put(number, Kept(b"x" * 2000, [], "", stamp, "", 0, 0, was_used=False))
        if used := shelf.find(0):
            used.was_used = True
    assert shelf.find(0)


def test_a_site_without_a_cache_answers_the_same(settings: Settings, cast: Cast) -> None:
    kept = cast.app.test_client().get(path_of(cast)).data
    bare = create_app(replace(settings, cache=0))
    assert "lectern-pagecache" not in bare.extensions
    assert bare.test_client().get(path_of(cast)).data == kept
