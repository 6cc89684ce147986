"""Unsubscribing over HTTP: no cookie, no origin, no redirect, and nothing by a look."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from domain import unsubscribing
from models import Reader, Replies
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import SECRET

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def link(cast: Cast) -> str:
    """The link in a letter to Ruth."""
    cast.gathered()
    writing()
    cast.ruth.confirmed_address = cast.ruth.address
    db.commit()
    return f"/unsubscribe/{unsubscribing.secret_for(cast.ruth, (SECRET,))}"


def chosen(reader: Reader) -> Replies:
    db.rollback()
    return db.get_one(Reader, reader.id, populate_existing=True).replies


def test_a_look_shows_a_button(client: FlaskClient, cast: Cast, link: str) -> None:
    page = client.get(link)
    assert page.status_code == 200
    assert f'method="post" action="{link}"' in page.text
    assert "ruth@example.org" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert chosen(cast.ruth) is Replies.DAILY


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin", ""])
def test_a_provider_presses_it(client: FlaskClient, cast: Cast, link: str, site: str) -> None:
    headers = Headers({"Sec-Fetch-Site": site, "Origin": "https://mail.example"})
    response = client.post(link, data=ONE_CLICK, headers=headers)
    assert response.status_code == 200, "a provider follows no redirect"
    assert "Set-Cookie" not in response.headers
    assert "No more letters about replies" in response.text
    assert chosen(cast.ruth) is Replies.NEVER


def test_it_reads_no_cookie(client: FlaskClient, cast: Cast, link: str) -> None:
    cast.log_in(client, cast.yusuf)
    page = client.post(link, data=ONE_CLICK, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 200
    assert "Yusuf" not in page.text
    assert chosen(cast.yusuf) is Replies.DAILY
    assert "Yusuf" in client.get("/account").text, "and the log in is as it was"


def test_a_wrong_one_does_nothing(client: FlaskClient, cast: Cast, link: str) -> None:
    for path in ("/unsubscribe/1-no", f"{link}x"):
        assert client.get(path).status_code == 410
        assert client.post(path, data=ONE_CLICK).status_code == 410
    assert chosen(cast.ruth) is Replies.DAILY


def test_nothing_else_is_spared_the_origin_check(client: FlaskClient, link: str) -> None:
    token = link.rpartition("/")[2]
    for path in (f"/confirm-email/{token}", f"/reset-password/{token}", "/account/notices/letters"):
        response = client.post(path, headers={"Sec-Fetch-Site": "cross-site"})
        assert response.status_code == 403, path
