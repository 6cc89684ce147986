"""Appeals: once against a decision, seen by another moderator, and answered once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain import appeals, decisions, notices, openly, second_factor
from domain.decisions import Act, Verdict
from domain.moderation import log
from domain.refusal import Conflict, Forbidden, Invalid, LogInFirst, Missing
from models import (
    Authenticator,
    Comment,
    CommentStatus,
    Decision,
    Guest,
    Notice,
    Passkey,
    Reader,
    Role,
    now,
)
from models.database import db, writing
from tests.cast import Cast
from tests.postbox import Postbox, link_of


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


@pytest.fixture
def said(cast: Cast) -> Comment:
    """What Ruth said."""
    return cast.comment(cast.ruth, cast.article)


@pytest.fixture
def removed(cast: Cast, said: Comment) -> Decision:
    """Mira removed what Ruth said."""
    done = decisions.decide(cast.mira, said, Verdict(Act.REMOVE, "attack"), seen=said.turns)
    db.commit()
    return done


def appeal(cast: Cast, removed: Decision):  # type: ignore[no-untyped-def]
    made = appeals.make(cast.ruth, removed, "I meant the lamp.")
    db.commit()
    return appeals.one(cast.dara, made.id)


def test_it_is_looked_at_by_another(cast: Cast, said: Comment, removed: Decision) -> None:
    made = appeal(cast, removed)
    assert [each.id for each in appeals.waiting(cast.mira)] == [made.id]
    with pytest.raises(Forbidden, match="another moderator"):
        appeals.answer(cast.mira, made, "overturned")
    appeals.answer(cast.dara, made, "overturned", "You are right.")
    db.commit()
    assert said.status is CommentStatus.VISIBLE
    assert cast.article.comment_count == 1
    assert appeals.waiting(cast.mira) == []
    told = notices.of(cast.ruth)
    assert told[0].notice.decision.text.sentence.endswith("You are right.")  # type: ignore[union-attr]
    with pytest.raises(Conflict):
        appeals.answer(cast.dara, appeals.one(cast.dara, made.id), "upheld")


def test_upheld_nothing_changes_and_it_is_told(
    cast: Cast, said: Comment, removed: Decision
) -> None:
    made = appeal(cast, removed)
    appeals.answer(cast.dara, made, "upheld", "It stands.")
    assert said.status is CommentStatus.REMOVED
    lines = db.scalars(select(Decision.act).order_by(Decision.id)).all()
    assert lines == [Act.REMOVE, Act.APPEAL, Act.UPHOLD]
    assert len(db.scalars(select(Notice)).all()) == 2


def test_one_appeals_once_and_against_ones_own(cast: Cast, removed: Decision) -> None:
    appeal(cast, removed)
    with pytest.raises(Conflict):
        appeals.make(cast.ruth, removed, "Again.")
    for other in (cast.yusuf, cast.mira):
        with pytest.raises(Forbidden):
            appeals.make(other, removed, "For her.")
        with pytest.raises(Missing):
            appeals.against(other, removed.id)
    with pytest.raises(LogInFirst):
        appeals.against(Guest(), removed.id)


@pytest.mark.parametrize("by", ["mira", "dara"])
def test_what_is_undone_meanwhile_is_granted(cast: Cast, removed: Decision, by: str) -> None:
    """Nobody is left to wait for what was done already, nor to be told that it stands."""
    made = appeal(cast, removed)
    writing()
    cast.ruth.confirmed_address = cast.ruth.address
    cast.publication.comments = {"public_log": True}
    db.commit()
    notices.mark_seen(cast.ruth)
    db.commit()
    decisions.undo(getattr(cast, by), removed.id)
    db.commit()
    (letter,) = Postbox().empty()
    assert (letter["To"], link_of(letter)) == ("ruth@example.org", "/account/notices")
    assert openly.figures()[-1].numbers[Act.OVERTURN] == 1
    assert appeals.waiting(cast.dara) == []
    assert made.outcome == "overturned"
    told = [told.notice.decision for told in notices.of(cast.ruth)]
    assert [line.act for line in told if line] == [Act.UNDO, Act.REMOVE]
    with pytest.raises(Conflict):
        appeals.answer(cast.dara, appeals.one(cast.dara, made.id), "upheld")


def decide(by: Reader, said: Comment, act: Act) -> Decision:
    done = decisions.decide(by, said, Verdict(act, "attack"), seen=said.turns)
    db.commit()
    return done


@pytest.mark.parametrize("then", [(), (Act.REMOVE,)])
def test_what_is_seen_again_can_be_granted(cast: Cast, said: Comment, then: tuple[Act]) -> None:
    """Nobody is told that it stands while everybody sees it, for want of anything to put back."""
    made = appeal(cast, decide(cast.mira, said, Act.HIDE))
    for act in (*then, Act.APPROVE):
        decide(cast.mira, said, act)
    line = appeals.answer(cast.dara, appeals.one(cast.dara, made.id), "overturned")
    db.commit()
    assert (line.before, said.status) == (line.after, CommentStatus.VISIBLE)
    assert made.outcome == "overturned"
    assert cast.article.comment_count == 1


@pytest.mark.parametrize("then", [(Act.REMOVE,), (Act.APPROVE, Act.HIDE)])
def test_what_was_decided_later_and_stands_is_taken_back_first(
    cast: Cast, said: Comment, then: tuple[Act]
) -> None:
    made = appeal(cast, decide(cast.mira, said, Act.HIDE))
    later = [decide(cast.dara, said, act) for act in then]
    with pytest.raises(Conflict, match="Take that back first"):
        appeals.answer(cast.dara, appeals.one(cast.dara, made.id), "overturned")
    db.rollback()
    decisions.undo(cast.dara, later[-1].id)
    db.commit()
    appeals.answer(cast.dara, appeals.one(cast.dara, made.id), "overturned")
    assert said.status is CommentStatus.VISIBLE


def test_a_thread_that_is_open_again_is_not_closed_by_a_grant(cast: Cast, said: Comment) -> None:
    """Threads could once be closed twice, by way of an answer in them."""
    reply = cast.comment(cast.yusuf, said)
    first = decide(cast.mira, reply, Act.CLOSE)
    with pytest.raises(Conflict, match="closed already"):
        decide(cast.mira, said, Act.CLOSE)
    writing()
    so = log.facts(said)
    again = log.write(Act.CLOSE, by=cast.mira, reason="attack", comment=said, before=so, after=so)
    db.commit()
    made = appeal(cast, again)
    decisions.undo(cast.mira, first.id)
    db.commit()
    appeals.answer(cast.dara, appeals.one(cast.dara, made.id), "overturned")
    assert not said.closed


def test_nobody_appeals_against_what_stands_no_more(cast: Cast, removed: Decision) -> None:
    assert [each.may_appeal for each in notices.of(cast.ruth)] == [True]
    notices.mark_seen(cast.ruth)
    decisions.undo(cast.mira, removed.id)
    assert [each.may_appeal for each in notices.of(cast.ruth)] == [False, False]
    with pytest.raises(Conflict, match="taken back already"):
        appeals.make(cast.ruth, removed, "I meant the lamp.")


@pytest.mark.parametrize("text", ["", "  ", "word " * 500])
def test_an_appeal_has_words_and_not_too_many(cast: Cast, removed: Decision, text: str) -> None:
    with pytest.raises(Invalid):
        appeals.make(cast.ruth, removed, text)


def test_after_thirty_days_it_is_too_late(
    cast: Cast, removed: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    from domain import permissions

    monkeypatch.setattr(permissions, "now", lambda: now() + timedelta(days=31))
    assert not permissions.may(cast.ruth, "appeal.make", removed)


@pytest.mark.parametrize("outcome", ["", "perhaps"])
def test_an_answer_is_one_of_two(cast: Cast, removed: Decision, outcome: str) -> None:
    with pytest.raises(Invalid):
        appeals.answer(cast.dara, appeal(cast, removed), outcome)


def test_a_ban_can_be_appealed_and_overturned(cast: Cast) -> None:
    verdict = Verdict(Act.BAN, "spam")
    done = decisions.sanction(cast.mira, cast.ruth, verdict, seen="free")
    db.commit()
    made = appeal(cast, done)
    with pytest.raises(Forbidden):
        appeals.answer(cast.dara, made, "overturned")  # an editor decides about no reader
    db.rollback()
    other = cast.person("Omar Second", cast.mira.role)
    appeals.answer(other, appeals.one(other, made.id), "overturned")
    assert cast.ruth.standing == "free"


def test_where_nobody_else_moderates_an_appeal_waits_and_it_is_said(
    cast: Cast, removed: Decision
) -> None:
    """Whoever left, is barred or is the one concerned answers nothing; an admin may."""
    made = appeal(cast, removed)
    assert appeals.stuck([removed]) == {removed.id}, "Dara set no second factor up yet"
    cast.with_app(cast.dara, cast.mira)
    assert appeals.stuck([removed]) == set()
    writing()
    cast.dara.suspended_until = now() + timedelta(days=1)
    gone = cast.person("Omar Gone", Role.MODERATOR, left_at=now())
    barred = cast.person("Omar Barred", Role.EDITOR, banned_at=now())
    cast.with_app(gone, barred)
    assert appeals.stuck([removed]) == {removed.id}
    by_rule = Decision(id=99, actor_id=None, subject_id=cast.ruth.id)
    assert appeals.stuck([by_rule, removed]) == {removed.id}, "Mira answers what a rule did"
    own = Decision(id=98, actor_id=gone.id, subject_id=cast.mira.id)
    assert appeals.stuck([own]) == {98}, "Mira does not answer what is about her"
    ada = cast.person("Ada Chief", Role.ADMIN)
    cast.with_app(ada)
    assert appeals.stuck([removed, own]) == set()
    appeals.answer(ada, appeals.one(ada, made.id), "upheld")


@pytest.mark.parametrize("has", ["nothing", "an app begun", "an app", "a passkey", "the demo"])
def test_whose_role_opens_nothing_yet_answers_nothing(
    cast: Cast, removed: Decision, has: str
) -> None:
    key = {"name": "Blue", "credential_id": b"1", "public_key": b"2", "handle": b"3"}
    writing()
    cast.dara.is_demo = has == "the demo"
    if has == "a passkey":
        db.add(Passkey(reader_id=cast.dara.id, **key))
    elif has.startswith("an app"):
        since = now() if has == "an app" else None
        db.add(Authenticator(reader_id=cast.dara.id, sealed_secret="", confirmed_at=since))
    db.commit()
    is_missing = second_factor.is_missing(cast.dara)
    assert is_missing is (has in {"nothing", "an app begun"})
    assert (appeals.stuck([removed]) == {removed.id}) is is_missing


def test_notices_are_marked_as_read(cast: Cast, removed: Decision) -> None:
    assert notices.unseen(cast.ruth) == 1
    assert notices.unseen(cast.yusuf) == 0
    notices.mark_seen(cast.ruth)
    assert notices.unseen(cast.ruth) == 0
    with pytest.raises(LogInFirst):
        notices.of(Guest())
