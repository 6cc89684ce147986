"""Posting over HTTP: each act as a plain form and by htmx, and no text is ever lost."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from models import Article, ArticleAddress, Comment, CommentStatus, Discussion, Unfinished
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from views.installation import KEY

SLUG = "the-lamp-in-the-window"
PAGE = f"/articles/{SLUG}"
POST = f"{PAGE}/comments"
Act = dict[str, Any]


@pytest.fixture
def ruth(client: FlaskClient, cast: Cast) -> FlaskClient:
    """A browser in which Ruth is logged in, with an article to speak about."""
    cast.article  # noqa: B018 (made when it is first named)
    return cast.log_in(client, cast.ruth)


def is_htmx(act: Act) -> bool:
    return bool(act["headers"])


def said() -> int:
    db.rollback()
    return db.scalar(select(func.count(Comment.id))) or 0


def field(response: TestResponse) -> str:
    """The text that stands in the form of the answer."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.text, re.DOTALL)
    assert found, response.text[:500]
    return found[1]


def test_posting(ruth: FlaskClient, act: Act) -> None:
    response = ruth.post(POST, data={"body": "Well *said*."}, **act)
    if is_htmx(act):
        assert response.status_code == 201
        assert field(response) == ""
        assert 'hx-target="#comments-new" data-hx-swap="beforeend"' in response.text
        assert '<article id="comment-1" class="comment" tabindex="-1" autofocus' in response.text
        assert "<em>said</em>" in response.text
        assert 'class="comments-number">1</span>' in response.text
        assert re.search(r'id="comments-count"[^>]*>1 comment<', response.text)
        assert re.search(r'id="comments-none"[^>]* hidden>', response.text)
        assert re.search(r'target="#live"[^>]*>Your comment is posted\.<', response.text)
    else:
        assert response.status_code == 303
        assert response.location == f"{PAGE}#comment-1"
    assert "<em>said</em>" in ruth.get(PAGE).text


def test_the_answer_to_a_comment_is_small(ruth: FlaskClient) -> None:
    response = ruth.post(
        POST, data={"body": "Well *said*."}, headers={"HX-Request-Type": "partial"}
    )
    assert len(gzip.compress(response.data)) < 4_000


def test_replying(ruth: FlaskClient, cast: Cast, act: Act) -> None:
    parent = cast.comment(cast.yusuf, cast.article).id
    response = ruth.post(POST, data={"body": "Quite.", "in_reply_to": parent}, **act)
    if is_htmx(act):
        assert response.status_code == 201
        assert f'<details id="comment-reply-{parent}"' in response.text.split("<hx-partial")[0]
        assert f'target="#comment-replies-{parent}" data-hx-swap="beforeend"' in response.text
        assert "Reply to <bdi>Yusuf Demir</bdi>, level 2: " in response.text
        assert "autofocus" in response.text.split("<hx-partial")[1]
    else:
        assert response.location == f"{PAGE}#comment-2"
    page = ruth.get(PAGE).text
    assert page.index("Remark number 1") < page.index("Quite.")
    assert re.search(r'id="comments-count"[^>]*>2 comments<', page)


def test_an_answer_to_an_answer_says_to_whom(ruth: FlaskClient, cast: Cast, act: Act) -> None:
    root = cast.comment(cast.nour, cast.article)
    first = cast.comment(cast.yusuf, root).id
    ruth.post(POST, data={"body": "To you.", "in_reply_to": first}, **act)
    page = ruth.get(PAGE).text
    assert "Reply to <bdi>Yusuf Demir</bdi>, level 3: " in page
    assert f'href="#comment-{first}">in reply to <bdi>Yusuf Demir</bdi></a>' in page


@pytest.mark.parametrize("body", ["", " \r\n ", None])
def test_nothing_is_refused_with_words_beside_the_field_and_focus_on_it(
    ruth: FlaskClient, act: Act, body: str | None
) -> None:
    response = ruth.post(POST, data={} if body is None else {"body": body}, **act)
    assert response.status_code == 422
    textarea = re.search(r"<textarea[^>]*>", response.text)
    assert textarea
    assert 'aria-invalid="true"' in textarea[0]
    assert "autofocus" in textarea[0]
    described = re.search(r'aria-describedby="([^"]*)"', textarea[0])
    assert described
    assert "comment-form-errors" in described[1].split()
    assert re.search(r'id="comment-form-errors"[^>]*>\s*<p class="field-error">There is nothing to post', response.text)
    assert response.text.startswith("<form" if is_htmx(act) else "<!doctype")
    assert said() == 0


def test_a_text_too_long_is_refused_and_stands_there(ruth: FlaskClient, act: Act) -> None:
    body = "word " * 3_000
    response = ruth.post(POST, data={"body": body}, **act)
    assert response.status_code == 422
    assert field(response).strip() == body.strip()
    assert field(ruth.get(PAGE)).strip() == body.strip()
    assert said() == 0


