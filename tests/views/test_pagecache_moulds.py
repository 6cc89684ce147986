"""A reader's page is poured from a mould, and is what would be made for that reader alone."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
import zstandard
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from domain import comments, ordinary, revisions
from models import Comment, Login, Publication, Reader, Role, now
from models.database import db
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient, hand_over
from tests.views.kept import KEPT, MOULDED, TAKING_PART, change, made_anew, path_of, text
from views.pagecache.moulds import Asking, Gap, Mould, mould_of


def of(client: FlaskClient, path: str, **headers: str) -> str:
    """How the answer came about: `moulded`, `kept`, or made for this request."""
    return client.get(path, headers=headers).headers.get(KEPT, "made")


@pytest.fixture
def bare(settings: Settings, client: StrictClient, cast: Cast) -> Callable[[str], str]:
    """A page as it is made for the same browser by a site that keeps nothing."""
    return partial(made_anew, settings, client)


@pytest.fixture
def ruth(client: StrictClient, cast: Cast) -> StrictClient:
    """Ruth's browser."""
    cast.article  # noqa: B018
    cast.log_in(client, cast.ruth)
    return client


@pytest.mark.parametrize(
    "rest", ["", "/comments", "/comments?order=newest", "/history", "/print", "?fbclid=1"]
)
def test_the_page_is_what_would_be_made(
    ruth: StrictClient, cast: Cast, bare: Callable[[str], str], rest: str
) -> None:
    cast.comment(cast.yusuf, cast.comment(cast.yusuf, cast.article))
    path = path_of(cast) + rest
    for _ in range(2):
        assert of(ruth, path) == MOULDED
    assert text(ruth, path) == bare(path)


@pytest.mark.parametrize("path", ["/", "/sections/world", "/topics/lamps", "/authors/ines-okafor"])
def test_lists_are_poured_too(ruth: StrictClient, bare: Callable[[str], str], path: str) -> None:
    assert of(ruth, path) == MOULDED
    assert text(ruth, path) == bare(path)


def test_what_is_saved_is_right(ruth: StrictClient, cast: Cast, bare: Callable[[str], str]) -> None:
    other = cast.another()
    for keep in ("yes", "no", "yes"):
        ruth.post(f"/articles/{other.slug}/saved", data={"keep": keep})
        for path in ("/", path_of(cast), f"/articles/{other.slug}"):
            assert of(ruth, path) == MOULDED
            assert text(ruth, path) == bare(path)


def test_a_name_is_escaped(ruth: StrictClient, cast: Cast, bare: Callable[[str], str]) -> None:
    change(db.get_one(Reader, cast.ruth.id), name="<b>Ruth</b> & \"Co\" 'x'")
    assert of(ruth, path_of(cast)) == MOULDED
    assert text(ruth, path_of(cast)) == bare(path_of(cast))


def test_two_readers_get_their_own(ruth: StrictClient, other: StrictClient, cast: Cast) -> None:
    cast.log_in(other, cast.yusuf)
    ruth.post(f"{path_of(cast)}/saved", data={"keep": "yes"})
    for _ in range(2):
        hers, his = ruth.get(path_of(cast)), other.get(path_of(cast))
        assert b"Ruth Adler" in hers.data
        assert b"Yusuf Demir" in his.data
        assert b'aria-pressed="true"' in hers.data
        assert b'aria-pressed="true"' not in his.data
        assert hers.headers["ETag"] != his.headers["ETag"]
        for answer in (hers, his):
            assert answer.headers["Cache-Control"] == "private, no-cache"
            assert "Cookie" in answer.headers["Vary"]
            assert ordinary.OPEN not in answer.get_data(as_text=True)
    keys = {re.search(rb'name="key" value="([^"]+)"', ruth.get(path_of(cast)).data) for _ in "123"}
    assert len({found[1] for found in keys if found}) == 3


