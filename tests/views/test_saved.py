"""Saving over HTTP: each act twice, and count and list agree after each (complaint 1)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from domain import shelf
from models import Article, ArticleAddress, Saved, Status, now
from models.database import db, writing
from tests.cast import Cast

NONE = "You haven't saved any articles"


def save(client: FlaskClient, article: Article, keep: str = "yes", **more: Any) -> Any:
    headers = more.pop("headers", {})
    form = {"keep": keep, **more}
    return client.post(f"/articles/{article.slug}/saved", data=form, headers=headers)


def count(html: str) -> int:
    """What the header of a page says."""
    found = re.search(r'id="saved-count"[^>]*>.*?(\d+)', html, re.DOTALL)
    assert found, html[:500]
    return int(found[1])


def listed(client: FlaskClient) -> list[str]:
    """The headlines on every page of the list, which must agree with the count of each page."""
    found: list[str] = []
    counts: set[int] = set()
    number = 1
    while True:
        page = client.get(f"/saved?page={number}").text
        found += re.findall(r'class="saved-row".*?card-title[^>]*>(?:<a[^>]*>)?([^<]+)', page, re.S)
        counts.add(count(page))
        if 'rel="next"' not in page:
            break
        number += 1
    assert counts == {len(found)}, "the count and the list disagree"
    return found


def withdraw(article: Article) -> None:
    db.rollback()
    writing()
    db.execute(update(Article).where(Article.id == article.id).values(status=Status.WITHDRAWN))
    db.commit()


def rows() -> int:
    db.rollback()
    return len(db.scalars(select(Saved)).all())


def test_nothing_saved_says_so_and_what_to_do(client: FlaskClient, cast: Cast) -> None:
    for person in (None, cast.ruth):
        if person:
            cast.log_in(client, person)
        page = client.get("/saved").text
        assert NONE in page
        assert "Press “Save”" in page
        assert ("log in" in page) is (person is None)
    assert 'content="noindex"' in page


def test_save_and_remove(client: FlaskClient, cast: Cast, act: dict[str, Any]) -> None:
    for keep, pressed, others in (("yes", "true", 1), ("no", "false", 0)):
        response = save(client, cast.article, keep, **act)
        if act["headers"]:
            assert response.status_code == 200
            assert f'aria-pressed="{pressed}"' in response.text
            assert count(response.text) == others
            assert 'data-hx-target="#live"' in response.text
        else:
            assert response.status_code == 303
            assert response.headers["Location"] == f"/articles/{cast.article.slug}"
        page = client.get(f"/articles/{cast.article.slug}").text
        assert f'aria-pressed="{pressed}"' in page
        assert count(page) == others
        assert len(listed(client)) == others


def test_a_plain_form_leads_back_to_where_it_stood(client: FlaskClient, cast: Cast) -> None:
    headers = {"Referer": "http://localhost/sections/world?page=1"}
    assert save(client, cast.article, headers=headers).headers["Location"] == (
        "/sections/world?page=1"
    )
    elsewhere = {"Referer": "https://evil.example/articles"}
    where = save(client, cast.article, headers=elsewhere).headers["Location"]
    assert where == f"/articles/{cast.article.slug}"


def test_pressing_twice_is_as_good_as_once(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    for keep, expected in (("yes", 1), ("yes", 1), ("no", 0), ("no", 0)):
        save(client, cast.article, keep, **act)
        assert rows() == expected
        assert len(listed(client)) == expected


def test_two_tabs_agree(client: FlaskClient, cast: Cast) -> None:
    """The second tab still shows "Save": what it says happens, whatever the first one did."""
    first, second = cast.another(), cast.another()
    cast.log_in(client, cast.ruth)
    save(client, first)
    save(client, second)
    save(client, first)
    assert len(listed(client)) == 2
    save(client, first, "no")
    assert listed(client) == [second.title]


@pytest.mark.parametrize("keep", ["banana", "", "YES", "1"])
def test_anything_else_is_refused(
    client: FlaskClient, cast: Cast, act: dict[str, Any], keep: str
) -> None:
    assert save(client, cast.article, keep, **act).status_code == 422
    assert client.post(f"/articles/{cast.article.slug}/saved", **act).status_code == 422
    assert rows() == 0
    assert client.get_cookie("device") is None


@pytest.mark.parametrize("since", ["yesterday", "2026-01-01", "2026-01-01T00:00:00", "9" * 40])
def test_a_time_that_is_none_is_refused(client: FlaskClient, cast: Cast, since: str) -> None:
    assert save(client, cast.article, since=since).status_code == 422
    assert rows() == 0


def test_there_is_nothing_to_save_at_an_unknown_slug(
    client: FlaskClient, act: dict[str, Any]
) -> None:
    response = client.post("/articles/nothing-here/saved", data={"keep": "yes"}, **act)
    assert response.status_code == 404
    assert client.get_cookie("device") is None


def test_a_draft_cannot_be_saved(client: FlaskClient, cast: Cast) -> None:
    assert save(client, cast.another(status=Status.DRAFT)).status_code == 404


def test_an_old_slug_acts_on_the_article(client: FlaskClient, cast: Cast) -> None:
    cast.keep(ArticleAddress(slug="an-older-slug", article_id=cast.article.id))
    response = client.post("/articles/an-older-slug/saved", data={"keep": "yes"})
    assert response.status_code == 308
    assert response.headers["Location"].endswith(f"/articles/{cast.article.slug}/saved")
    client.post(response.headers["Location"], data={"keep": "yes"})
    assert listed(client) == [cast.article.title]


def test_another_site_saves_nothing(client: FlaskClient, cast: Cast) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert save(client, cast.article, headers=headers).status_code == 403
    assert rows() == 0
    assert client.get_cookie("device") is None


def test_a_device_is_made_when_something_is_kept_and_not_before(
    client: FlaskClient, cast: Cast
) -> None:
    save(client, cast.article, "no")
    client.get("/saved")
    assert client.get_cookie("device") is None
    response = save(client, cast.article)
    (cookie,) = response.headers.getlist("Set-Cookie")
    assert cookie.startswith("device=")
    for attribute in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"):
        assert attribute in cookie
    again = save(client, cast.another())
    assert again.headers.getlist("Set-Cookie")[0].split(";")[0] == cookie.split(";")[0]


def test_what_a_device_keeps_is_said_to_be_kept_there(client: FlaskClient, cast: Cast) -> None:
    save(client, cast.article)
    assert "Kept on this device" in client.get("/saved").text
    cast.log_in(client, cast.ruth)
    assert "Kept on this device" not in client.get("/saved").text
    assert listed(client) == [cast.article.title]


def test_a_log_in_leaves_nothing_behind(client: FlaskClient, cast: Cast) -> None:
    articles = [cast.another() for _ in range(3)]
    cast.log_in(client, cast.ruth)
    save(client, articles[0])
    client.post("/logout")
    assert listed(client) == []
    for article in articles:
        save(client, article)
    cast.log_in(client, cast.ruth)
    assert sorted(listed(client)) == sorted(article.title for article in articles)
    assert rows() == 3
    client.post("/logout")
    assert listed(client) == []


def test_two_readers_keep_each_their_own(
    client: FlaskClient, other: FlaskClient, cast: Cast
) -> None:
    cast.log_in(client, cast.ruth)
    cast.log_in(other, cast.yusuf)
    save(client, cast.article)
    assert listed(other) == []
    save(other, cast.article, "no")
    assert listed(client) == [cast.article.title]


def test_many_have_pages(client: FlaskClient, cast: Cast) -> None:
    cast.log_in(client, cast.ruth)
    for _ in range(21):
        save(client, cast.another())
    assert len(listed(client)) == 21
    assert client.get("/saved").text.count('class="saved-row"') == 20
    assert client.get("/saved?page=3").status_code == 404
    for number in ("0", "-1", "one", "9" * 30):
        assert client.get(f"/saved?page={number}").status_code == 404


def test_a_withdrawn_article_stays_and_says_so(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    save(client, cast.article)
    withdraw(cast.article)
    page = client.get("/saved").text
    assert "has withdrawn this article" in page
    assert f'href="/articles/{cast.article.slug}"' not in page
    assert listed(client) == [cast.article.title]
    assert save(client, cast.article, "no", row="yes", **act).status_code in {200, 303}
    assert listed(client) == []


def test_a_change_since_it_was_saved_is_said(client: FlaskClient, cast: Cast) -> None:
    changed = cast.another(updated_at=now() + timedelta(hours=1), update_reason="a wrong date")
    save(client, changed)
    save(client, cast.another(updated_at=now() - timedelta(days=1)))
    page = client.get("/saved").text
    assert page.count("Changed since you saved it") == 1
    assert "a wrong date" in page


def test_what_is_removed_from_the_list_can_be_put_back(
    client: FlaskClient, cast: Cast, act: dict[str, Any]
) -> None:
    older, newer = cast.another(), cast.another()
    for article in (older, newer):
        save(client, article)
    before = listed(client)
    response = save(client, older, "no", row="yes", **act)
    if act["headers"]:
        left = response.text
        assert f'id="saved-row-{older.id}"' in left
        assert count(left) == 1
    else:
        where = response.headers["Location"]
        assert where.startswith(f"/saved?removed={older.slug}&since=")
        left = client.get(where).text
    assert "Removed:" in left
    assert "Undo" in left
    assert listed(client) == [newer.title]
    since = re.search(r'name="since" value="([^"]+)"', left)
    assert since
    back = save(client, older, "yes", row="yes", since=since[1].replace("&#43;", "+"), **act)
    assert back.status_code == (200 if act["headers"] else 303)
    assert listed(client) == before, "and in its place"


def test_what_was_put_back_is_no_longer_offered(client: FlaskClient, cast: Cast) -> None:
    save(client, cast.article)
    assert "Undo" not in client.get(f"/saved?removed={cast.article.slug}").text
    assert "Undo" not in client.get("/saved?removed=nothing-here").text


def test_a_full_device_says_so(
    client: FlaskClient, cast: Cast, act: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "DEVICE_ROWS", 1)
    save(client, cast.another())
    response = save(client, cast.another(), **act)
    assert response.status_code == 409
    assert "Register or log in to keep more" in response.text
    assert len(listed(client)) == 1