def test_two_megabytes_are_refused_in_words_and_kept(ruth: FlaskClient, act: Act) -> None:
    response = ruth.post(POST, data={"body": "lamp " * 400_000}, **act)
    assert response.status_code == 413
    assert "much longer than a comment can be" in response.text
    assert field(response).startswith("lamp lamp")
    assert field(ruth.get(PAGE)).startswith("lamp lamp")
    assert said() == 0


def test_what_is_larger_still_is_refused_in_words(ruth: FlaskClient, act: Act) -> None:
    response = ruth.post(POST, data={"body": "lamp " * 900_000}, **act)
    assert response.status_code == 413
    assert "larger than this site takes" in response.text
    assert said() == 0


def test_a_nul_is_refused_in_words(ruth: FlaskClient, act: Act) -> None:
    response = ruth.post(POST, data={"body": "a\0b"}, **act)
    assert response.status_code == 422
    assert "NUL" in response.text
    assert said() == 0


def test_what_comes_from_another_site_is_refused_and_not_kept(ruth: FlaskClient) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert ruth.post(POST, data={"body": "Planted."}, headers=elsewhere).status_code == 403
    assert field(ruth.get(PAGE)) == ""
    assert said() == 0


def test_logged_out_the_text_is_kept_through_log_in(
    client: FlaskClient, cast: Cast, act: Act
) -> None:
    cast.article, cast.ruth  # noqa: B018 (made when they are first named)
    form = {"body": "Before you knew me, “quoted” & <b>bold</b>."}
    response = client.post(POST, data=form, **act)
    where = f"/login?next={PAGE}%23comment-form"
    if is_htmx(act):
        assert response.status_code == 401
        assert response.headers["HX-Redirect"] == where
    else:
        assert response.status_code == 303
        assert response.location == where
    assert "device=" in response.headers["Set-Cookie"]
    assert said() == 0
    assert field(client.get(PAGE)) == "Before you knew me, “quoted” &amp; &lt;b&gt;bold&lt;/b&gt;."
    after = {"email": cast.ruth.address, "password": PASSWORD, "next": f"{PAGE}#comment-form"}
    assert client.post("/login", data=after).location == f"{PAGE}#comment-form"
    assert field(client.get(PAGE)) == "Before you knew me, “quoted” &amp; &lt;b&gt;bold&lt;/b&gt;."
    client.post(POST, data=form, **act)
    assert field(client.get(PAGE)) == ""
    assert said() == 1


def test_logged_out_a_reply_is_kept_through_log_in(
    client: FlaskClient, cast: Cast, act: Act
) -> None:
    parent = cast.comment(cast.yusuf, cast.article).id
    form = {"body": "To you.", "in_reply_to": parent}
    response = client.post(POST, data=form, **act)
    where = f"/articles/{SLUG}/comments?reply={parent}"
    led = unquote(response.headers.get("HX-Redirect") or response.location)
    assert led == f"/login?next={where}#reply-{parent}"
    cast.log_in(client, cast.ruth)
    assert field(client.get(where)) == "To you."