def test_reading_settings_of_account_and_device_are_in_force(
    ruth: StrictClient, cast: Cast, bare: Callable[[str], str]
) -> None:
    ruth.post("/reading-settings", data={"text_size": "large"})
    ruth.delete_cookie("reading")
    for cookie in ("", "theme=night", "text_size=small"):
        if cookie:
            ruth.set_cookie("reading", cookie)
        assert of(ruth, path_of(cast)) == MOULDED
        assert text(ruth, path_of(cast)) == bare(path_of(cast))
    ruth.set_cookie("reading", "text_size=small*")
    assert of(ruth, path_of(cast)) == "made"


def test_whoever_said_something_here_is_not_ordinary_here(
    ruth: StrictClient, cast: Cast, bare: Callable[[str], str]
) -> None:
    other = cast.another()
    cast.comment(cast.ruth, cast.article)
    assert of(ruth, path_of(cast)) == TAKING_PART
    assert "Withdraw" in text(ruth, path_of(cast))
    assert text(ruth, path_of(cast)) == bare(path_of(cast))
    assert of(ruth, path_of(cast) + "/comments") == "made"
    assert of(ruth, f"/articles/{other.slug}") == MOULDED


def test_a_text_that_waits_is_there(ruth: StrictClient, cast: Cast) -> None:
    assert of(ruth, path_of(cast)) == MOULDED
    ruth.post(f"{path_of(cast)}/comments", data={"body": "x" * 20_000})
    assert of(ruth, path_of(cast)) == TAKING_PART
    assert b"x" * 1000 in ruth.get(path_of(cast)).data


@pytest.mark.parametrize(
    "facts",
    [
        {"role": Role.MODERATOR},
        {"banned_at": now()},
        {"suspended_until": now() + timedelta(days=1)},
        {"always_held": True},
    ],
)
def test_who_stands_out_is_not_ordinary(
    ruth: StrictClient, cast: Cast, facts: dict[str, object]
) -> None:
    assert of(ruth, path_of(cast)) == MOULDED
    change(db.get_one(Reader, cast.ruth.id), **facts)
    assert of(ruth, path_of(cast)) == "made"


def test_a_rule_that_looks_at_the_person_makes_no_mould(ruth: StrictClient, cast: Cast) -> None:
    change(db.get_one(Publication, 1), comments={"hold_first": 2})
    assert of(ruth, path_of(cast)) == "made"
    assert b"first" in ruth.get(path_of(cast)).data


def test_who_has_logged_out_is_nobody(ruth: StrictClient, cast: Cast) -> None:
    cookies = list(ruth._cookies.values())
    assert of(ruth, path_of(cast)) == MOULDED
    ruth.post("/logout")
    for cookie in cookies:
        ruth.set_cookie(cookie.key, cookie.value)
    answer = ruth.get(path_of(cast))
    assert answer.headers.get(KEPT) is None
    assert b"Ruth Adler" not in answer.data


def test_a_log_in_that_ran_out_is_nobodys(ruth: StrictClient, cast: Cast) -> None:
    assert of(ruth, path_of(cast)) == MOULDED
    change(db.scalars(db.query(Login).statement).one(), expires_at=now() - timedelta(seconds=2))
    assert b"Ruth Adler" not in ruth.get(path_of(cast)).data


@pytest.mark.parametrize("cookie", ["", "forged", "eyJfdXNlcl9pZCI6MX0.aaaa.bbbb"])
def test_a_cookie_that_is_not_ours_is_nobodys(
    client: StrictClient, cast: Cast, cookie: str
) -> None:
    client.set_cookie("session", cookie)
    assert of(client, path_of(cast)) == "made"


def test_a_comment_is_there_at_once(
    ruth: StrictClient, cast: Cast, bare: Callable[[str], str]
) -> None:
    assert of(ruth, path_of(cast)) == MOULDED
    said = cast.comment(cast.yusuf, cast.article, "Said meanwhile.")
    assert "Said meanwhile." in text(ruth, path_of(cast))
    hand_over()
    comments.withdraw(cast.yusuf, db.get_one(Comment, said.id))
    db.commit()
    assert text(ruth, path_of(cast)) == bare(path_of(cast))


