"""Replies: told once, to whom they answer, while everybody sees them, and by which letter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from domain import comments, decisions, muted, notices, replies
from domain.decisions import Act, Verdict
from domain.refusal import Invalid, LogInFirst
from models import (
    Article,
    Comment,
    CommentStatus,
    Discussion,
    Guest,
    Job,
    Notice,
    Reader,
    Replies,
    now,
)
from models.database import db, writing
from tests.cast import Cast
from tests.postbox import Postbox, link_of, words_of


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


@pytest.fixture
def said(cast: Cast) -> Comment:
    """What Ruth said, whose address is her own and who is told at once."""
    writing()
    cast.ruth.confirmed_address = cast.ruth.address
    cast.ruth.replies = Replies.AT_ONCE
    db.commit()
    return cast.comment(cast.ruth, cast.article, "I saw a lamp.")


@pytest.fixture
def postbox(said: Comment) -> Postbox:
    """Where the letters land."""
    assert said
    return Postbox()


def hold_everything(cast: Cast, rule: str = "all") -> None:
    writing()
    cast.publication.comments = {"hold": rule}
    db.commit()


def told(by: Reader) -> list[int | None]:
    assert notices.unseen(by) == len([t for t in notices.of(by) if t.notice.seen_at is None])
    return [each.notice.comment_id for each in notices.of(by)]


def decide(cast: Cast, comment: Comment, act: Act) -> None:
    comment = db.get_one(Comment, comment.id, populate_existing=True)
    decisions.decide(cast.mira, comment, Verdict(act, "spam"), seen=comment.turns)
    db.commit()


def test_a_reply_is_told_at_once(cast: Cast, said: Comment, postbox: Postbox) -> None:
    reply = cast.comment(cast.yusuf, said, "So did I.\n\nhttps://lamps.example")
    number = reply.id
    assert told(cast.ruth) == [number]
    assert told(cast.yusuf) == []
    (letter,) = postbox.empty()
    assert letter["To"] == "ruth@example.org"
    assert letter["Subject"] == "Yusuf Demir answered you"
    assert link_of(letter) == f"/comments/{number}"
    assert "“So did I. https://lamps.example”" in words_of(letter)
    assert 'href="https://lamps.example' not in words_of(letter, "html"), "words are no link"


def test_one_answers_oneself_in_silence(cast: Cast, said: Comment, postbox: Postbox) -> None:
    cast.comment(cast.ruth, said, "And another one.")
    assert told(cast.ruth) == []
    assert postbox.empty() == []


def test_what_is_held_is_told_when_everybody_sees_it_and_once(
    cast: Cast, said: Comment, postbox: Postbox
) -> None:
    hold_everything(cast)
    reply = cast.comment(cast.yusuf, said, "Held first.")
    number = reply.id
    assert told(cast.ruth) == []
    assert postbox.empty() == []
    for act in (Act.APPROVE, Act.HIDE, Act.APPROVE):
        decide(cast, reply, act)
    assert told(cast.ruth) == [number]
    assert len([m for m in postbox.empty() if m["To"] == "ruth@example.org"]) == 1


@pytest.mark.parametrize(
    "status", [CommentStatus.HELD, CommentStatus.HIDDEN, CommentStatus.REMOVED]
)
@pytest.mark.parametrize("how", [Replies.AT_ONCE, Replies.DAILY])
def test_what_is_no_longer_seen_is_told_by_nothing(
    cast: Cast, said: Comment, postbox: Postbox, status: CommentStatus, how: Replies
) -> None:
    choose(cast, how)
    reply = cast.comment(cast.yusuf, said)
    writing()
    db.get_one(Comment, reply.id).status = status
    db.commit()
    assert told(cast.ruth) == []
    tomorrow()
    assert postbox.empty() == []


@pytest.mark.parametrize("how", [Replies.AT_ONCE, Replies.DAILY])
def test_what_was_withdrawn_is_told_by_nothing(
    cast: Cast, said: Comment, postbox: Postbox, how: Replies
) -> None:
    choose(cast, how)
    reply = cast.comment(cast.yusuf, said)
    comments.withdraw(cast.yusuf, reply)
    db.commit()
    tomorrow()
    assert postbox.empty() == []
    assert told(cast.ruth) == []


def test_of_an_article_that_is_gone_nothing_is_told(
    cast: Cast, said: Comment, postbox: Postbox
) -> None:
    cast.comment(cast.yusuf, said)
    writing()
    db.execute(update(Article).values(discussion=Discussion.OFF))
    db.commit()
    assert told(cast.ruth) == []
    assert postbox.empty() == []


def test_nobody_is_told_by_whom_they_muted(cast: Cast, said: Comment, postbox: Postbox) -> None:
    reply = cast.comment(cast.yusuf, said, "Before she muted him.")
    number = reply.id
    muted.set(cast.ruth, reply, mute=True)
    db.commit()
    cast.comment(cast.yusuf, said, "After she muted him.")
    assert told(cast.ruth) == []
    assert postbox.empty() == []
    muted.end(cast.ruth, cast.yusuf.id)
    db.commit()
    assert told(cast.ruth) == [number], "what was said meanwhile is not told later"


def choose(cast: Cast, how: Replies) -> None:
    replies.choose(cast.ruth, how)
    db.commit()


def tomorrow() -> None:
    """The morning has come: what waits for it is due."""
    writing()
    db.execute(update(Job).values(run_at=now() - timedelta(seconds=1)))
    db.commit()


def test_a_digest_tells_of_all_once(cast: Cast, said: Comment, postbox: Postbox) -> None:
    choose(cast, Replies.DAILY)
    for number in range(3):
        cast.comment(cast.yusuf, said, f"Reply number {number}.")
    (job,) = db.scalars(select(Job))
    assert job.run_at > now()
    assert postbox.empty() == [], "not before the morning"
    tomorrow()
    (letter,) = postbox.empty()
    for number in range(3):
        assert f"Reply number {number}." in words_of(letter)
    cast.comment(cast.yusuf, said, "One more.")
    tomorrow()
    (letter,) = postbox.empty()
    assert "One more." in words_of(letter)
    assert "Reply number" not in words_of(letter)


def test_a_letter_that_is_tried_again_says_the_same(cast: Cast, said: Comment) -> None:
    class Away(Postbox):
        def send(self, message: EmailMessage) -> None:
            if not self.taken:
                self.taken.append(message)
                raise OSError("the server is away")
            super().send(message)

    cast.comment(cast.yusuf, said)
    postbox = Away()
    first = postbox.empty()
    tomorrow()
    postbox.taken = [*first]
    again = postbox.empty()
    assert [m["Message-ID"] for m in again] == [first[0]["Message-ID"]] * 2
    assert words_of(again[0]) == words_of(again[1])


def test_what_was_read_needs_no_letter(cast: Cast, said: Comment, postbox: Postbox) -> None:
    cast.comment(cast.yusuf, said)
    notices.mark_seen(cast.ruth)
    db.commit()
    assert postbox.empty() == []


def test_whoever_wants_none_gets_none(cast: Cast, said: Comment, postbox: Postbox) -> None:
    cast.comment(cast.yusuf, said, "Before she chose.")
    choose(cast, Replies.NEVER)
    cast.comment(cast.yusuf, said, "After she chose.")
    assert postbox.empty() == []
    assert len(told(cast.ruth)) == 2


def test_an_address_that_is_not_confirmed_gets_none(cast: Cast) -> None:
    cast.comment(cast.yusuf, cast.comment(cast.nour, cast.article))
    assert len(told(cast.nour)) == 1
    assert db.scalars(select(Job)).all() == []


def test_a_letter_says_how_such_letters_end(cast: Cast, said: Comment, postbox: Postbox) -> None:
    cast.comment(cast.yusuf, said)
    (letter,) = postbox.empty()
    sent = message_from_bytes(letter.as_bytes(), policy=SMTP)
    header = sent["List-Unsubscribe"]
    assert header.startswith("<http://localhost/unsubscribe/")
    assert header.strip("<>") in words_of(letter)
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"List-Unsubscribe: {header}\r\n".encode() in letter.as_bytes(), "in one line"


def test_only_one_of_three_can_be_chosen(cast: Cast) -> None:
    with pytest.raises(Invalid):
        replies.choose(cast.ruth, "hourly")
    with pytest.raises(LogInFirst):
        replies.choose(Guest(), "never")


def test_the_morning_is_that_of_the_publication(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing()
    cast.publication.timezone = "America/New_York"
    db.commit()
    for at, morning in {
        datetime(2026, 3, 7, 11, tzinfo=UTC): datetime(2026, 3, 7, 12, tzinfo=UTC),
        datetime(2026, 3, 7, 12, tzinfo=UTC): datetime(2026, 3, 8, 11, tzinfo=UTC),
        datetime(2026, 3, 7, 23, tzinfo=UTC): datetime(2026, 3, 8, 11, tzinfo=UTC),
    }.items():
        monkeypatch.setattr(replies, "now", lambda at=at: at)
        assert replies.next_morning() == morning


STEPS = st.lists(st.sampled_from(["approve", "hide", "withdraw", "morning"]))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nobody_is_told_of_what_is_not_seen(cast: Cast, said: Comment, steps: list[str]) -> None:
    """Whatever happens to a reply: at most one letter tells of it, and none while it is hidden."""
    choose(cast, Replies.DAILY)
    reply = cast.comment(cast.yusuf, said)
    number, postbox, letters = reply.id, Postbox(), 0
    for step in steps:
        reply = db.get_one(Comment, number, populate_existing=True)
        if step in {"approve", "hide"} and reply.status is not CommentStatus.WITHDRAWN:
            decide(cast, reply, Act(step))
        elif step == "withdraw" and reply.status is CommentStatus.VISIBLE:
            comments.withdraw(cast.yusuf, reply)
            db.commit()
        elif step == "morning":
            tomorrow()
            is_seen = db.get_one(Comment, number).status is CommentStatus.VISIBLE
            mine = [m for m in postbox.empty() if f"/comments/{number}" in words_of(m)]
            assert not mine or is_seen
            letters += len(mine)
        seen = db.get_one(Comment, number, populate_existing=True).status is CommentStatus.VISIBLE
        assert told(cast.ruth) == ([number] if seen else [])
    assert letters <= 1
    writing()
    db.execute(delete(Notice))
    db.execute(delete(Job))
    db.commit()
