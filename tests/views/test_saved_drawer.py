"""The drawer of saved articles, which is the list of its page beside another page."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.cast import Cast
from tests.conftest import HTMX

from .test_saved import save


def test_the_drawer_is_the_list_of_the_page(client: FlaskClient, cast: Cast) -> None:
    save(client, cast.article)
    fragment = client.get("/saved", headers=HTMX).text
    assert "<html" not in fragment
    assert 'id="saved-list"' in fragment
    assert cast.article.title in fragment
    page = client.get("/").text
    assert 'id="saved-link"' in page
    assert 'data-hx-target="#saved-list"' in page
    assert page.count('id="saved-list"') == client.get("/saved").text.count('id="saved-list"') == 1


def test_a_headline_is_no_markup(client: FlaskClient, cast: Cast) -> None:
    save(client, cast.another('<b>Bold</b> & "quoted"', slug="bold", text="<p>Plain.</p>"))
    for page in (client.get("/saved").text, client.get("/articles/bold").text):
        assert "<b>Bold" not in page
