"""One journey through all of it, by keyboard alone: from a stranger to a reader who was heard.

A newcomer registers, confirms, comments, waits, is answered, is removed, appeals and is heard; two
moderators with their second factors sit at the other end. With scripts, and then without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from app import create_app
from models import Publication, Reader, Role
from models.database import db, writing

from . import deskwork, newcomer
from .serving import running
from .site import Site
from .test_letters import SERVE
from .typist import Typist
from .watching import Watch
from .ways import JUNIORS, WITH, WITHOUT, Way
from .world import copy_of, leave, settings_of

SitsDown = Callable[..., Typist]


@pytest.fixture(scope="module")
def home(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on one's own computer, where a first comment is read before it is seen."""
    var = copy_of(world, tmp_path_factory.mktemp("journey"))
    create_app(settings_of(var))
    writing()
    publication = db.get_one(Publication, 1)
    publication.comments = {**publication.comments, "hold_first": 1}
    for junior in db.scalars(select(Reader).where(Reader.name.in_(JUNIORS.values()))):
        junior.role = Role.MODERATOR
    db.commit()
    leave()
    with running(var, SERVE, LECTERN_DEVELOPMENT="1") as (url, _process):
        yield url


@pytest.fixture(params=[WITH, WITHOUT], ids=["with scripts", "without"])
def way(request: pytest.FixtureRequest) -> Way:
    """With scripts on a desk, and without on a phone."""
    found: Way = request.param
    return found


@pytest.fixture
def sits_down(chromium: Browser, home: str, way: Way) -> Iterator[SitsDown]:
    """Seats somebody at a browser of their own, which was here before but if `new`.

    Pages do not fade into each other there: what is read is there at once.
    """
    watch, contexts = Watch(home), []

    def _sits_down(*, new: bool = False) -> Typist:
        options: dict[str, Any] = {"viewport": way.screen, "base_url": home, "locale": "en-GB"}
        options |= {"java_script_enabled": way.scripts, "reduced_motion": "reduce"}
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if not new:
            context.add_cookies([Site(home).welcomed()])
        watch.over(context)
        return Typist(context.new_page())

    yield _sits_down
    for context in contexts:
        context.close()
    watch.end()


def test_from_a_stranger_to_a_reader_who_was_heard(way: Way, sits_down: SitsDown) -> None:
    robin, junior, senior = sits_down(new=True), sits_down(), sits_down()
    address = f"robin-{way.decides}@example.org"
    newcomer.arrives(robin, way)
    newcomer.registers(robin, address)
    newcomer.confirms(robin, address)
    newcomer.wants_letters_at_once(robin)
    newcomer.comments(robin, way)
    deskwork.is_let_in(junior, way)
    deskwork.approves(junior, way)
    deskwork.asks(junior, way)
    newcomer.is_told(robin, way, address)
    newcomer.answers(robin, way)
    deskwork.removes(junior, way)
    newcomer.appeals(robin, way)
    deskwork.may_not_hear(junior)
    deskwork.hears(senior, way)
    newcomer.was_heard(robin, way)
    if way.scripts:
        newcomer.adds_a_passkey(robin)
        newcomer.comes_back_by_passkey(robin)
    else:
        newcomer.comes_back_by_password(robin, address)
