"""Whatever is done, every server answers what a render without a cache would, to the byte.

Two servers in processes of their own keep pages; the acts come from elsewhere. The state outlives
an example: an example is a further piece of the publication's life.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as how
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from app import create_app
from models import (
    Article,
)
from models import revisions as counted
from models.database import db
from settings import Settings
from tests.browser.serving import running
from tests.cast import Cast
from tests.conftest import StrictClient
from tests.views.life import LISTS, Life, Site


@contextmanager
def served(settings: Settings, database: str, *names: str) -> Iterator[Site]:
    """A publication that so many servers keep pages of, each in a process of its own."""
    more = {"LECTERN_DATABASE_URL": database, "LECTERN_URL": settings.url}
    app = create_app(replace(settings, cache=0))
    app.test_client_class = StrictClient
    cast = Cast(app)
    there = [cast.ruth.id, cast.yusuf.id, cast.dara.id]
    cast.article  # noqa: B018
    browser = app.test_client()
    cast.log_in(browser, cast.ruth)
    cookie = browser.get_cookie("session")
    assert cookie
    with ExitStack() as running_on:
        for name in names:
            (settings.var / name).mkdir()
        servers = [running_on.enter_context(running(settings.var / name, **more)) for name in names]
        urls = tuple(url for url, _ in servers)
        yield Site(urls, app.test_client(), there, f"session={cookie.value}")
    engine = db().get_bind()
    db.remove()
    engine.dispose()


@pytest.fixture
def site(settings: Settings, database_url: str) -> Iterator[Site]:
    with served(settings, database_url, "one", "two") as site:
        yield site


@pytest.fixture
def smaller(settings: Settings, database_url: str) -> Iterator[Site]:
    """The same with one server."""
    with served(settings, database_url, "one") as site:
        yield site


def live(site: Site, examples: int, steps: int) -> None:
    """Have the publication live for so many pieces of so many steps."""
    life = type("Life", (Life,), {"site": site})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        life,
        settings=how(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.both_engines
def test_what_is_kept_is_what_would_be_made(site: Site) -> None:
    live(site, examples=6, steps=15)


@pytest.mark.long
@pytest.mark.both_engines
def test_what_is_kept_is_what_would_be_made_for_long(site: Site) -> None:
    live(site, examples=100, steps=50)


def test_a_change_that_is_not_counted_would_be_seen(
    smaller: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The acts of this process forget that a comment belongs to an article."""
    monkeypatch.delitem(counted.OF_ARTICLE, "comment")
    monkeypatch.setitem(counted.QUIET, "article", frozenset(Article.__table__.columns.keys()))
    monkeypatch.setattr(counted, "_key_of", lambda row: "nothing")
    with pytest.raises((AssertionError, Flaky)):
        live(smaller, examples=10, steps=20)


def test_the_lists_are_there(settings: Settings, database_url: str) -> None:
    with served(settings, database_url) as site:
        for path in LISTS:
            assert site.bare.get(path).status_code == 200