@pytest.mark.parametrize(
    ("accepted", "unpack"),
    [("gzip", gzip.decompress), ("br, zstd, gzip", gzip.decompress), ("identity", bytes)],
)
def test_it_travels_compressed(
    ruth: StrictClient, cast: Cast, accepted: str, unpack: Callable[[bytes], bytes]
) -> None:
    packed = ruth.get(path_of(cast), headers={"Accept-Encoding": accepted})
    html = unpack(packed.data).decode()
    assert "Ruth Adler" in html
    assert html.rstrip().endswith("</html>")
    if unpack is gzip.decompress:
        assert len(packed.data) < len(html) / 2


def test_a_page_of_many_gaps_is_compressed_as_a_whole(ruth: StrictClient, cast: Cast) -> None:
    for _ in range(10):
        cast.another()
    packed = ruth.get("/", headers={"Accept-Encoding": "zstd"})
    assert packed.headers["Content-Encoding"] == "zstd"
    assert b"Ruth Adler" in zstandard.ZstdDecompressor().decompressobj().decompress(packed.data)


def test_a_list_that_has_not_changed_does_not_travel(ruth: StrictClient, cast: Cast) -> None:
    tag = ruth.get("/").headers["ETag"]
    assert ruth.get("/", headers={"If-None-Match": tag}).status_code == 304
    ruth.post(f"{path_of(cast)}/saved", data={"keep": "yes"})
    assert ruth.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_what_is_asked_for_the_ordinary_reader_makes_no_mould(cast: Cast) -> None:
    hand_over()
    heard = revisions.listen()
    said = db.query(Comment).where(Comment.reader_id == ordinary.reader({}).id)
    db.scalars(said.statement).all()
    revisions.hush()
    assert not heard.is_public


def test_what_is_saved_is_not_asked_but_by_a_gap() -> None:
    for ask in (len, bool, list, lambda saved: 1 in saved):
        with pytest.raises(LookupError):
            ask(ordinary.SAVED)
    for ask_of in (bool, str, int, lambda unread: unread > 0, lambda unread: unread == 0):
        with pytest.raises(LookupError):
            ask_of(ordinary.UNREAD)


def test_a_gap_that_is_not_known_is_not_poured() -> None:
    assert mould_of(f"<p>{ordinary.OPEN}something{ordinary.CLOSE}</p>") is None
    assert mould_of(f"<p>{ordinary.NAME}</p>")


def test_nobody_can_write_a_gap(ruth: StrictClient, cast: Cast, bare: Callable[[str], str]) -> None:
    cast.comment(cast.yusuf, cast.article, "Hello \ue000name\ue001, \ue000key\ue001 and \ue000:.")
    assert of(ruth, path_of(cast)) == MOULDED
    assert text(ruth, path_of(cast)) == bare(path_of(cast))
    assert "Hello Ruth" not in text(ruth, path_of(cast))


@given(st.lists(st.tuples(st.text(max_size=200), st.text(max_size=30)), max_size=8), st.text())
def test_what_is_joined_packed_is_what_is_joined(parts: list[tuple[str, str]], end: str) -> None:
    pieces = [piece.encode("utf-8", "replace") for piece, _ in parts] + [
        end.encode("utf-8", "replace")
    ]
    mould = Mould(pieces, [Gap("name") for _ in parts])
    filled = [part.encode("utf-8", "replace") for _, part in parts]
    assert gzip.decompress(mould.gzipped(filled)) == mould.plain(filled)


def as_bytes(words: str) -> bytes:
    return words.encode("utf-8", "replace")


def test_a_gap_is_filled_by_what_is_asked() -> None:
    reader = Asking(1, "Ruth & Co", frozenset({7}))
    assert Gap("saved", 7, b"yes", b"no").filled(reader) == b"yes"
    assert Gap("saved", 8, b"yes", b"no").filled(reader) == b"no"
    assert Gap("any", 0, b"yes", b"no").filled(reader) == b"yes"
    assert Gap("name").filled(reader) == b"Ruth &amp; Co"
    assert Gap("count").filled(reader) == b"1"
    assert Gap("unread", 0, b"yes", b"no").filled(reader) == b"no"
    told = Asking(1, "Ruth", frozenset(), 100)
    assert Gap("unread", 0, b"yes", b"no").filled(told) == b"yes"
    assert Gap("news").filled(told) == b"99+"
