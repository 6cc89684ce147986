"""What every test stands on: a real, migrated database of its own, the cast, a strict client."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import inspect
from werkzeug.test import TestResponse

from app import create_app
from cli import upgrade
from models import watching
from models.database import db
from settings import Settings

from .cast import Cast
from .once import once, shared
from .postgresql import Database, served
from .quickly import quickly

if TYPE_CHECKING:
    from .house.harvest import Answer

SECRET = "tests-only-and-long-enough-to-be-a-secret"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}

ENGINES = ("sqlite", "postgresql")

hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Rules and views can be tried on either database: `pytest --engine=postgresql`."""
    wanted = os.environ.get("LECTERN_TEST_ENGINE", ENGINES[0])
    parser.addoption("--engine", choices=ENGINES, default=wanted, help="the database of the tests")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked `both_engines` runs on both in every run."""
    marked = metafunc.definition.get_closest_marker("both_engines")
    if marked and "engine" in metafunc.fixturenames:
        wanted = metafunc.config.getoption("engine")
        metafunc.parametrize("engine", ENGINES if wanted == ENGINES[0] else [wanted])


@pytest.fixture(scope="session", autouse=True)
def _quickly() -> Iterator[None]:
    """Thousands of applications share what is the same in all of them."""
    with quickly():
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all migrations run and nothing in it, to be copied."""
    return once(tmp_path_factory, "migrated", _migrate) / "lectern.db"


def _migrate(folder: Path) -> None:
    url = f"sqlite:///{folder / 'lectern.db'}"
    create_app(Settings(database_url=url, secrets=(SECRET,), testing=True))
    upgrade()
    leave()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A PostgreSQL with a migrated database and nothing in it."""
    with served(shared(tmp_path_factory)) as database:
        yield database


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the database that this test runs on."""
    return str(request.config.getoption("engine"))


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this test's own, migrated and empty."""
    if engine == "postgresql":
        database = request.getfixturevalue("postgresql")
        yield database.url
        leave()
        database.empty()
    else:
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "lectern.db")
        yield f"sqlite:///{tmp_path / 'lectern.db'}"


@pytest.fixture(scope="session")
def world(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small publication that was imported, with its readers and comments."""
    from .browser.world import make

    return once(tmp_path_factory, "world", lambda folder: make(folder, migrated))


@pytest.fixture(scope="session")
def answers(
    world: Path, migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Answer]]:
    """What the small publication answers in every state, by the name of the state."""
    from .house.harvest import keep, kept

    made = once(tmp_path_factory, "harvest", lambda folder: keep(folder, world, migrated))
    return kept(made)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Limits too high to be met by chance, and a database of this test's own."""
    return Settings(
        database_url=database_url,
        var=tmp_path,
        secrets=(SECRET,),
        url="http://localhost",
        limit_login="1000 per minute",
        limit_register="1000 per minute",
        limit_comment="1000 per minute",
        limit_report="1000 per minute",
        limit_search="1000 per minute",
        limit_keeping="1000 per minute",
        limit_letter="1000 per minute",
        limit_forgot="1000 per minute",
        limit_link="1000 per minute",
        limit_code="1000 per minute",
        limit_account="1000 per minute",
        limit_download="1000 per minute",
        testing=True,
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application as it is served, on a database of its own."""
    app = create_app(settings)
    app.test_client_class = StrictClient
    yield app
    if cache := app.extensions.get("lectern-pagecache"):
        cache.close()
    leave()


@pytest.fixture
def client(app: Flask) -> StrictClient:
    """A browser without JavaScript, logged out, that refuses unsafe HTML."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def other(app: Flask) -> StrictClient:
    """A second browser."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The people and articles of the tests, made when they are first named."""
    return Cast(app)


@pytest.fixture(params=["plain", "htmx"])
def act(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The headers of one act sent twice: as a plain form and by htmx."""
    return {"headers": HTMX if request.param == "htmx" else {}}


def leave() -> None:
    """Let go of the database, whichever application was made last."""
    engine = db().get_bind()
    db.remove()
    engine.dispose()
    watching.let_go()


def hand_over() -> None:
    """End the test's unit of work before a request begins its own; its rows stay readable."""
    if db().info.get("writes"):
        db.commit()
    for row in list(db()):
        if inspect(row).expired_attributes:
            db.refresh(row)
    db.remove()


class StrictClient(FlaskClient):
    """Sends what a browser sends with a form of ours, and fails on HTML that could be an attack."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make the request as our own page would, in a unit of work of its own."""
        hand_over()
        headers = dict(kwargs.pop("headers", None) or {})
        headers.setdefault("Sec-Fetch-Site", "same-origin")
        response = super().open(*args, headers=headers, **kwargs)
        if response.mimetype == "text/html" and "Content-Encoding" not in response.headers:
            refuse_unsafe(response.get_data(as_text=True))
        return response


class _Tags(HTMLParser):
    """Finds inline handlers, styles and scripts."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in given:
            assert not name.startswith("on"), f"inline handler {name} on <{tag}>"
            assert name != "style", f"style= on <{tag}>"
            assert not re.match(r"(data-)?hx-on", name), f"{name} on <{tag}>"
        if tag == "script":
            outside = given.get("src") or given.get("type") == "application/ld+json"
            assert outside, "an inline script that is not application/ld+json"
        assert tag != "style", "an inline <style>"


def refuse_unsafe(html: str) -> None:
    """Fail on a raw `<` in an attribute value, inline handlers, `style=` and inline scripts."""
    for tag in re.finditer(
        r"<[a-zA-Z][^\s>]*(?:\s+[^\s=>\"']+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?)*", html
    ):
        for value in re.findall(r"\"([^\"]*)\"|'([^']*)'", tag.group()):
            assert "<" not in "".join(value), f"a raw < in an attribute value: {tag.group()[:200]}"
    for piece in html.split("<")[1:]:
        _refuse_unsafe_tag(f"<{piece.rpartition('>')[0] or piece}>")


@lru_cache(50_000)
def _refuse_unsafe_tag(tag: str) -> None:
    """Fail on one tag: most of them stand on every page, and are looked at once."""
    _Tags().feed(tag)
