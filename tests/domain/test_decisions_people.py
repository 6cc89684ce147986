"""Decisions about people: what they may still do, how they are known again, and who decides."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain import comments, decisions, login, permissions
from domain.decisions import Act, Verdict
from domain.refusal import Conflict, Forbidden, Invalid
from models import Ban, CommentStatus, Decision, Login, Notice, Reader, now
from models.database import db, writing
from tests.cast import Cast
from tests.postbox import Postbox, link_of, words_of

SOON = timedelta(days=7)


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def sanction(
    cast: Cast, act: Act, whom: Reader | None = None, until: datetime | None = None, **more: str
) -> Decision:
    whom = whom or cast.ruth
    if act is Act.SUSPEND and until is None:
        until = now() + SOON
    words = {"reason": "attack", "sentence": "Again.", **more}
    done = decisions.sanction(
        cast.mira, whom, Verdict(act, **words), seen=whom.standing, until=until
    )
    db.commit()
    return done


@pytest.mark.parametrize(
    ("act", "may_write", "held"),
    [
        (Act.MESSAGE, True, False),
        (Act.WARN, True, False),
        (Act.SUSPEND, False, False),
        (Act.BAN, False, False),
        (Act.ALWAYS_HOLD, True, True),
    ],
)
def test_what_follows_from_it(cast: Cast, act: Act, may_write: bool, held: bool) -> None:
    done = sanction(cast, act)
    assert permissions.may(cast.ruth, "comment.post", cast.article) is may_write
    assert bool(comments.composer(cast.ruth, cast.article).barred) is not may_write
    if may_write:
        status = cast.comment(cast.ruth, cast.article).status
        assert (status is CommentStatus.HELD) is held
    else:
        with pytest.raises(Forbidden, match="how to appeal"):
            cast.comment(cast.ruth, cast.article)
    (notice,) = db.scalars(select(Notice).where(Notice.reader_id == cast.ruth.id))
    assert notice.decision_id == done.id


@pytest.mark.parametrize("act", [Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD])
@pytest.mark.parametrize("by", ["undone", "lifted"])
def test_it_can_be_taken_back(cast: Cast, act: Act, by: str) -> None:
    done = sanction(cast, act)
    assert cast.ruth.standing != "free"
    if by == "undone":
        decisions.undo(cast.mira, done.id)
    else:
        sanction(cast, Act.LIFT)
    assert cast.ruth.standing == "free"
    assert db.scalars(select(Ban)).all() == []
    assert cast.comment(cast.ruth, cast.article).status is CommentStatus.VISIBLE


@pytest.mark.parametrize("act", [Act.MESSAGE, Act.WARN, Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD])
def test_a_button_pressed_twice_decides_once(cast: Cast, act: Act) -> None:
    until, verdict = now() + SOON, Verdict(act, "attack", "Again.")
    once, again = (
        decisions.sanction(cast.mira, cast.ruth, verdict, seen="free", until=until) for _ in "12"
    )
    assert once is again
    assert len(db.scalars(select(Notice)).all()) == 1
    other = Verdict(Act.MESSAGE, "attack", "In other words.")
    assert decisions.sanction(cast.mira, cast.ruth, other, seen=cast.ruth.standing) is not once


def test_what_is_put_right_at_once_is_decided_anew(cast: Cast) -> None:
    """Three days were meant to be thirty: all is as before but the day."""
    short = sanction(cast, Act.SUSPEND, until=now() + timedelta(days=3))
    longer = now() + timedelta(days=30)
    assert sanction(cast, Act.SUSPEND, until=longer) is not short
    assert cast.ruth.suspended_until == longer
    said = [cast.comment(cast.yusuf, cast.article) for _ in "12"]
    verdict = Verdict(Act.WARN, "attack")
    about = [
        decisions.sanction(cast.mira, cast.yusuf, verdict, seen="free", comment=each)
        for each in (None, said[0], said[0], said[1])
    ]
    assert [done.comment_id for done in about] == [None, said[0].id, said[0].id, said[1].id]
    assert about[1] is about[2]


def test_a_suspension_ends_by_itself(cast: Cast) -> None:
    sanction(cast, Act.SUSPEND)
    writing()
    cast.ruth.suspended_until = now() - timedelta(seconds=1)
    db.commit()
    assert cast.comment(cast.ruth, cast.article).status is CommentStatus.VISIBLE


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_suspension_has_an_end_in_sight(cast: Cast, days: int) -> None:
    with pytest.raises(Invalid, match="a day between"):
        sanction(cast, Act.SUSPEND, until=now() + timedelta(days=days))


def test_a_message_has_words_and_a_ban_a_reason(cast: Cast) -> None:
    with pytest.raises(Invalid, match="needs words"):
        sanction(cast, Act.MESSAGE, sentence=" ")
    with pytest.raises(Invalid, match="choose a reason"):
        sanction(cast, Act.BAN, reason="")
    assert sanction(cast, Act.MESSAGE, reason="").reason == ""


def test_a_ban_ends_every_log_in_and_knows_address_and_browsers(cast: Cast) -> None:
    writing()
    cast.ruth.confirmed_address = cast.ruth.address
    begun = [login.begin(cast.ruth, browser="x", remembered=False) for _ in range(2)]
    secrets = [each.secret_hash for each in begun]
    db.commit()
    sanction(cast, Act.BAN)
    assert db.scalars(select(Login).where(Login.reader_id == cast.ruth.id)).all() == []
    assert len(db.scalars(select(Ban)).all()) == 3
    assert not db.scalars(select(Ban).where(Ban.mark.in_([*secrets, cast.ruth.address]))).all()


def test_the_second_moderator_sees_how_they_stand(cast: Cast) -> None:
    sanction(cast, Act.SUSPEND)
    with pytest.raises(Conflict, match="suspended until"):
        decisions.sanction(cast.mira, cast.ruth, Verdict(Act.BAN, "attack"), seen="free")
    assert cast.ruth.banned_at is None


@pytest.mark.parametrize("who", ["ruth", "yusuf", "ines", "dara"])
def test_who_does_not_moderate_decides_about_nobody(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        decisions.sanction(getattr(cast, who), cast.nour, Verdict(Act.BAN, "attack"), seen="free")


def test_staff_is_answered_for_by_an_admin_and_nobody_by_themselves(
    cast: Cast, ada: Reader
) -> None:
    for whom in (cast.mira, cast.dara, cast.ines, ada):
        with pytest.raises(Forbidden):
            sanction(cast, Act.WARN, whom)
    verdict = Verdict(Act.WARN, "attack")
    decisions.sanction(ada, cast.dara, verdict, seen="free")
    with pytest.raises(Forbidden):
        decisions.sanction(ada, ada, verdict, seen="free")


def test_a_moderator_who_is_suspended_decides_nothing(cast: Cast) -> None:
    writing()
    cast.mira.suspended_until = now() + SOON
    db.commit()
    with pytest.raises(Forbidden):
        sanction(cast, Act.WARN)


def test_a_browser_of_a_banned_account_is_known_again(cast: Cast) -> None:
    writing()
    begun = login.begin(cast.ruth, browser="x", remembered=False)
    mark = decisions.mark_of_browser(begun.secret_hash)
    db.commit()
    sanction(cast, Act.BAN)
    writing()
    assert decisions.recognise(cast.ruth, mark) is None
    assert decisions.recognise(cast.yusuf, None, decisions.mark_of_browser("other")) is None
    done = decisions.recognise(cast.nour, mark)
    db.commit()
    assert done is not None
    assert (done.actor_id, cast.nour.banned_at is not None) == (None, True)
    assert len(db.scalars(select(Notice).where(Notice.reader_id == cast.nour.id)).all()) == 1


def test_a_letter_says_where_to_read_it_and_none_once_it_is_undone(cast: Cast) -> None:
    writing()
    cast.ruth.confirmed_address = cast.ruth.address
    db.commit()
    postbox = Postbox()
    done = sanction(cast, Act.SUSPEND)
    decisions.undo(cast.mira, done.id)
    db.commit()
    assert postbox.empty() == []
    sanction(cast, Act.WARN)
    (letter,) = postbox.empty()
    assert letter["To"] == "ruth@example.org"
    assert link_of(letter) == "/account/notices"
    assert "Again." not in words_of(letter)
