"""Comments are made once for all who have no part in them, and look as if made for each alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from jinja2.exceptions import UndefinedError

from app import create_app
from domain import comments, muted, picks, recommendations, visits
from domain.comments import Own
from domain.people import Guest
from models import Comment, Discussion, Role, now
from models.database import db, writing
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient
from views.ready import Ready

from .conversation import PAGE

PEOPLE = ("stranger", "ruth", "yusuf", "nour", "mira", "dara", "ines")


def shown(app: Flask, cast: Cast, who: str) -> str:
    """The page as `who` sees it, without what is another each time."""
    client = app.test_client()
    if who != "stranger":
        cast.log_in(client, getattr(cast, who))
    html = client.get(PAGE).get_data(as_text=True)
    html = re.sub(r'name="key" value="[\w-]+"', 'name="key" value=""', html)
    return re.sub(r"\s+", " ", html).replace("> <", "><")


def alone(settings: Settings, cast: Cast, who: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page as it is made for `who` where nothing is kept and no comment is made for all."""
    monkeypatch.setattr(Own, "is_plain", lambda *_: False)
    bare = create_app(replace(settings, cache=0))
    bare.test_client_class = StrictClient
    return shown(bare, cast, who)


@pytest.fixture
def talk(cast: Cast) -> list[Comment]:
    """A conversation in which everybody has a part of another kind, but Nour."""
    began = now() - timedelta(hours=5)
    first = comments.post(cast.ruth, cast.article, "The first to *speak*.", at=began)
    answer = comments.post(cast.yusuf, cast.article, "An answer.", in_reply_to=first.id)
    deeper = comments.post(cast.ines, cast.article, "And one to that.", in_reply_to=answer.id)
    gone = comments.post(cast.ruth, cast.article, "Taken back.", in_reply_to=deeper.id)
    comments.withdraw(cast.ruth, gone)
    picks.set(cast.dara, comments.find(Guest(), answer.id), pick=True)
    recommendations.set(cast.yusuf, comments.find(Guest(), first.id), recommend=True)
    muted.set(cast.yusuf, comments.find(Guest(), deeper.id), mute=True)
    visits.note(cast.ruth, cast.article, 1)
    db.commit()
    return [first, answer, deeper, gone]


@pytest.mark.parametrize("who", PEOPLE)
def test_it_looks_as_it_would_for_one_alone(
    app: Flask,
    settings: Settings,
    cast: Cast,
    talk: list[Comment],
    who: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for other in ("stranger", "nour"):
        shown(app, cast, other)
    ready = shown(app, cast, who)
    assert alone(settings, cast, who, monkeypatch) == ready


def _renamed(cast: Cast, talk: list[Comment]) -> None:
    cast.ruth.name = "Ruth Another"


def _promoted(cast: Cast, talk: list[Comment]) -> None:
    cast.yusuf.role = Role.MODERATOR


def _edited(cast: Cast, talk: list[Comment]) -> None:
    comments.edit(cast.ines, comments.find(Guest(), talk[2].id), "And another to that.")


def _withdrawn(cast: Cast, talk: list[Comment]) -> None:
    comments.withdraw(cast.yusuf, comments.find(Guest(), talk[1].id))


def _recommended(cast: Cast, talk: list[Comment]) -> None:
    recommendations.set(cast.ines, comments.find(Guest(), talk[0].id), recommend=True)


def _not_picked(cast: Cast, talk: list[Comment]) -> None:
    picks.set(cast.dara, comments.find(Guest(), talk[1].id), pick=False)


def _closed(cast: Cast, talk: list[Comment]) -> None:
    cast.article.discussion = Discussion.CLOSED


def _elsewhere(cast: Cast, talk: list[Comment]) -> None:
    cast.publication.timezone = "Asia/Tokyo"


CHANGES = (
    *(_renamed, _promoted, _edited, _withdrawn, _recommended),
    *(_not_picked, _closed, _elsewhere),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__.strip("_"))
def test_a_change_shows_at_once(
    app: Flask,
    settings: Settings,
    cast: Cast,
    talk: list[Comment],
    change: Callable[[Cast, list[Comment]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = shown(app, cast, "nour")
    writing()
    db.add_all([cast.ruth, cast.yusuf, cast.article, cast.publication])
    change(cast, talk)
    db.commit()
    after = shown(app, cast, "nour")
    assert after != before
    assert alone(settings, cast, "nour", monkeypatch) == after


def ready_in(app: Flask) -> Ready:
    """What is ready in the process of `app`."""
    ready: Ready = app.jinja_env.globals["ready"].__self__  # type: ignore[attr-defined]
    return ready


def test_who_took_part_has_only_their_own_made(app: Flask, cast: Cast, talk: list[Comment]) -> None:
    ready = ready_in(app)
    shown(app, cast, "nour")
    made_for_all = len(ready._kept)
    assert made_for_all == len(talk)
    shown(app, cast, "ruth")
    assert len(ready._kept) == made_for_all


@pytest.mark.parametrize(
    "asked",
    [
        *("article.title", "publication.name", "person.name ~ settings", "saved_ids"),
        *("request.path", "g.person", "session.x", "config.x", "query_with(page=2)"),
    ],
)
def test_what_is_not_in_the_key_is_not_at_hand(
    app: Flask, cast: Cast, talk: list[Comment], asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    curious = app.jinja_env.from_string("{{ " + asked + " }}")
    with app.test_request_context("/?page=3"), monkeypatch.context() as patched:
        patched.setattr(app.jinja_env, "get_template", lambda _: curious)
        said = comments.said(comments.find(Guest(), talk[0].id))
        with pytest.raises(UndefinedError):
            ready_in(app).comment(said, Own(True, "guest"), "a-slug", "UTC", 0, False)


def test_they_take_so_many_bytes_and_no_more(app: Flask, cast: Cast, talk: list[Comment]) -> None:
    said = comments.said(comments.find(Guest(), talk[0].id))
    ready = Ready(app, 200_000)
    with app.test_request_context():
        for number in range(300):
            ready.comment(said._replace(id=number), Own(True, "guest"), "a-slug", "UTC", 0, False)
            assert ready.size <= 200_000
    assert 10 < len(ready._kept) < 300


def test_a_site_that_keeps_nothing_keeps_none(app: Flask, cast: Cast, talk: list[Comment]) -> None:
    said = comments.said(comments.find(Guest(), talk[0].id))
    ready = Ready(app, 0)
    with app.test_request_context():
        assert "speak" in ready.comment(said, Own(True, "guest"), "a-slug", "UTC", 0, False)
    assert not ready._kept
