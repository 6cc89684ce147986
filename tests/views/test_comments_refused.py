"""Comments that are refused, over HTTP: in words, and the text is never lost."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models import Article, Comment, CommentStatus, Discussion
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from views.installation import KEY

from .conversation import PAGE, POST, SLUG, Act, field, is_htmx, said


@pytest.fixture
def ruth(client: FlaskClient, cast: Cast) -> FlaskClient:
    """A browser in which Ruth is logged in, with an article to speak about."""
    cast.article  # noqa: B018 (made when it is first named)
    return cast.log_in(client, cast.ruth)


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
    assert re.search(
        r'id="comment-form-errors"[^>]*>\s*<p class="field-error">There is nothing to post',
        response.text,
    )
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
    where = f"/login?next={PAGE}%23comment-form-body"
    if is_htmx(act):
        assert response.status_code == 401
        assert response.headers["HX-Redirect"] == where
    else:
        assert response.status_code == 303
        assert response.location == where
    assert "device=" in response.headers["Set-Cookie"]
    assert said() == 0
    assert field(client.get(PAGE)) == "Before you knew me, “quoted” &amp; &lt;b&gt;bold&lt;/b&gt;."
    after = {"email": cast.ruth.address, "password": PASSWORD, "next": f"{PAGE}#comment-form-body"}
    assert client.post("/login", data=after).location == f"{PAGE}#comment-form-body"
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
    assert led == f"/login?next={where}#reply-{parent}-body"
    cast.log_in(client, cast.ruth)
    assert field(client.get(where)) == "To you."


def test_the_text_of_one_device_is_not_shown_to_another(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    cast.article  # noqa: B018 (made when it is first named)
    client.post(POST, data={"body": "Mine."})
    assert field(client.get(PAGE)) == "Mine."
    assert field(other.get(PAGE)) == ""


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


def test_a_failed_post_changes_no_count(ruth: FlaskClient, cast: Cast) -> None:
    number = cast.article.id
    ruth.post(POST, data={"body": ""})
    db.rollback()
    article = db.get_one(Article, number)
    assert (article.comment_count, article.thread_count) == (0, 0)
