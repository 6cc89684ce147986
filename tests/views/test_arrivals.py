"""Comments that arrive while somebody reads, one's own and what was answered, quoting, the feed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from flask.testing import FlaskClient

from domain import comments, decisions, muted
from domain.decisions import Act, Verdict
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import HTMX

from .conversation import PAGE, POST, field, is_htmx
from .conversation import Act as Doing

NEW = f"{POST}/new"
ATOM = "{http://www.w3.org/2005/Atom}"


def line(client: FlaskClient, since: int) -> str:
    """What the line says, without markup."""
    response = client.get(f"{NEW}?since={since}", headers=HTMX)
    assert response.status_code == 200
    return re.sub(r"<[^>]+>|\s+", " ", response.text).strip()


def test_the_line_tells_how_many_and_nothing_where_there_are_none(
    client: FlaskClient, cast: Cast
) -> None:
    for _ in range(3):
        cast.comment(cast.yusuf, cast.article)
    assert line(client, 0) == "3 new comments"
    assert line(client, 2) == "1 new comment"
    assert line(client, 3) == ""


def test_the_page_begins_where_it_was_made(client: FlaskClient, cast: Cast) -> None:
    cast.comment(cast.yusuf, cast.article)
    page = client.get(PAGE).text
    assert f'data-hx-get="{NEW}?since=1&amp;order=oldest"' in page
    assert "new comment" not in page


def test_asking_again_costs_strangers_nothing(client: FlaskClient, cast: Cast) -> None:
    cast.comment(cast.yusuf, cast.article)
    first = client.get(f"{NEW}?since=1", headers=HTMX)
    again = client.get(f"{NEW}?since=1", headers={**HTMX, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    cast.comment(cast.yusuf, cast.article)
    assert line(client, 1) == "1 new comment"


def test_each_is_put_where_it_belongs(client: FlaskClient, cast: Cast) -> None:
    root = cast.comment(cast.yusuf, cast.article)
    reply, other = cast.comment(cast.nour, root), cast.comment(cast.nour, cast.article)
    below = cast.comment(cast.yusuf, other)
    for order, where in (("oldest", "#comments-list"), ("newest", "#comments-new")):
        html = client.get(f"{NEW}?since=1&show=yes&order={order}", headers=HTMX).text
        parts = re.findall(r'<hx-partial data-hx-target="([^"]+)".*?</hx-partial>', html, re.DOTALL)
        assert parts[0] == where
        assert parts[1].startswith(f"#comment-replies-{root.id}:")
        assert len(parts) == 3, "the answer to the new thread came with it"
        for each in (reply, other, below):
            assert html.count(f'<article id="comment-{each.id}"') == 1
        assert f"since=4&amp;order={order}" in html


def test_without_scripts_it_is_a_page(client: FlaskClient, cast: Cast) -> None:
    said = [cast.comment(cast.yusuf, cast.article).id for _ in range(3)]
    page = client.get(f"{NEW}?since=1").text
    assert re.findall(r'<article id="comment-(\d+)"', page) == [str(each) for each in said[1:]]


def test_neither_ones_own_nor_what_is_hidden_is_new(client: FlaskClient, cast: Cast) -> None:
    cast.comment(cast.ruth, cast.article)
    hidden = cast.comment(cast.nour, cast.article)
    decisions.decide(cast.mira, hidden, Verdict(Act.HIDE, "spam"), seen=hidden.turns)
    db.commit()
    cast.log_in(client, cast.ruth)
    assert line(client, 0) == ""
    assert f"comment-{hidden.id}" not in client.get(f"{NEW}?since=0").text


@pytest.mark.parametrize("since", ["", "x", "-1", "9999999999"])
def test_a_page_that_was_never_made_is_not_there(
    client: FlaskClient, cast: Cast, since: str
) -> None:
    cast.article  # noqa: B018
    assert client.get(f"{NEW}?since={since}").status_code == 404


def test_a_reply_may_begin_with_a_quotation(client: FlaskClient, cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article, "A lamp.\n\n> An older word.\n\nTwo lamps.")
    text = field(client.get(f"{POST}?reply={said.id}&quote=yes"))
    assert text == "&gt; A lamp.\n&gt;\n&gt; Two lamps.\n\n"


def test_quoting_keeps_what_was_typed(client: FlaskClient, cast: Cast, act: Doing) -> None:
    said = cast.comment(cast.nour, cast.article, "A lamp.")
    cast.log_in(client, cast.ruth)
    form = {"body": "I typed this.", "in_reply_to": str(said.id), "quote": "yes"}
    response = client.post(POST, data=form, **act)
    assert response.status_code == 200
    assert ("<html" in response.text) is not is_htmx(act)
    assert field(response) == "&gt; A lamp.\n\nI typed this."
    assert comments.discussion(cast.ruth, cast.article).threads[0].replies == []


@pytest.mark.parametrize(
    ("passage", "quoted"),
    [
        ("two lamps", "&gt; two lamps"),
        ("  two\r\n lamps ", "&gt; two\n&gt; lamps"),
        ("A *lamp*", "&gt; A \\*lamp\\*"),
        ("never said", "&gt; A \\*lamp\\*,\n&gt; **two** lamps."),
        ("lamps. <script>", "&gt; A \\*lamp\\*,\n&gt; **two** lamps."),
        ("yes", "&gt; A \\*lamp\\*,\n&gt; **two** lamps."),
        ("", "&gt; A \\*lamp\\*,\n&gt; **two** lamps."),
        ("two " * 9_000, "&gt; A \\*lamp\\*,\n&gt; **two** lamps."),
    ],
)
def test_a_passage_is_quoted_if_it_was_said(
    client: FlaskClient, cast: Cast, act: Doing, passage: str, quoted: str
) -> None:
    said = cast.comment(cast.nour, cast.article, "A \\*lamp\\*,\n**two** lamps.")
    asked = client.get(POST, query_string={"reply": said.id, "quote": passage})
    form = {"body": "I typed this.", "in_reply_to": str(said.id), "quote": passage}
    sent = client.post(POST, data=form, **act)
    assert (asked.status_code, sent.status_code) == (200, 200)
    assert field(asked) == f"{quoted}\n\n"
    assert field(sent) == f"{quoted}\n\nI typed this."


def test_a_long_passage_is_shortened_as_a_comment_is(client: FlaskClient, cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article, "word " * 1500)
    form = {"body": "", "in_reply_to": str(said.id), "quote": "word " * 1400}
    text = field(client.post(POST, data=form))
    assert 900 < len(text) < 1100
    assert text.endswith("word …\n\n")


def test_a_long_comment_is_quoted_in_part(client: FlaskClient, cast: Cast) -> None:
    said = cast.comment(cast.nour, cast.article, "word " * 1500)
    text = field(client.get(f"{POST}?reply={said.id}&quote=yes"))
    assert len(text) < 1100
    assert text.endswith("word …\n\n")


def test_ones_own_comments_and_the_replies_to_them(client: FlaskClient, cast: Cast) -> None:
    mine = cast.comment(cast.ruth, cast.article, "Said by Ruth.")
    cast.comment(cast.yusuf, mine, "Answered by Yusuf.")
    cast.comment(cast.ruth, mine, "Answered by herself.")
    cast.comment(cast.nour, mine, "Answered by Nour.")
    gone = cast.comment(cast.yusuf, mine, "Hidden, that is.")
    decisions.decide(cast.mira, gone, Verdict(Act.HIDE, "spam"), seen=gone.turns)
    muted.set(cast.ruth, comments.find(cast.ruth, 4), mute=True)
    db.commit()
    cast.log_in(client, cast.ruth)
    own, replies = client.get("/account/comments").text, client.get("/account/replies").text
    assert re.findall(r"<p>(\w+ by \w+)\.</p>", own) == ["Answered by herself", "Said by Ruth"]
    assert re.findall(r"<p>(\w+ by \w+)\.</p>", replies) == ["Answered by Yusuf"]
    assert "Hidden, that is" not in replies


def test_they_go_on_by_key(client: FlaskClient, cast: Cast) -> None:
    said = [cast.comment(cast.ruth, cast.article, f"Remark {n}.").id for n in range(45)]
    cast.log_in(client, cast.ruth)
    path, seen = "/account/comments", []
    while path:
        page = client.get(path).text
        seen += re.findall(r'href="/comments/(\d+)"', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        path = found[1] if found else ""
    assert [int(number) for number in seen] == said[::-1]


def test_a_list_goes_on_before_ones_own_comments_alone(client: FlaskClient, cast: Cast) -> None:
    cast.comment(cast.ruth, cast.article)
    other = cast.comment(cast.nour, cast.article)
    cast.log_in(client, cast.ruth)
    page = client.get(f"/account/comments?before={other.id}").text
    assert "not written anything yet" in page


def test_the_feed_tells_what_everybody_sees(client: FlaskClient, cast: Cast) -> None:
    first = cast.comment(cast.ruth, cast.article, "A *lamp*.")
    hidden = cast.comment(cast.nour, first)
    decisions.decide(cast.mira, hidden, Verdict(Act.HIDE, "spam"), seen=hidden.turns)
    db.commit()
    last = cast.comment(cast.yusuf, first)
    response = client.get(f"{PAGE}/comments.atom")
    assert response.mimetype == "application/atom+xml"
    feed = ET.fromstring(response.data)  # noqa: S314 (our own)
    links = [each.find(f"{ATOM}link").get("href") for each in feed.iter(f"{ATOM}entry")]  # type: ignore[union-attr]
    assert links == [f"http://localhost/comments/{each.id}" for each in (last, first)]
    assert "<em>lamp</em>" in (feed.findall(f"{ATOM}entry")[1].findtext(f"{ATOM}content") or "")
    assert feed.findtext(f"{ATOM}title") == "Comments on The lamp in the window · The Evening Post"


def test_there_is_no_feed_where_there_are_no_comments(client: FlaskClient, cast: Cast) -> None:
    article = cast.article
    writing()
    db.merge(article).discussion = "off"  # type: ignore[assignment]
    db.commit()
    assert client.get(f"{PAGE}/comments.atom").status_code == 404
