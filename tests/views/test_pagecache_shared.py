"""Who shares a kept page: whoever asks for the same, and nobody to whom it would say another's."""

from __future__ import annotations

import pytest
from flask import Flask, g

from domain import publication, reading, welcome
from models import Publication
from models.database import db
from tests.cast import Cast
from tests.conftest import HTMX, StrictClient
from tests.views.kept import KEPT, change, is_kept, path_of


@pytest.mark.parametrize("size", reading.CHOICES["text_size"])
def test_reading_settings_are_right_at_first_paint(
    client: StrictClient, cast: Cast, size: str
) -> None:
    client.get(path_of(cast))
    client.set_cookie("reading", f"text_size={size}&theme=night")
    for _ in range(2):
        html = client.get(path_of(cast)).get_data(as_text=True)
        assert f'data-text-size="{size}" data-theme="night"' in html
    assert KEPT in client.get(path_of(cast)).headers


def test_cookies_that_say_the_same_share_a_page(client: StrictClient, cast: Cast) -> None:
    client.set_cookie("reading", "theme=night&text_size=large")
    client.get(path_of(cast))
    client.set_cookie("reading", "text_size=large&theme=night&colour=mauve")
    client.set_cookie("of-somebody-else", "x" * 600)
    assert KEPT in client.get(path_of(cast)).headers


def test_the_acknowledgement_is_shown_to_those_who_have_not_read_it(
    client: StrictClient, other: StrictClient, cast: Cast
) -> None:
    change(cast.publication, acknowledgement="We remember.")
    assert b"welcome-note" in client.get("/").data
    client.set_cookie("welcome", welcome.mark_of(publication.current()))
    for _ in range(2):
        assert b'id="welcome-note"' not in client.get("/").data
        assert b'id="welcome-note"' in other.get("/").data
    assert KEPT in client.get("/").headers
    assert KEPT in other.get("/").headers
    change(db.get_one(Publication, 1), acknowledgement="We remember more.")
    for _ in range(2):
        for browser in (client, other):
            assert b"We remember more." in browser.get("/").data
    assert KEPT in client.get("/").headers, "an old mark shares the page of those without"


def test_nothing_that_was_not_asked_for_enters_a_page(
    app: Flask, client: StrictClient, cast: Cast
) -> None:
    """Not the Host, not the query, not a cookie, not a header: what is kept is everybody's."""
    evil = "evil.example"
    names = ("Host", "X-Forwarded-Host", "Referer", "Origin", "User-Agent", "Accept-Language")
    hostile = dict.fromkeys(names, evil)
    attack = f"{path_of(cast)}?utm_source={evil}&{evil}=1"
    client.set_cookie("reading", f"text_size={evil}")
    client.set_cookie("welcome", evil)
    poisoned = client.get(attack, headers=hostile)
    clean = app.test_client().get(path_of(cast))
    assert KEPT in clean.headers
    for answer in (poisoned, clean):
        assert evil not in answer.get_data(as_text=True)
        assert evil not in str(answer.headers)
    assert poisoned.data == clean.data


def test_names_that_no_page_asks_for_share_a_page(client: StrictClient, cast: Cast) -> None:
    assert is_kept(client, path_of(cast))
    assert KEPT in client.get(f"{path_of(cast)}?fbclid=1&utm_source=x").headers
    page = f"{path_of(cast)}/comments?order=newest&page=1"
    assert is_kept(client, page)
    swapped = f"{path_of(cast)}/comments?fbclid=1&page=1&order=newest&order=oldest"
    assert KEPT in client.get(swapped).headers


def test_two_readers_never_see_each_other(
    app: Flask, client: StrictClient, other: StrictClient, cast: Cast
) -> None:
    stranger = app.test_client()
    cast.log_in(client, cast.ruth)
    cast.log_in(other, cast.yusuf)
    for _ in range(3):
        hers, his = client.get(path_of(cast)), other.get(path_of(cast))
        nobodys = stranger.get(path_of(cast))
        assert b"Ruth Adler" in hers.data
        assert b"Ruth Adler" not in his.data
        assert b"Yusuf Demir" in his.data
        assert b"Adler" not in nobodys.data
        assert b"Demir" not in nobodys.data
        for answer in (hers, his):
            assert answer.headers.get(KEPT) != "kept"
            assert answer.headers["Cache-Control"] == "private, no-cache"
    assert KEPT in nobodys.headers


@pytest.mark.parametrize("cookie", ["session", "device"])
def test_a_personal_cookie_passes_by(client: StrictClient, cast: Cast, cookie: str) -> None:
    assert is_kept(client, path_of(cast))
    client.set_cookie(cookie, "anything")
    assert not is_kept(client, path_of(cast))


def test_whoever_asks_for_a_reader_makes_a_page_that_is_not_kept(app: Flask, cast: Cast) -> None:
    """By construction: a feature that forgets everything else cannot forget this."""

    @app.get("/careless")
    def careless() -> str:
        g.personal = True  # as `reader()` says with a personal cookie
        return "for one"

    assert not is_kept(app.test_client(), "/careless")  # type: ignore[arg-type]


def test_a_page_that_sends_a_cookie_is_not_kept(app: Flask, cast: Cast) -> None:
    @app.get("/cookie")
    def cookie() -> tuple[str, dict[str, str]]:
        return "with a cookie", {"Set-Cookie": "a=b"}

    assert not is_kept(app.test_client(), "/cookie")  # type: ignore[arg-type]


def test_page_and_fragment_are_two(client: StrictClient, cast: Cast) -> None:
    path = f"{path_of(cast)}/comments"
    page, part = client.get(path), client.get(path, headers=HTMX)
    assert b"<!doctype html>" in page.data
    assert b"<!doctype html>" not in part.data
    assert client.get(path).data == page.data
    assert client.get(path, headers=HTMX).data == part.data
    restored = {**HTMX, "HX-History-Restore-Request": "true"}
    assert client.get(path, headers=restored).data == page.data
