"""The header says how many notices are new: on pages from a mould and on those made in full."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from domain import comments, decisions, muted, notices
from domain.decisions import Act, Verdict
from models import Comment, Reader, now
from models.database import db
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient, hand_over
from tests.house.test_growth import tell_many
from tests.views.kept import KEPT, MOULDED, change, made_anew, text

LINE = re.compile(
    r'<p id="notices-news" class="notices-news"( hidden)?><a href="([^"]+)"[^>]*>(.+?)</a>'
)


def news(client: FlaskClient, path: str) -> str:
    """What the header of a page says of notices; nothing where the line is not shown."""
    (found,) = LINE.findall(client.get(path).get_data(as_text=True))
    is_hidden, leads, words = found
    assert leads == "/account/notices"
    assert (words == "Notices: 0 new") is bool(is_hidden)
    return "" if is_hidden else words


@pytest.fixture
def other_article(cast: Cast) -> str:
    """An article about which Ruth said nothing: it comes from a mould."""
    return f"/articles/{cast.another().slug}"


@pytest.fixture
def reply(cast: Cast) -> Comment:
    """What Yusuf answered Ruth."""
    return cast.comment(cast.yusuf, cast.comment(cast.ruth, cast.article))


@pytest.fixture
def ruth(client: StrictClient, cast: Cast, reply: Comment) -> StrictClient:
    """Ruth's browser."""
    cast.log_in(client, cast.ruth)
    return client


def decide(cast: Cast, reply: Comment, act: Act) -> None:
    """Mira decides about the reply."""
    hand_over()
    comment, mira = db.get_one(Comment, reply.id), db.get_one(Reader, cast.mira.id)
    decisions.decide(mira, comment, Verdict(act, "spam"), seen=comment.turns)
    db.commit()


def test_pages_agree_whatever_becomes_of_what_was_told(
    settings: Settings, ruth: StrictClient, cast: Cast, reply: Comment, other_article: str
) -> None:
    """Each page is asked for twice, so that what is known of a reader is asked too."""
    cast.mira  # noqa: B018 (she decides later)

    def agree(words: str) -> None:
        for path in ("/", other_article) * 2:
            answer = ruth.get(path)
            assert answer.headers[KEPT] == MOULDED
            assert news(ruth, path) == words
            assert text(ruth, path) == made_anew(settings, ruth, path)
        for path in ("/account", f"/articles/{cast.article.slug}", "/search", "/no-such-page"):
            assert news(ruth, path) == words, path

    agree("Notices: 1 new")
    decide(cast, reply, Act.HIDE)
    agree("")
    decide(cast, reply, Act.APPROVE)
    from_nour = cast.comment(cast.nour, db.get_one(Comment, reply.parent_id))
    agree("Notices: 2 new")
    hand_over()
    muted.set(db.get_one(Reader, cast.ruth.id), db.get_one(Comment, from_nour.id), mute=True)
    db.commit()
    for path in ("/", other_article):
        assert news(ruth, path) == "Notices: 1 new"
    ruth.post("/account/notices")
    for path in ("/", other_article, "/account/notices"):
        assert news(ruth, path) == ""


def test_it_is_gone_when_they_are_marked_as_read(
    ruth: StrictClient, act: dict[str, Any], other_article: str
) -> None:
    assert ruth.get("/account/notices").status_code == 200
    assert news(ruth, other_article) == "Notices: 1 new", "a reading marks nothing"
    ruth.post("/account/notices", **act)
    assert [news(ruth, path) for path in ("/", other_article, "/account/notices")] == [""] * 3


def test_nobody_reads_of_anothers(
    ruth: StrictClient, client: StrictClient, other: StrictClient, cast: Cast
) -> None:
    assert not LINE.search(other.get("/").text), "who is not logged in has none"
    cast.log_in(other, cast.yusuf)
    for _ in range(2):
        assert (news(ruth, "/"), news(other, "/")) == ("Notices: 1 new", "")


@pytest.mark.parametrize("facts", [{}, {"always_held": True}, {"banned_at": now()}])
def test_who_stands_out_is_told_too(ruth: StrictClient, cast: Cast, facts: dict[str, Any]) -> None:
    change(db.get_one(Reader, cast.ruth.id), **facts)
    assert news(ruth, "/") == "Notices: 1 new"


def test_they_are_counted_as_far_as_helps(ruth: StrictClient, cast: Cast) -> None:
    tell_many(cast, 98)
    assert news(ruth, "/") == "Notices: 99 new"
    tell_many(cast, 50)
    assert news(ruth, "/") == "Notices: 99+ new"
    assert "99+ new ones" in ruth.get("/account").text


def test_the_count_of_the_account_is_that_of_the_header(cast: Cast, reply: Comment) -> None:
    assert notices.unseen(cast.ruth) == 1
    comments.withdraw(cast.yusuf, reply)
    assert notices.unseen(cast.ruth) == 0
