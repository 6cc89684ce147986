"""Whoever has something of their own in a conversation is no ordinary reader there."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from typing import cast as typed

import brotli
import pytest
import zstandard
from werkzeug.test import TestResponse

from domain import muted, recommendations, visits
from models import Article, Comment, Login, Reader, Role, Visit, now
from models.database import db, writing
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient, hand_over
from views.gaps import TALK
from views.pagecache.middleware import PageCache

from .kept import KEPT, MOULDED, TAKING_PART, change, made_anew, text, without_key

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
def test_their_conversation_is_made_for_them(
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
    assert client.get(PAGE).headers[KEPT] == TAKING_PART
    assert page == made_anew(settings, client, PAGE)


def test_who_has_seen_all_is_ordinary_again(client: StrictClient, cast: Cast) -> None:
    cast.comment(cast.nour, cast.article)
    cast.log_in(client, cast.ruth)
    client.post(f"{PAGE}/visit", data={"newest": "1"})
    assert client.get(PAGE).headers[KEPT] == MOULDED
    cast.comment(cast.nour, cast.article)
    assert client.get(PAGE).headers[KEPT] == TAKING_PART


def _read(client: StrictClient) -> TestResponse:
    return client.get(PAGE, headers={"Accept-Encoding": "identity"})


@pytest.fixture
def talker(client: StrictClient, cast: Cast) -> StrictClient:
    """Ruth's browser, who said something under the article."""
    cast.log_in(client, cast.ruth)
    cast.comment(cast.ruth, cast.article, "Said by Ruth.")
    return client


def test_the_rest_of_the_page_is_poured(
    talker: StrictClient, other: StrictClient, settings: Settings, cast: Cast
) -> None:
    for _ in range(2):
        assert _read(talker).headers[KEPT] == TAKING_PART
    assert 'href="/account"' in text(talker, PAGE)
    assert text(talker, PAGE) == made_anew(settings, talker, PAGE)
    cast.log_in(other, cast.yusuf)
    cast.comment(cast.yusuf, cast.article, "Said by Yusuf.")
    for browser, own, foreign in ((talker, "Ruth", "Yusuf"), (other, "Yusuf", "Ruth")):
        page = text(browser, PAGE)
        assert page == made_anew(settings, browser, PAGE)
        assert f'Commenting as <bdi class="comments-name">{own}' in page
        assert f'Commenting as <bdi class="comments-name">{foreign}' not in page


@pytest.mark.parametrize(
    ("encoding", "unpack"),
    [
        ("zstd", lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body)),
        ("gzip", gzip.decompress),
        ("br", brotli.decompress),
        ("", bytes),
    ],
)
def test_it_is_compressed_as_a_whole(
    talker: StrictClient, encoding: str, unpack: Callable[[bytes], bytes]
) -> None:
    found = talker.get(PAGE, headers={"Accept-Encoding": encoding or "identity"})
    assert found.headers.get("Content-Encoding", "") == encoding
    assert int(found.headers["Content-Length"]) == len(found.data)
    assert "Said by Ruth." in unpack(found.data).decode()


def test_what_changed_while_the_conversation_was_made_is_there(
    talker: StrictClient, settings: Settings, cast: Cast
) -> None:
    front = typed(PageCache, cast.app.wsgi_app)
    behind, titles = front.application, iter(["Another title."])

    def changing(environ: dict[str, Any], answer: Any) -> Iterable[bytes]:
        made = b"".join(behind(environ, answer))
        if TALK in environ and (title := next(titles, "")):
            change(db.get_one(Article, cast.article.id), title=title)
        return [made]

    assert _read(talker).headers[KEPT] == TAKING_PART
    front.application = changing
    found = _read(talker)
    assert KEPT not in found.headers
    assert "<title>Another title." in found.get_data(as_text=True)
    assert _read(talker).headers[KEPT] == TAKING_PART
    assert text(talker, PAGE) == made_anew(settings, talker, PAGE)


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Rebecca"},
        {"role": Role.MODERATOR},
        {"suspended_until": now() + timedelta(days=1)},
        {"reading": {"theme": "night"}},
    ],
)
def test_a_reader_who_changed_while_it_was_made_gets_a_page_of_one_state(
    talker: StrictClient, settings: Settings, cast: Cast, facts: dict[str, Any]
) -> None:
    front = typed(PageCache, cast.app.wsgi_app)
    behind, changes = front.application, iter([facts])

    def changing(environ: dict[str, Any], answer: Any) -> Iterable[bytes]:
        if TALK in environ and (wanted := next(changes, None)):
            change(db.get_one(Reader, cast.ruth.id), **wanted)
        return behind(environ, answer)

    front.application = changing
    found = _read(talker)
    assert KEPT not in found.headers
    expected = made_anew(settings, talker, PAGE)
    assert without_key(found.get_data(as_text=True)) == expected


def test_who_was_logged_out_while_it_was_made_gets_a_guests_page(
    talker: StrictClient, cast: Cast
) -> None:
    front = typed(PageCache, cast.app.wsgi_app)
    behind = front.application

    def ending(environ: dict[str, Any], answer: Any) -> Iterable[bytes]:
        if TALK in environ:
            hand_over()
            writing()
            db.query(Login).delete()
            db.commit()
        return behind(environ, answer)

    front.application = ending
    page = text(talker, PAGE)
    assert 'href="/account"' not in page
    assert "Commenting as" not in page


def test_nobody_can_ask_for_the_conversation_from_outside(client: StrictClient, cast: Cast) -> None:
    cast.article  # noqa: B018
    page = client.get(f"{PAGE}?{TALK}=1", headers={TALK: "1", "Lectern-Talk": "1"}).data
    assert page.startswith(b"<!doctype html>")
