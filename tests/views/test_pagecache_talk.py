"""Whoever has something of their own in a conversation is no ordinary reader there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app import create_app
from domain import muted, recommendations, visits
from models import Comment, Visit, now
from models.database import db, writing
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient

from .kept import KEPT
from .test_pagecache_moulds import MOULDED, text

PAGE = "/articles/the-lamp-in-the-window"


def _recommended(cast: Cast, said: Comment) -> None:
    recommendations.set(cast.ruth, said, recommend=True)


def _muted(cast: Cast, said: Comment) -> None:
    muted.set(cast.ruth, said, mute=True)


def _new(cast: Cast, said: Comment) -> None:
    visits.note(cast.ruth, cast.article, 0)
    db.get_one(Visit, (cast.ruth.id, said.article_id)).at = now() - timedelta(days=1)


@pytest.mark.parametrize(
    ("happens", "shows"),
    [
        (_recommended, 'aria-pressed="true">Recommended'),
        (_muted, '<details class="comment-muted">'),
        (_new, '<span class="comment-new">'),
    ],
)
def test_their_page_is_made_for_them(
    client: StrictClient,
    other: StrictClient,
    settings: Settings,
    cast: Cast,
    happens: Callable[[Cast, Comment], None],
    shows: str,
) -> None:
    said = cast.comment(cast.nour, cast.article)
    cast.log_in(client, cast.ruth)
    cast.log_in(other, cast.yusuf)
    assert client.get(PAGE).headers[KEPT] == MOULDED
    writing()
    happens(cast, said)
    db.commit()
    page = text(client, PAGE)
    assert shows in page
    assert shows not in text(other, PAGE)
    assert other.get(PAGE).headers[KEPT] == MOULDED
    fresh = create_app(replace(settings, cache=0)).test_client()
    for cookie in client._cookies.values():
        fresh.set_cookie(cookie.key, cookie.value)
    assert text(fresh, PAGE) == page


def test_who_has_seen_all_is_ordinary_again(client: StrictClient, cast: Cast) -> None:
    cast.comment(cast.nour, cast.article)
    cast.log_in(client, cast.ruth)
    client.post(f"{PAGE}/visit", data={"newest": "1"})
    assert client.get(PAGE).headers[KEPT] == MOULDED
    cast.comment(cast.nour, cast.article)
    assert KEPT not in client.get(PAGE).headers
