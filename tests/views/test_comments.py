"""Posting over HTTP: each act as a plain form and by htmx."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from models import ArticleAddress, Unfinished
from models.database import db
from tests.cast import Cast
from views.installation import KEY

from .conversation import PAGE, POST, Act, field, is_htmx, said


@pytest.fixture
def ruth(client: FlaskClient, cast: Cast) -> FlaskClient:
    """A browser in which Ruth is logged in, with an article to speak about."""
    cast.article  # noqa: B018 (made when it is first named)
    return cast.log_in(client, cast.ruth)


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
