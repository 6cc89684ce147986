"""Another wording and withdrawal over HTTP, each as a plain form and by htmx."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from models import Comment, CommentStatus, now
from models.database import db, writing
from tests.cast import Cast

PAGE = "/articles/the-lamp-in-the-window"
Act = dict[str, Any]


@pytest.fixture
def own(client: FlaskClient, cast: Cast) -> int:
    """The number of a comment of Ruth's, who is logged in."""
    number = cast.comment(cast.ruth, cast.article, "With a mistaek.").id
    cast.log_in(client, cast.ruth)
    return number


def is_htmx(act: Act) -> bool:
    return bool(act["headers"])


def stored(number: int) -> Comment:
    db.rollback()
    return db.get_one(Comment, number)


def test_the_form_holds_the_words_as_they_are(client: FlaskClient, own: int, act: Act) -> None:
    response = client.get(f"/comments/{own}/edit", **act)
    assert response.status_code == 200
    assert re.search(r"<textarea[^>]*autofocus>\n?With a mistaek\.</textarea>", response.text)
    assert response.text.startswith("<form" if is_htmx(act) else "<!doctype")
    assert ("data-hx-post" in response.text.partition("<textarea")[0]) is is_htmx(act)


def test_editing(client: FlaskClient, own: int, act: Act) -> None:
    response = client.post(f"/comments/{own}/edit", data={"body": "With a *mistake*."}, **act)
    if is_htmx(act):
        assert response.status_code == 200
        assert response.text.startswith(f'<article id="comment-{own}" class="comment" tabindex')
        assert "autofocus" in response.text
        assert re.search(r'target="#live"[^>]*>Your comment was changed\.<', response.text)
    else:
        assert response.location == f"{PAGE}#comment-{own}"
    page = client.get(PAGE).text
    assert "<em>mistake</em>" in page
    assert re.search(r'class="comment-edited">edited <time datetime=', page)


@pytest.mark.parametrize("body", ["", "a" * 10_001])
def test_an_edit_that_cannot_be_keeps_the_words(
    client: FlaskClient, own: int, act: Act, body: str
) -> None:
    response = client.post(f"/comments/{own}/edit", data={"body": body}, **act)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert f'id="edit-{own}"' in response.text
    assert stored(own).markdown == "With a mistaek."


def test_a_look_before_an_edit_changes_nothing(client: FlaskClient, own: int, act: Act) -> None:
    form = {"body": "Or *this*?", "preview": "yes"}
    response = client.post(f"/comments/{own}/edit", data=form, **act)
    assert response.status_code == 200
    assert "<em>this</em>" in response.text
    assert stored(own).markdown == "With a mistaek."


def test_too_late_is_said_in_words_and_the_text_is_kept(
    client: FlaskClient, own: int, act: Act
) -> None:
    writing()
    db.get_one(Comment, own).posted_at = now() - timedelta(minutes=16)
    db.commit()
    response = client.post(f"/comments/{own}/edit", data={"body": "Too late."}, **act)
    assert response.status_code == 403
    assert "for fifteen minutes" in response.text
    assert re.search(r"<textarea[^>]*>\n?Too late\.</textarea>", response.text)
    assert client.get(f"/comments/{own}/edit", **act).status_code == 403
    assert stored(own).markdown == "With a mistaek."
    assert "<summary>Edit" not in client.get(PAGE).text


def test_withdrawing(client: FlaskClient, cast: Cast, own: int, act: Act) -> None:
    answer = cast.comment(cast.yusuf, db.get_one(Comment, own), "But it was right!").id
    response = client.post(f"/comments/{own}/withdrawal", **act)
    if is_htmx(act):
        assert response.status_code == 200
        assert "Withdrawn by its writer" in response.text
        assert "autofocus" in response.text
        assert re.search(r'target="#live"[^>]*>Your comment was withdrawn\.<', response.text)
        assert re.search(r'id="comments-count"[^>]*>1 comment<', response.text)
    else:
        assert response.location == f"{PAGE}#comment-{own}"
    page = client.get(PAGE).text
    assert "mistaek" not in page
    assert "Ruth Adler</bdi></h3>" not in page
    assert "Withdrawn by its writer" in page
    assert f'id="comment-{answer}"' in page
    assert "Reply to a comment that is gone, level 2: " in page


def test_withdrawing_twice_is_harmless(client: FlaskClient, own: int, act: Act) -> None:
    codes = [client.post(f"/comments/{own}/withdrawal", **act).status_code for _ in range(2)]
    assert codes == [200 if is_htmx(act) else 303] * 2


@pytest.mark.parametrize("what", ["edit", "withdrawal"])
def test_another_reader_changes_nothing(
    other: FlaskClient, cast: Cast, own: int, act: Act, what: str
) -> None:
    cast.log_in(other, cast.nour)
    response = other.post(f"/comments/{own}/{what}", data={"body": "Mine now."}, **act)
    assert response.status_code == 403
    assert stored(own).markdown == "With a mistaek."
    assert stored(own).status is CommentStatus.VISIBLE
    assert other.get(f"/comments/{own}/edit", **act).status_code == 403


@pytest.mark.parametrize("what", ["edit", "withdrawal"])
def test_logged_out_one_is_asked_to_log_in(
    other: FlaskClient, own: int, act: Act, what: str
) -> None:
    response = other.post(f"/comments/{own}/{what}", data={"body": "Mine now."}, **act)
    assert response.status_code == (401 if is_htmx(act) else 303)
    led = response.headers.get("HX-Redirect") or response.location
    assert led.startswith("/login?next=")
    assert stored(own).markdown == "With a mistaek."


def test_an_edit_typed_before_the_log_in_ended_is_kept(
    client: FlaskClient, cast: Cast, own: int, act: Act
) -> None:
    client.delete_cookie("session")
    response = client.post(f"/comments/{own}/edit", data={"body": "Nearly lost."}, **act)
    led = response.headers.get("HX-Redirect") or response.location
    assert led == f"/login?next=/comments/{own}/edit"
    cast.log_in(client, cast.ruth)
    assert "\nNearly lost.</textarea>" in client.get(f"/comments/{own}/edit").text


@pytest.mark.parametrize("what", ["edit", "withdrawal"])
def test_what_is_not_there_cannot_be_changed(
    client: FlaskClient, own: int, act: Act, what: str
) -> None:
    response = client.post(f"/comments/4711/{what}", data={"body": "A."}, **act)
    assert response.status_code == 404


def test_spam_posted_clean_and_then_edited_is_held(
    client: FlaskClient, other: FlaskClient, cast: Cast, own: int, act: Act
) -> None:
    writing()
    db.merge(cast.publication).comments = {"hold_first": 1}
    db.commit()
    response = client.post(f"/comments/{own}/edit", data={"body": "Cheap lamps!"}, **act)
    assert response.status_code == (200 if is_htmx(act) else 303)
    mine = client.get(PAGE).text
    assert "Cheap lamps!" in mine
    assert "Only you see this comment yet." in mine
    assert "read by an editor before everybody sees them" in mine
    theirs = other.get(PAGE).text
    assert "Cheap lamps!" not in theirs
    assert "once more before everybody sees it" in theirs
    assert other.get(f"/comments/{own}").status_code == 302


def test_a_get_never_withdraws(client: FlaskClient, own: int) -> None:
    assert client.get(f"/comments/{own}/withdrawal").status_code == 405
    assert stored(own).status is CommentStatus.VISIBLE
