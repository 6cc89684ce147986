"""Where a comment is told of beside its own place: its words, and not the marks of its writing."""

from __future__ import annotations

import pytest

from domain import appeals, decisions
from domain.decisions import Act, Verdict
from models import Comment
from models.database import db
from tests.cast import Cast
from tests.conftest import StrictClient

MARKED = "*Hm, hm.* See [my shop](https://shop.example/a), a & b <i>."
WORDS = "Hm, hm. See my shop, a &amp; b &lt;i&gt;."


@pytest.fixture
def said(cast: Cast) -> Comment:
    """What Nour answered Ruth."""
    return cast.comment(cast.nour, cast.comment(cast.ruth, cast.article), MARKED)


def hidden(cast: Cast, said: Comment) -> decisions.Decision:
    """Mira hides it."""
    done = decisions.decide(cast.mira, said, Verdict(Act.HIDE, "spam"), seen=said.turns)
    db.commit()
    return done


@pytest.mark.parametrize("where", ["the queue", "the case", "the person"])
def test_moderators_read_words(client: StrictClient, cast: Cast, said: Comment, where: str) -> None:
    cast.comment(cast.ruth, said)
    cast.log_in(client, cast.mira)
    path, part = {
        "the queue": ("queues/new", '<q dir="auto">'),
        "the case": (f"comments/{said.id}", '<span dir="auto">'),
        "the person": (f"people/{cast.nour.id}", '<span dir="auto">'),
    }[where]
    page = client.get(f"/moderation/{path}").text
    assert f"{part}{WORDS}</" in page
    assert "*Hm" not in page


@pytest.mark.parametrize("who", ["is answered", "is decided about"])
def test_in_notices_one_reads_words(
    client: StrictClient, cast: Cast, said: Comment, who: str
) -> None:
    if who == "is decided about":
        hidden(cast, said)
    cast.log_in(client, cast.ruth if who == "is answered" else cast.nour)
    page = client.get("/account/notices").text
    assert f'class="notices-words" dir="auto">{WORDS}</' in page


def test_an_appeal_shows_every_sign_that_was_decided_about(
    client: StrictClient, cast: Cast, said: Comment
) -> None:
    """The address of a link among them, which nobody presses there."""
    appeal = appeals.make(cast.nour, hidden(cast, said), "It is a good shop.")
    db.commit()
    cast.log_in(client, cast.dara)
    page = client.get(f"/moderation/appeals/{appeal.id}").text
    assert "*Hm, hm.* See [my shop](https://shop.example/a), a &amp; b &lt;i&gt;.</" in page
    assert 'href="https://shop' not in page
