"""Recommending, picking, muting and marking as read: each as a plain form and by htmx."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from models import Comment, Visit, now
from models.database import db, writing
from tests.cast import Cast

from .conversation import PAGE, POST, Act, is_htmx


@pytest.fixture
def said(cast: Cast) -> Comment:
    """Nour's comment, which Ruth reads."""
    return cast.comment(cast.nour, cast.article, "A remark of Nour's.")


def press(client: FlaskClient, act: Act, path: str, **form: str) -> Any:
    """Press the button, and say what the answer should be to either way of doing it."""
    response = client.post(path, data=form, **act)
    assert response.status_code == (200 if is_htmx(act) else 303), response.text
    return response


def pressed(html: str, number: int) -> str:
    found = re.search(rf'id="recommendations-press-{number}" aria-pressed="(\w+)"', html)
    assert found, html[:500]
    return found[1]


def test_a_reader_recommends_and_takes_it_back(
    client: FlaskClient, cast: Cast, said: Comment, act: Act
) -> None:
    cast.log_in(client, cast.ruth)
    path = f"/comments/{said.id}/recommendation"
    for _ in range(2):
        response = press(client, act, path, recommend="yes")
    if is_htmx(act):
        assert 'aria-pressed="true"' in response.text
        assert "Recommended." in response.text
    page = client.get(PAGE).text
    assert pressed(page, said.id) == "true"
    assert '<span class="recommendations-count">1</span>' in page
    press(client, act, path, recommend="no")
    page = client.get(PAGE).text
    assert pressed(page, said.id) == "false"
    assert "recommendations-count" not in page


def test_who_logs_in_first_finds_the_button_afterwards(
    client: FlaskClient, cast: Cast, said: Comment, act: Act
) -> None:
    cast.ruth  # noqa: B018 (made when she is first named)
    path = f"/comments/{said.id}/recommendation"
    response = client.post(path, data={"recommend": "yes"}, **act)
    if is_htmx(act):
        assert response.status_code == 401
        there = response.headers["HX-Redirect"]
    else:
        there = response.headers["Location"]
    assert there == f"/login?next={path.replace('/', '%2F')}" or there == f"/login?next={path}"
    cast.log_in(client, cast.ruth)
    page = client.get(path)
    assert page.status_code == 200
    assert pressed(page.text, said.id) == "false"
    assert "A remark of Nour" in page.text


@pytest.mark.parametrize(
    ("path", "field"), [("recommendation", "recommend"), ("pick", "pick"), ("mute", "mute")]
)
def test_what_is_neither_yes_nor_no_changes_nothing(
    client: FlaskClient, cast: Cast, said: Comment, path: str, field: str
) -> None:
    cast.log_in(client, cast.dara)
    response = client.post(f"/comments/{said.id}/{path}", data={field: "banana"})
    assert response.status_code == 422
    assert db.get_one(Comment, said.id).recommendations == 0


def test_strangers_see_the_count_and_never_who(client: FlaskClient, cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article)
    ruth = client.application.test_client()
    cast.log_in(ruth, cast.ruth)
    assert "recommendations-count" not in client.get(PAGE).text
    ruth.post(f"/comments/{said.id}/recommendation", data={"recommend": "yes"})
    stranger = client.get(PAGE).text
    assert '<span class="recommendations-count">1</span>' in stranger
    assert pressed(stranger, said.id) == "false"
    assert client.get(PAGE).headers.get("Server-Timing") == "kept"


def test_an_editor_picks(client: FlaskClient, cast: Cast, said: Comment, act: Act) -> None:
    cast.log_in(client, cast.dara)
    response = press(client, act, f"/comments/{said.id}/pick", pick="yes")
    if is_htmx(act):
        assert "Editors’ pick</span>" in response.text
    stranger = client.application.test_client()
    assert "Editors’ pick</span>" in stranger.get(PAGE).text
    picks = stranger.get(f"{POST}?show=picks").text
    assert f'id="comment-{said.id}"' in picks
    assert re.search(r'show=picks" aria-current="true"', picks)
    press(client, act, f"/comments/{said.id}/pick", pick="no")
    assert "show=picks" not in stranger.get(PAGE).text


