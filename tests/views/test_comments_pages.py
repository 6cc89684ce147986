"""The pages of a conversation: in order, bounded, permanent, and never another reader's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from models import Article, Comment, CommentStatus, Discussion
from models.database import db, writing
from tests.cast import Cast

PAGE = "/articles/the-lamp-in-the-window"
LIST = f"{PAGE}/comments"
HIDDEN = '<p id="comments-none" class="comments-none" hidden>'
EMPTY = "No comments on this article yet. Be the first to add your thoughts."
Act = dict[str, Any]


@pytest.fixture
def five_hundred(cast: Cast) -> list[int]:
    """Five hundred comments: 100 threads, of which the first has 401 further ones."""
    rows: list[dict[str, Any]] = []
    for thread, reply in [*((n, 0) for n in range(1, 100)), *((1, n) for n in range(1, 402))]:
        rows.append(
            {
                "id": len(rows) + 1,
                "article_id": cast.article.id,
                "reader_id": cast.yusuf.id,
                "root_id": 1 if reply else None,
                "parent_id": 1 if reply else None,
                "depth": min(reply, 1),
                "thread": thread,
                "reply": reply,
                "reply_count": 401 if (thread, reply) == (1, 0) else 0,
                "status": CommentStatus.VISIBLE,
                "markdown": "A.",
                "html": f"<p>Remark {len(rows) + 1}.</p>",
            }
        )
    writing()
    db.execute(insert(Comment), rows)
    article = db.merge(cast.article)
    article.thread_count, article.comment_count = 99, 500
    db.commit()
    return [row["id"] for row in rows]


def shown(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article id="comment-(\d+)"', html)]


def test_an_empty_conversation_invites(client: FlaskClient, cast: Cast) -> None:
    cast.article  # noqa: B018 (made when it is first named)
    page = client.get(PAGE).text
    assert re.search(rf'id="comments-none" class="comments-none">{EMPTY}<', page)
    assert '<form id="comment-form"' in page


def test_a_closed_one_says_so_and_keeps_what_was_said(client: FlaskClient, cast: Cast) -> None:
    cast.comment(cast.yusuf, cast.article, "Said in time.")
    writing()
    db.merge(cast.article).discussion = Discussion.CLOSED
    db.commit()
    for address in (PAGE, LIST):
        page = client.get(address).text
        assert "Said in time." in page
        assert re.search(r'class="comments-none">Comments on this article are closed\.<', page)
        assert EMPTY not in page
        assert "<textarea" not in page
        assert ">Reply</summary>" not in page


def test_five_hundred_comments_are_paged(client: FlaskClient, five_hundred: list[int]) -> None:
    first = client.get(PAGE).text
    assert len(shown(first)) == 25 + 10
    assert "Show 391 more replies" in first
    assert ">500 comments<" in first
    assert f'rel="next" href="{LIST}?order=oldest&amp;page=2"' in first
    assert 'rel="prev"' not in first
    roots = {n for page in range(1, 5) for n in shown(client.get(f"{LIST}?page={page}").text)}
    assert set(range(1, 100)) <= roots
    last = client.get(f"{LIST}?page=4").text
    assert shown(last) == list(range(76, 100))
    assert 'rel="next"' not in last
    assert f'rel="prev" href="{LIST}?order=oldest&amp;page=3"' in last


def test_a_page_is_whole_and_a_fragment(
    client: FlaskClient, five_hundred: list[int], act: Act
) -> None:
    response = client.get(f"{LIST}?order=newest&page=2", **act)
    assert shown(response.text)[:2] == [74, 73]
    assert 'aria-current="true"' in response.text.partition("Newest first")[0][-400:]
    if act["headers"]:
        assert response.text.startswith('<div id="comments-threads"')
        assert "autofocus" in response.text
        assert "<textarea" not in response.text  # what is being typed stays as it is
    else:
        assert "<title>Comments on The lamp in the window" in response.text
        assert "<textarea" in response.text
        assert "autofocus" not in response.text


@pytest.mark.parametrize("page", ["0", "5", "-1", "banana", "²", "1e3", "9" * 40, ""])
def test_a_page_that_is_not_there(
    client: FlaskClient, five_hundred: list[int], act: Act, page: str
) -> None:
    assert client.get(f"{LIST}?page={page}", **act).status_code == 404


def test_an_unknown_order_is_refused(client: FlaskClient, cast: Cast, act: Act) -> None:
    cast.comment(cast.yusuf, cast.article)
    assert client.get(f"{LIST}?order=loudest", **act).status_code == 422
    assert client.get(f"{LIST}?order=recommended", **act).status_code == 200


def test_more_replies_follow(client: FlaskClient, five_hundred: list[int], act: Act) -> None:
    response = client.get(f"{LIST}?thread=1&after=10", **act)
    replies = list(range(110, 160))
    if act["headers"]:
        assert shown(response.text) == replies
        assert '<article id="comment-110" class="comment" tabindex="-1" autofocus' in response.text
        assert response.text.count("autofocus") == 1
    else:
        assert shown(response.text) == [1, *replies]
        assert "<h1>Replies 11 to 60 of 401</h1>" in response.text
    assert f'href="{LIST}?thread=1&amp;after=60"' in response.text
    assert "Show 341 more replies" in response.text


@pytest.mark.parametrize(
    "query", ["thread=1&after=401", "thread=99", "thread=7&after=0", "thread=x"]
)
def test_there_are_no_more_than_there_are(
    client: FlaskClient, five_hundred: list[int], act: Act, query: str
) -> None:
    assert client.get(f"{LIST}?{query}", **act).status_code == 404


@pytest.mark.parametrize("number", [1, 25, 26, 99, 100, 109, 110, 136, 159, 160, 500])
def test_every_comment_has_an_address_that_leads_to_it(
    client: FlaskClient, five_hundred: list[int], number: int
) -> None:
    response = client.get(f"/comments/{number}")
    assert response.status_code == 302
    where, _, anchor = response.location.partition("#")
    assert anchor == f"comment-{number}"
    assert number in shown(client.get(where).text)


@pytest.mark.parametrize("number", ["4711", "0", "9" * 30])
def test_no_other_comment_has_one(client: FlaskClient, cast: Cast, number: str) -> None:
    cast.comment(cast.yusuf, cast.article)
    assert client.get(f"/comments/{number}").status_code == 404


def test_the_form_for_a_reply_is_a_page_and_a_fragment(
    client: FlaskClient, cast: Cast, act: Act
) -> None:
    number = cast.comment(cast.yusuf, cast.article, "A *question*?").id
    response = client.get(f"{LIST}?reply={number}", **act)
    assert response.status_code == 200
    assert f'<input type="hidden" name="in_reply_to" value="{number}">' in response.text
    assert "Your reply to <bdi>Yusuf Demir</bdi></label>" in response.text
    assert response.text.count("autofocus") == 1
    assert ("<em>question</em>" in response.text) is not bool(act["headers"])


@pytest.mark.parametrize("reply", ["4711", "banana", ""])
def test_there_is_no_form_for_a_reply_to_nothing(
    client: FlaskClient, cast: Cast, act: Act, reply: str
) -> None:
    cast.comment(cast.yusuf, cast.article)
    assert client.get(f"{LIST}?reply={reply}", **act).status_code == 404


def test_two_readers_never_see_each_others_buttons_or_held_words(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    cast.comment(cast.ruth, cast.article, "Said by Ruth.")
    writing()
    db.merge(cast.publication).comments = {"hold_first": 1}
    db.commit()
    cast.comment(cast.yusuf, db.merge(cast.article), "Held of Yusuf.")
    cast.log_in(client, cast.ruth)
    cast.log_in(other, cast.yusuf)
    for address in (PAGE, LIST):
        ruths, yusufs = client.get(address), other.get(address)
        assert (
            ruths.headers["Cache-Control"] == yusufs.headers["Cache-Control"] == "private, no-cache"
        )
        assert 'Commenting as <bdi class="comments-name">Ruth Adler</bdi>' in ruths.text
        assert "Yusuf" not in ruths.text
        assert "Held of Yusuf." not in ruths.text
        assert "Held of Yusuf." in yusufs.text
        assert ruths.text.count("<summary>Edit") == 1
        assert yusufs.text.count("<summary>Edit") == 1
        assert "/comments/1/edit" not in yusufs.text
        assert ruths.headers["ETag"] != yusufs.headers["ETag"]


def test_a_stranger_sees_no_buttons_and_gets_no_cookie(client: FlaskClient, cast: Cast) -> None:
    cast.comment(cast.ruth, cast.article)
    for address in (PAGE, LIST):
        response = client.get(address)
        assert "<summary>Edit" not in response.text
        assert "<summary>Withdraw" not in response.text
        assert ">Reply</summary>" in response.text
        assert "Set-Cookie" not in response.headers


def test_the_badge_of_the_author_is_shown(client: FlaskClient, cast: Cast) -> None:
    cast.comment(cast.ruth, cast.article)
    cast.comment(cast.ines, db.merge(cast.article))
    page = client.get(PAGE).text
    assert page.count('<span class="comment-badge">Author</span>') == 1
    assert "Author</span>" in page.partition("Ines Okafor</bdi></h3>")[2]


def test_a_held_comment_is_told_before_and_after(
    client: FlaskClient, other: FlaskClient, cast: Cast, act: Act
) -> None:
    writing()
    db.merge(cast.publication).comments = {"hold_first": 1}
    db.commit()
    cast.article  # noqa: B018 (made when it is first named)
    cast.log_in(client, cast.ruth)
    words = "Your first comments are read by an editor before everybody sees them."
    assert f'<p class="comments-hint">{words}</p>' in client.get(PAGE).text
    response = client.post(LIST, data={"body": "My first."}, **act)
    if act["headers"]:
        assert "Only you see this comment yet." in response.text
        assert f"Your comment is kept. {words}" in response.text
        assert re.search(r'id="comments-count"[^>]*>Comments<', response.text)
        assert HIDDEN in response.text, "it is not the first to be asked for"
    else:
        assert response.location == f"{PAGE}#comment-1"
    assert "My first." in client.get(PAGE).text
    assert HIDDEN in client.get(PAGE).text
    assert "My first." not in other.get(PAGE).text
    assert HIDDEN not in other.get(PAGE).text
    assert other.get("/comments/1").status_code == 404
    assert client.get("/comments/1").status_code == 302


def test_a_name_from_right_to_left_does_not_break_the_line(client: FlaskClient, cast: Cast) -> None:
    liat = cast.person("ליאת בן־דוד")
    cast.comment(liat, cast.article, "שלום")
    assert "<bdi>ליאת בן־דוד</bdi>" in client.get(PAGE).text


@pytest.mark.parametrize("status", [CommentStatus.REMOVED, CommentStatus.HIDDEN])
def test_what_was_removed_leaves_a_note(
    client: FlaskClient, cast: Cast, status: CommentStatus
) -> None:
    number = cast.comment(cast.ruth, cast.article, "Unkind.").id
    cast.comment(cast.yusuf, db.get_one(Comment, number), "Indeed.")
    writing()
    db.get_one(Comment, number).status = status
    db.commit()
    page = client.get(PAGE).text
    assert "Removed by the moderators" in page
    assert "Unkind." not in page
    assert "Ruth Adler" not in page
    assert "Indeed." in page


def test_the_conversation_of_a_withdrawn_article_is_gone_with_it(
    client: FlaskClient, cast: Cast, act: Act
) -> None:
    number = cast.comment(cast.ruth, cast.article).id
    writing()
    db.get_one(Article, cast.article.id).status = "withdrawn"  # type: ignore[assignment]
    db.commit()
    assert client.get(LIST, **act).status_code == 410
    assert client.get(f"/comments/{number}").status_code == 404
