"""Decisions about comments: what follows, what is told, what is written down, and what is not."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from domain import comments, decisions, reports
from domain.decisions import Act, Reason, Verdict
from domain.refusal import Conflict, Forbidden, Invalid, LogInFirst, Missing
from models import Comment, CommentStatus, Decision, DecisionText, Guest, Notice, Queue, Report
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def decide(
    cast: Cast, said: Comment, act: Act, reason: str = Reason.SPAM, who: str = "mira", **more: str
) -> Decision:
    done = decisions.decide(getattr(cast, who), said, Verdict(act, reason, **more), seen=said.turns)
    db.commit()
    return done


def held(cast: Cast) -> Comment:
    writing()
    cast.publication.comments = {"hold": "all"}
    db.commit()
    return cast.comment(cast.ruth, cast.article)


@pytest.mark.parametrize(
    ("act", "status", "queue", "count"),
    [
        (Act.APPROVE, CommentStatus.VISIBLE, None, 1),
        (Act.HIDE, CommentStatus.HIDDEN, Queue.HIDDEN, 0),
        (Act.REMOVE, CommentStatus.REMOVED, None, 0),
        (Act.CLOSE, CommentStatus.VISIBLE, Queue.NEW, 1),
    ],
)
def test_what_a_decision_makes_of_a_comment(
    cast: Cast, act: Act, status: CommentStatus, queue: Queue | None, count: int
) -> None:
    said = cast.comment(cast.ruth, cast.article)
    done = decide(cast, said, act, sentence="Please stay with the lamp.", note="Twice this week.")
    assert (said.status, said.queue, cast.article.comment_count) == (status, queue, count)
    assert (done.actor_id, done.subject_id, done.reason) == (cast.mira.id, cast.ruth.id, "spam")
    assert (done.before["status"], done.after["status"]) == ("visible", status.value)
    words = db.get_one(DecisionText, done.id)
    assert words.sentence.endswith("Please stay with the lamp.")
    assert (words.note, words.words) == ("Twice this week.", said.markdown)


@pytest.mark.parametrize("act", [Act.HIDE, Act.REMOVE, Act.CLOSE])
@pytest.mark.parametrize("reason", ["", "because"])
def test_against_somebody_there_is_a_reason(cast: Cast, act: Act, reason: str) -> None:
    said = cast.comment(cast.ruth, cast.article)
    with pytest.raises(Invalid):
        decide(cast, said, act, reason)
    assert said.status is CommentStatus.VISIBLE
    assert db.scalars(select(Decision)).all() == []


@pytest.mark.parametrize("act", [act for act in Act if act not in decisions.ON_COMMENTS])
def test_nothing_else_is_decided_about_a_comment(cast: Cast, act: Act) -> None:
    with pytest.raises(Invalid):
        decide(cast, cast.comment(cast.ruth, cast.article), act)


@pytest.mark.parametrize("who", ["ruth", "yusuf", "ines"])
def test_readers_and_writers_decide_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        decide(cast, cast.comment(cast.nour, cast.article), Act.HIDE, who=who)


def test_nobody_decides_logged_out_or_about_their_own(cast: Cast) -> None:
    own = cast.comment(cast.mira, cast.article)
    with pytest.raises(Forbidden):
        decide(cast, own, Act.APPROVE)
    with pytest.raises(LogInFirst):
        decisions.decide(Guest(), own, Verdict(Act.APPROVE), seen=0)


def test_the_second_moderator_sees_that_it_is_decided(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    seen = said.turns
    decide(cast, said, Act.HIDE)
    with pytest.raises(Conflict, match="hidden"):
        decisions.decide(cast.dara, said, Verdict(Act.APPROVE), seen=seen)
    assert said.status is CommentStatus.HIDDEN


def test_what_was_edited_meanwhile_is_read_again(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    seen = said.turns
    comments.edit(cast.ruth, said, "Otherwise.")
    db.commit()
    with pytest.raises(Conflict, match="changed it"):
        decisions.decide(cast.mira, said, Verdict(Act.APPROVE), seen=seen)
    comments.withdraw(cast.ruth, said)
    db.commit()
    with pytest.raises(Conflict, match="took it back"):
        decide(cast, said, Act.APPROVE)


def test_several_are_decided_at_once_and_those_decided_before_are_left(cast: Cast) -> None:
    said = [cast.comment(cast.ruth, cast.article) for _ in range(3)]
    cases = [(each, each.turns) for each in said]
    decide(cast, said[1], Act.REMOVE)
    done, left = decisions.decide_all(cast.dara, cases, Verdict(Act.HIDE, "spam"))
    assert [line.comment_id for line in done] == [said[0].id, said[2].id]
    assert left == [said[1]]


@pytest.mark.parametrize("act", decisions.ON_COMMENTS)
@pytest.mark.parametrize("begins_held", [True, False])
def test_undone_everything_is_as_it_was(cast: Cast, act: Act, begins_held: bool) -> None:
    said = held(cast) if begins_held else cast.comment(cast.ruth, cast.article)
    if not begins_held:
        writing()
        db.add(Report(comment_id=said.id, reader_id=cast.yusuf.id, reason=Reason.SPAM))
        said.reports, said.queue = 1, Queue.REPORTED
        db.commit()
    before = (said.status, said.queue, said.reports, said.held_because, said.closed)
    count = cast.article.comment_count
    done = decide(cast, said, act)
    undone = decisions.undo(cast.dara, done.id)
    db.commit()
    assert (said.status, said.queue, said.reports, said.held_because, said.closed) == before
    assert cast.article.comment_count == count
    assert undone.undoes_id == done.id
    assert not db.scalars(select(Report).where(Report.settled_at.is_not(None))).all()
    assert db.scalars(select(Notice)).all() == []
    with pytest.raises(Conflict):
        decisions.undo(cast.mira, done.id)


def test_what_was_decided_otherwise_since_is_not_undone(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    done = decide(cast, said, Act.HIDE)
    decide(cast, said, Act.REMOVE)
    with pytest.raises(Conflict):
        decisions.undo(cast.dara, done.id)
    with pytest.raises(Missing):
        decisions.undo(cast.dara, 999)


def test_an_older_decision_is_not_undone_by_way_of_a_later_one_like_it(cast: Cast) -> None:
    said = cast.comment(cast.ruth, cast.article)
    first = decide(cast, said, Act.HIDE)
    decide(cast, said, Act.APPROVE)
    last = decide(cast, said, Act.HIDE)
    with pytest.raises(Conflict, match="since"):
        decisions.undo(cast.dara, first.id)
    db.rollback()
    decisions.undo(cast.dara, last.id)
    assert said.status is CommentStatus.VISIBLE


@pytest.mark.parametrize("act", [Act.CLOSE, Act.APPROVE])
def test_what_was_reported_since_still_waits_when_it_is_undone(cast: Cast, act: Act) -> None:
    said = cast.comment(cast.ruth, cast.article)
    reports.make(cast.yusuf, said, "spam")
    db.commit()
    done = decide(cast, said, act)
    reports.make(cast.nour, said, "hate")
    db.commit()
    decisions.undo(cast.dara, done.id)
    db.commit()
    assert (said.reports, said.queue) == (2, Queue.REPORTED)


def test_who_read_the_notice_is_told_that_it_was_undone(cast: Cast) -> None:
    done = decide(cast, cast.comment(cast.ruth, cast.article), Act.HIDE)
    writing()
    (notice,) = db.scalars(select(Notice))
    notice.seen_at = notice.made_at
    db.commit()
    undone = decisions.undo(cast.mira, done.id)
    assert [n.decision_id for n in db.scalars(select(Notice).order_by(Notice.id))] == [
        done.id,
        undone.id,
    ]


@pytest.mark.parametrize(
    ("act", "begins_held", "told"),
    [
        (Act.APPROVE, True, 1),
        (Act.APPROVE, False, 0),
        (Act.HIDE, True, 1),
        (Act.REMOVE, False, 1),
        (Act.CLOSE, False, 1),
    ],
)
def test_the_writer_is_told_what_is_news(
    cast: Cast, act: Act, begins_held: bool, told: int
) -> None:
    said = held(cast) if begins_held else cast.comment(cast.ruth, cast.article)
    decide(cast, said, act)
    assert len(db.scalars(select(Notice).where(Notice.reader_id == cast.ruth.id)).all()) == told


def test_a_closed_thread_takes_no_answers_and_the_others_do(cast: Cast) -> None:
    root, other = (cast.comment(cast.ruth, cast.article) for _ in range(2))
    answer = cast.comment(cast.yusuf, root)
    done = decide(cast, answer, Act.CLOSE)
    for each in (root, answer):
        with pytest.raises(Forbidden, match="closed this thread"):
            cast.comment(cast.nour, each)
        with pytest.raises(Forbidden):
            comments.visible(cast.nour, cast.article, each.id)
    cast.comment(cast.nour, other)
    decisions.undo(cast.mira, done.id)
    cast.comment(cast.nour, root)


def test_a_line_of_the_log_is_neither_changed_nor_taken_out(cast: Cast) -> None:
    done = decide(cast, cast.comment(cast.ruth, cast.article), Act.HIDE)
    number = done.id
    for change in (
        update(Decision).where(Decision.id == number).values(reason="other"),
        delete(Decision).where(Decision.id == number),
    ):
        writing()
        with pytest.raises(DatabaseError, match="neither changed nor taken out"):
            db.execute(change)
        db.rollback()


def test_its_texts_can_be_erased(cast: Cast) -> None:
    done = decide(cast, cast.comment(cast.ruth, cast.article), Act.HIDE)
    writing()
    db.execute(delete(DecisionText).where(DecisionText.decision_id == done.id))
    db.commit()
    assert db.scalar(select(Decision.act).where(Decision.id == done.id)) is Act.HIDE


def test_what_moderators_did_is_counted_by_month(cast: Cast) -> None:
    for _ in range(2):
        decide(cast, cast.comment(cast.ruth, cast.article), Act.HIDE)
    held(cast)
    rows = db.execute(text("SELECT act, number FROM decision_tally")).all()
    assert [tuple(row) for row in rows] == [("hide", 2)]