def test_the_log_tells_of_a_pick_and_the_public_one_does_not(
    client: FlaskClient, cast: Cast, said: Comment, act: Act
) -> None:
    writing()
    cast.publication.comments = {"public_log": True}
    db.commit()
    cast.log_in(client, cast.dara)
    for pick in ("yes", "no"):
        press(client, act, f"/comments/{said.id}/pick", pick=pick)
    places = "decisions", f"people/{said.reader_id}", f"comments/{said.id}"
    for page in (client.get(f"/moderation/{place}").text for place in places):
        assert "<strong>Editors’ pick</strong>" in page
        assert "<strong>No longer an editors’ pick</strong>" in page
        assert ">Undo<" not in page
    public = client.get("/moderation-log")
    assert public.status_code == 200
    assert "pick" not in public.text.partition("<main")[2]


def test_a_reader_does_not_pick(client: FlaskClient, cast: Cast, said: Comment, act: Act) -> None:
    cast.log_in(client, cast.ruth)
    assert f"/comments/{said.id}/pick" not in client.get(PAGE).text
    response = client.post(f"/comments/{said.id}/pick", data={"pick": "yes"}, **act)
    assert response.status_code == 403


def test_an_unknown_part_is_refused(client: FlaskClient, cast: Cast) -> None:
    cast.article  # noqa: B018
    assert client.get(f"{POST}?show=loudest").status_code == 422


def test_the_muted_are_folded_for_one_reader_and_listed_in_the_account(
    client: FlaskClient, other: FlaskClient, cast: Cast, said: Comment, act: Act
) -> None:
    cast.log_in(client, cast.ruth)
    cast.log_in(other, cast.yusuf)
    press(client, act, f"/comments/{said.id}/mute", mute="yes")
    page = client.get(PAGE).text
    assert '<details class="comment-muted">' in page
    assert "A remark of Nour" in page
    for browser in (other, client.application.test_client()):
        assert "comment-muted" not in browser.get(PAGE).text
    listed = client.get("/account/muted").text
    assert "Nour Grim" in listed
    press(client, act, "/account/muted", person=str(said.reader_id))
    assert "You have muted nobody" in client.get("/account/muted").text
    assert "comment-muted" not in client.get(PAGE).text


def test_muting_tells_nobody_a_name(client: FlaskClient, cast: Cast) -> None:
    """Numbers of people cannot be tried out: muting goes by a comment, and ending shows nothing."""
    cast.log_in(client, cast.ruth)
    response = client.post("/account/muted", data={"person": str(cast.nour.id)})
    assert response.status_code == 303
    assert "Nour" not in client.get("/account/muted").text


def test_what_is_new_is_marked_until_all_is_read(
    client: FlaskClient, cast: Cast, said: Comment, act: Act
) -> None:
    cast.log_in(client, cast.ruth)
    form = {"newest": "1"}
    response = client.post(f"{PAGE}/visit", data=form, **act)
    assert response.status_code == (204 if is_htmx(act) else 303)
    writing()
    db.get_one(Visit, (cast.ruth.id, cast.article.id)).at = now() - timedelta(hours=3)
    db.commit()
    later = cast.comment(cast.nour, cast.article)
    page = client.get(PAGE).text
    assert page.count('<span class="comment-new">New</span>') == 1
    assert "comment-new" not in client.application.test_client().get(PAGE).text
    press(client, act, f"{PAGE}/visit", newest="2", all_read="yes")
    assert "comment-new" not in client.get(PAGE).text
    assert later.arrival == 2
    assert said.arrival == 1


def test_reading_notes_no_visit(client: FlaskClient, cast: Cast, said: Comment) -> None:
    cast.log_in(client, cast.ruth)
    for headers in ({}, {"Sec-Purpose": "prefetch"}):
        client.get(PAGE, headers=headers)
    assert db.get(Visit, (cast.ruth.id, said.article_id)) is None


@pytest.mark.parametrize("path", ["/comments/1/mute", f"{PAGE}/visit", "/comments/1/pick"])
def test_a_guest_is_asked_to_log_in(
    client: FlaskClient, said: Comment, act: Act, path: str
) -> None:
    form = {"mute": "yes", "pick": "yes", "newest": "1"}
    response = client.post(path, data=form, **act)
    assert said.id == 1
    where = response.headers["HX-Redirect" if is_htmx(act) else "Location"]
    assert where.startswith("/login")


def test_staff_have_a_word_beside_their_name(client: FlaskClient, cast: Cast) -> None:
    for by in (cast.mira, cast.dara, cast.ines, cast.ruth):
        cast.comment(by, cast.article)
    words = re.findall(r'<span class="comment-badge">(\w+)</span>', client.get(PAGE).text)
    assert words == ["Moderator", "Editor", "Author"]
