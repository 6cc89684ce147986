"""Attacks on the page cache: by what is sent, by how much of it, and by waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from domain import openly, revisions
from models import Publication
from models.database import db
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient
from views.pagecache.shelf import OVERHEAD, Kept, Shelf
from views.visitor import logged_in_by

from .conversation import PAGE
from .kept import KEPT, change

EVIL = "evil.example"
HEADERS = [
    {"Host": EVIL},
    {"X-Forwarded-Host": EVIL, "X-Forwarded-Proto": EVIL},
    {"X-Forwarded-Prefix": f"/{EVIL}"},
    {"X-Original-URL": f"/{EVIL}", "X-Rewrite-URL": f"/{EVIL}"},
    {"X-HTTP-Method-Override": "POST"},
    {"Referer": f"http://localhost/{EVIL}"},
    {"User-Agent": EVIL, "Accept-Language": EVIL, "Accept": EVIL},
    {"Cookie": f"welcome={EVIL}; reading=theme={EVIL}; x={EVIL}"},
    {"Cookie": "reading=theme=night*&theme=<b>"},
    {"HX-Request": "true", "HX-Current-URL": f"http://{EVIL}", "HX-Target": EVIL},
    {"HX-History-Restore-Request": "true", "HX-Request-Type": "partial"},
    {"Range": "bytes=0-10"},
    {"If-None-Match": f'"{EVIL}", *'},
    {"Authorization": f"Bearer {EVIL}"},
]
PATHS = ["/", PAGE, f"{PAGE}/comments", f"{PAGE}/print", "/sections/world", "/feed.atom", "/login"]


@pytest.fixture
def bare(settings: Settings) -> FlaskClient:
    """A browser at a site that keeps nothing."""
    return create_app(replace(settings, cache=0)).test_client()


@pytest.fixture
def evil(app: Flask) -> FlaskClient:
    """Whoever sends what they like, cookies included."""
    return app.test_client(use_cookies=False)


@pytest.mark.parametrize("headers", HEADERS, ids=lambda each: next(iter(each)))
def test_what_one_sends_others_do_not_get(
    evil: FlaskClient,
    client: StrictClient,
    bare: FlaskClient,
    cast: Cast,
    headers: dict[str, str],
) -> None:
    """Whoever comes first with it, the next one gets what they would get without it."""
    assert cast.article
    for path in PATHS:
        evil.get(path, headers=headers)
        evil.head(path, headers=headers)
        for _ in range(2):
            told, right = client.get(path), bare.get(path)
            assert (told.status, told.data) == (right.status, right.data)
            assert EVIL not in told.text + str(told.headers)
            assert "Set-Cookie" not in told.headers


@pytest.mark.parametrize(
    "path",
    [
        "/articles/the-lamp-in-the-window%2Fcomments",
        "//articles/the-lamp-in-the-window",
        "/articles//the-lamp-in-the-window",
        "/articles/the-lamp-in-the-window/",
        "/articles/./the-lamp-in-the-window",
        "/articles/THE-LAMP-in-the-window",
        "/articles/the-lamp-in-the-window%00",
        "/articles/the-lamp-in-the-window%FF%FE",
        "/articles/the-lamp-in-the-window%3Fpage=2",
        "/articles/the-lamp-in-the-window?page=%FF",
        "/articles/the-lamp-in-the-window/comments?page=1&page=2",
        "/articles/the-lamp-in-the-window/comments?page=%31;order=newest",
        "/articles/the-lamp-in-the-window/comments?ORDER=newest",
        "/articles/the-lamp-in-the-window/comments?order=evil",
        "/articles/the-lamp-in-the-window?" + "x" * 700,
        "/%EE%80%80name%EE%80%81",
    ],
)
def test_an_address_written_otherwise(
    client: StrictClient, bare: FlaskClient, cast: Cast, path: str
) -> None:
    assert cast.article
    for _ in range(2):
        told, right = client.get(path), bare.get(path)
        assert (told.status, told.location, told.data) == (right.status, right.location, right.data)


@pytest.mark.parametrize("name", ["session", "device"])
@pytest.mark.parametrize("value", ["", "x", "\xff"])
def test_a_cookie_of_nobody_is_somebodys(
    evil: FlaskClient, cast: Cast, name: str, value: str
) -> None:
    """A cookie that might be personal keeps an answer out, whatever it holds."""
    assert cast.article
    for _ in range(2):
        told = evil.get(PAGE, headers={"Cookie": f"{name}={value}"})
        assert told.status_code == 200
        assert KEPT not in told.headers


@pytest.mark.parametrize("cache", [0, 1_000_000])
def test_a_cookie_of_bytes_that_are_no_text(settings: Settings, cast: Cast, cache: int) -> None:
    """Whoever else is on the host may have set it, and the browser sends it with everything."""
    assert cast.article
    client = create_app(replace(settings, cache=cache)).test_client(use_cookies=False)
    for name in ("x", "reading", "welcome", "session", "device"):
        told = client.get(PAGE, headers={"Cookie": f"{name}=\xff\xfe; reading=theme=night"})
        assert told.status_code == 200
        assert ('data-theme="night"' in told.text) is (name != "reading")


def test_cookies_too_long_to_be_kept_in_mind(app: Flask) -> None:
    opened = logged_in_by(app)
    kept = opened.__closure__[0].cell_contents if opened.__closure__ else None  # type: ignore[misc]
    assert opened("x" * 100_000) is None
    assert opened("x" * 100) is None
    assert kept.cache_info().currsize == 1


def _page(size: int) -> Kept:
    stamp = revisions.Stamp((), {}, None)
    return Kept(b"x" * (size - OVERHEAD), [], '"x"', stamp, "", float("inf"), 0)


def test_words_that_are_said_once_hold_no_page_for_good() -> None:
    """Each request in new words, each page made anew since: what is gone is let go."""
    shelf = Shelf(100_000)
    for number in range(100):
        kept = _page(10_000)
        shelf.put("page", kept)
        shelf.know((f"/?n={number}",), kept)
        held = {id(each): each.size for each in shelf.by_words.values()}
        assert sum(held.values()) <= 50_000
    assert shelf.by_words


def test_the_public_log_when_a_month_begins(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    change(db.get_one(Publication, 1), comments={"public_log": True})
    for instant, next_month in (
        (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
    ):
        monkeypatch.setattr(openly, "now", lambda at=instant: at)
        heard = revisions.listen()
        assert openly.figures()[-1].month == f"{instant:%Y-%m}"
        revisions.hush()
        assert heard.until == next_month