def test_the_text_of_one_device_is_not_shown_to_another(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    cast.article  # noqa: B018 (made when it is first named)
    client.post(POST, data={"body": "Mine."})
    assert field(client.get(PAGE)) == "Mine."
    assert field(other.get(PAGE)) == ""


def test_somebody_without_cookies_sees_the_same_form_as_everybody(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    cast.comment(cast.yusuf, cast.article)
    first, second = client.get(PAGE), other.get(PAGE)
    assert first.data == second.data
    assert 'name="key"' not in first.text
    assert "Set-Cookie" not in first.headers
    assert "Commenting as" not in first.text


@pytest.mark.parametrize("key", [{}, {"key": "k1"}])
def test_pressing_twice_posts_once(ruth: FlaskClient, act: Act, key: dict[str, str]) -> None:
    answers = [ruth.post(POST, data={"body": "Twice.", **key}, **act) for _ in range(2)]
    assert [each.status_code for each in answers] == [201 if is_htmx(act) else 303] * 2
    assert said() == 1


def test_where_it_is_closed_it_says_so_and_keeps_the_text(
    ruth: FlaskClient, cast: Cast, act: Act
) -> None:
    closed = cast.another("Closed", discussion=Discussion.CLOSED).slug
    response = ruth.post(f"/articles/{closed}/comments", data={"body": "Late."}, **act)
    assert response.status_code == 403
    assert "Comments on this article are closed." in response.text
    assert field(response) == "Late."
    page = ruth.get(f"/articles/{closed}").text
    assert "Comments on this article are closed." in page
    assert "<textarea" not in page
    assert said() == 0


def test_where_it_is_off_there_is_nothing(ruth: FlaskClient, cast: Cast, act: Act) -> None:
    off = cast.another("Off", discussion=Discussion.OFF).slug
    assert ruth.post(f"/articles/{off}/comments", data={"body": "A."}, **act).status_code == 404
    assert ruth.get(f"/articles/{off}/comments", **act).status_code == 404
    assert 'id="comments"' not in ruth.get(f"/articles/{off}").text


def test_an_unknown_article_takes_no_comment(ruth: FlaskClient, act: Act) -> None:
    assert ruth.post("/articles/nowhere/comments", data={"body": "A."}, **act).status_code == 404


@pytest.mark.parametrize(
    ("answers", "status", "words"),
    [
        ("4711", 422, "not part of this conversation"),
        ("banana", 422, "takes a number"),
        ("elsewhere", 422, "not part of this conversation"),
        ("withdrawn", 409, "taken back"),
    ],
)
def test_what_cannot_be_answered_is_said_and_the_text_kept(
    ruth: FlaskClient, cast: Cast, act: Act, answers: str, status: int, words: str
) -> None:
    numbers = {
        "elsewhere": cast.comment(cast.yusuf, cast.another()).id,
        "withdrawn": cast.comment(cast.yusuf, cast.article).id,
    }
    writing()
    db.get_one(Comment, numbers["withdrawn"]).status = CommentStatus.WITHDRAWN
    db.commit()
    form = {"body": "Indeed.", "in_reply_to": numbers.get(answers, answers)}
    response = ruth.post(POST, data=form, **act)
    assert response.status_code == status
    assert words in response.text
    assert field(response) == "Indeed."
    assert said() == 2


def test_an_old_address_posts_under_the_article(ruth: FlaskClient, cast: Cast, act: Act) -> None:
    cast.keep(ArticleAddress(slug="the-old-lamp", article_id=cast.article.id))
    response = ruth.post("/articles/the-old-lamp/comments", data={"body": "Found."}, **act)
    assert response.status_code == 308
    assert response.location == POST
    assert ruth.get("/articles/the-old-lamp/comments?order=newest").status_code == 301
    ruth.post(response.location, data={"body": "Found."}, **act)
    assert "Found." in ruth.get(PAGE).text
    assert "Found." in ruth.get(f"{PAGE}?fbclid=abc&utm_source=x").text


def test_a_preview_posts_and_keeps_nothing(ruth: FlaskClient, act: Act) -> None:
    form = {"body": "Is *this* right?", "preview": "yes"}
    response = ruth.post(POST, data=form, **act)
    assert response.status_code == 200
    assert "<em>this</em>" in response.text
    assert "Nothing is posted yet" in response.text
    if is_htmx(act):
        assert response.text.startswith('<div id="comments-preview-comment-form"')
        assert "<textarea" not in response.text
    else:
        assert field(response) == "Is *this* right?"
    assert said() == 0
    assert db.scalar(select(func.count(Unfinished.id))) == 0


def test_a_guest_may_look_before(client: FlaskClient, cast: Cast, act: Act) -> None:
    cast.article  # noqa: B018 (made when it is first named)
    response = client.post(POST, data={"body": "Is *this* right?", "preview": "yes"}, **act)
    assert response.status_code == 200
    assert "<em>this</em>" in response.text
    assert "Set-Cookie" not in response.headers


def test_there_is_no_preview_of_nothing(ruth: FlaskClient, act: Act) -> None:
    response = ruth.post(POST, data={"body": "", "preview": "yes"}, **act)
    assert response.status_code == 422
    assert "nothing to post" in response.text


def test_too_many_are_asked_to_wait_and_the_text_is_kept(
    ruth: FlaskClient, app: Flask, act: Act
) -> None:
    app.config[KEY] = replace(app.config[KEY], limit_comment="1 per hour")
    ruth.post(POST, data={"body": "One."}, **act)
    response = ruth.post(POST, data={"body": "Two."}, **act)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert field(response) == field(ruth.get(PAGE)) == "Two."
    assert said() == 1


def test_a_preview_does_not_count_as_posting(ruth: FlaskClient, app: Flask) -> None:
    app.config[KEY] = replace(app.config[KEY], limit_comment="1 per hour")
    for _ in range(3):
        assert ruth.post(POST, data={"body": "A.", "preview": "yes"}).status_code == 200
    assert ruth.post(POST, data={"body": "A."}).status_code == 303


def test_a_comment_is_safe_in_every_answer(ruth: FlaskClient, act: Act) -> None:
    """The strict client fails on raw `<` in attributes, handlers and scripts."""
    attack = (
        "<hx-partial data-hx-target='#live'>x</hx-partial> <img src=x onerror=alert(1)>"
        '\n\n[x](https://e.org/"onmouseover="alert(1)) </textarea><script>alert(1)</script>'
        "\n\n`<b style=position:fixed>` https://e.org/<hx-x>"
    )
    for form in ({"preview": "yes"}, {}):
        answer = ruth.post(POST, data={"body": attack, **form}, **act).text
        assert "<script>alert" not in answer
        assert "<img" not in answer.partition("<textarea")[0]
    page = ruth.get(PAGE).text
    assert "&lt;hx-partial" in page
    assert "<img src=x" not in page


def test_a_failed_post_changes_no_count(ruth: FlaskClient, cast: Cast) -> None:
    number = cast.article.id
    ruth.post(POST, data={"body": ""})
    db.rollback()
    article = db.get_one(Article, number)
    assert (article.comment_count, article.thread_count) == (0, 0)
