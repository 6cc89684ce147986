"""Attacks on what others may not see, and on pages that break: nothing is told, nothing breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import create_app
from domain import reports
from models import Article, Comment, CommentStatus, Discussion
from models.database import db
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient

from .conversation import PAGE, POST
from .kept import change

HUGE = 2**63
LIMITS = ("limit_report", "limit_account", "limit_code")
WORDS = "What was said before it was gone."
GONE = [CommentStatus.HIDDEN, CommentStatus.REMOVED, CommentStatus.WITHDRAWN, CommentStatus.HELD]


@pytest.fixture(params=GONE)
def gone(request: pytest.FixtureRequest, cast: Cast) -> int:
    """The number of a comment of Nour's that was seen once, and is not any more."""
    number = cast.comment(cast.nour, cast.article, WORDS).id
    reports.make(cast.yusuf, db.get_one(Comment, number), "spam")
    db.commit()
    change(db.get_one(Comment, number), status=request.param)
    return number


def test_muting_somebody_to_learn_who_wrote_what_is_gone(
    client: StrictClient, cast: Cast, gone: int
) -> None:
    cast.log_in(client, cast.ruth)
    assert client.post(f"/comments/{gone}/mute", data={"mute": "yes"}).status_code == 404
    assert cast.nour.name not in client.get("/account/muted").text


@pytest.mark.parametrize("more", [{}, {"preview": "yes"}, {"quote": "yes"}, {"quote": WORDS}])
def test_answering_what_is_gone_to_learn_who_wrote_it(
    client: StrictClient, cast: Cast, gone: int, more: dict[str, str]
) -> None:
    cast.log_in(client, cast.ruth)
    response = client.post(POST, data={"body": "And who said so?", "in_reply_to": gone, **more})
    assert response.status_code in {200, 409}
    assert "And who said so?" in response.text
    assert cast.nour.name not in response.text
    assert WORDS not in response.text


def test_reading_what_is_gone_where_one_reported_it(
    client: StrictClient, cast: Cast, gone: int
) -> None:
    """It may read otherwise by now: its writer may have edited it, and nobody has seen it since."""
    cast.log_in(client, cast.yusuf)
    for answer in (
        client.get(f"/comments/{gone}/report"),
        client.post(f"/comments/{gone}/report", data={"reason": "spam"}, follow_redirects=True),
    ):
        assert answer.status_code == 200
        assert WORDS not in answer.text
        assert cast.nour.name not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/comments/1/report",
        "/account/notices/1/appeal",
        "/moderation/decisions",
        "/moderation/people/1/decisions",
        "/moderation/people/1/role",
        "/moderation/appeals/1",
        "/reset-password/x",
    ],
)
@pytest.mark.parametrize("is_known", [False, True])
def test_a_nul_in_a_form_that_is_not_for_them(
    client: StrictClient, cast: Cast, address: str, is_known: bool
) -> None:
    cast.comment(cast.nour, cast.article)
    if is_known:
        cast.log_in(client, cast.ruth)
    response = client.post(address, data={"note": "a\0b", "comment": "1.0"})
    assert response.status_code == 422
    assert "(NUL)" in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/comments/1/report",
        "/account/notices/1/appeal",
        "/account/name",
        "/account/address",
        "/account/passkeys",
        "/account/second-factor/authenticator/confirmation",
        "/account/second-factor/codes",
    ],
)
def test_too_many_of_a_form_that_is_not_for_them(
    settings: Settings, cast: Cast, address: str
) -> None:
    cast.comment(cast.nour, cast.article)
    strict = create_app(replace(settings, **dict.fromkeys(LIMITS, "1 per minute")))
    strict.test_client_class = StrictClient
    client = strict.test_client()
    told = [client.post(address, data={"reason": "spam", "note": "N."}) for _ in range(2)]
    assert [each.status_code for each in told] == [303, 429]
    assert int(told[1].headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    "address", ["/moderation/people/{}", "/moderation/comments/{}", "/moderation/appeals/{}"]
)
def test_a_number_that_no_database_keeps(client: StrictClient, cast: Cast, address: str) -> None:
    cast.log_in(client, cast.mira)
    assert client.get(address.format(HUGE)).status_code == 404


@pytest.mark.parametrize("number", [1, HUGE])
def test_a_stranger_who_asks_which_decisions_there_are(
    client: StrictClient, cast: Cast, number: int
) -> None:
    cast.log_in(client, cast.ruth)
    assert client.post(f"/moderation/decisions/{number}/undo").status_code == 403
    cast.log_in(client, cast.mira)
    assert client.post(f"/moderation/decisions/{number}/undo").status_code == 404


@pytest.mark.parametrize("blank", ["\u3164", "\uffa0", "\u115f", "\u1160", "\u2800"])
def test_a_name_with_a_letter_that_is_drawn_as_nothing(
    client: StrictClient, cast: Cast, blank: str
) -> None:
    assert cast.dara
    form = {"email": "new@example.org", "password": "a lamp in no window at all"}
    for name in (f"Dara Quill{blank}", f"Da{blank}ra Quill", f"Somebody{blank}"):
        assert client.post("/register", data={"name": name, **form}).status_code == 422


def test_a_root_that_a_header_names(client: StrictClient, cast: Cast) -> None:
    """Some servers take SCRIPT_NAME from a header: no link leads there, for nobody."""
    assert cast.article
    for address in ("/", PAGE):
        html = client.get(address, environ_overrides={"SCRIPT_NAME": "/evil"}).text
        assert "/evil" not in html
        assert "/evil" not in client.get(address).text


def test_replies_where_nothing_is_discussed_any_more(client: StrictClient, cast: Cast) -> None:
    cast.comment(cast.nour, cast.comment(cast.ruth, cast.article), WORDS)
    cast.log_in(client, cast.ruth)
    assert WORDS in client.get("/account/replies").text
    change(db.get_one(Article, cast.article.id), discussion=Discussion.OFF)
    assert WORDS not in client.get("/account/replies").text
