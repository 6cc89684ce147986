"""Whatever readers and moderators do in whatever order: count, queues, log and sight agree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from domain import comments, decisions, picks, reports
from domain.decisions import Act, Verdict
from domain.refusal import Refusal
from models import Article, Comment, CommentStatus, Decision, Queue, Reader, Report
from models.database import db, writing
from tests.cast import Cast

from .test_comments_counting import everything

WHICH = st.integers(0, 30)
WRITERS = st.sampled_from(["ruth", "yusuf", "nour"])
DECIDERS = st.sampled_from(["mira", "dara"])
WAITS = {CommentStatus.HELD: Queue.HELD, CommentStatus.HIDDEN: Queue.HIDDEN}


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


class Moderation(RuleBasedStateMachine):
    """Readers post, answer, edit, withdraw and report; moderators decide, and take it back."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.article = self.cast.another()
        self.steps = 0

    def one(self, which: int) -> Comment | None:
        mine = select(Comment).where(Comment.article_id == self.article.id).order_by(Comment.id)
        found = db.scalars(mine).all()
        return found[which % len(found)] if found else None

    def attempt(self, act, *args, **more) -> None:  # type: ignore[no-untyped-def]
        """Do it as a request would: kept, or refused and undone."""
        try:
            act(*args, **more)
            db.commit()
        except Refusal:
            db.rollback()

    def person(self, name: str) -> Reader:
        found: Reader = getattr(self.cast, name)
        return found

    @rule(hold=st.sampled_from(["", "all"]), enough=st.integers(0, 2))
    def asked(self, hold: str, enough: int) -> None:
        writing()
        self.cast.publication.comments = {"hold": hold, "hold_reported": enough}
        db.commit()

    @rule(name=WRITERS)
    def post(self, name: str) -> None:
        self.cast.comment(self.person(name), self.article)

    @rule(which=WHICH, name=WRITERS)
    def answer(self, which: int, name: str) -> None:
        if said := self.one(which):
            self.attempt(self.cast.comment, self.person(name), said)

    @rule(which=WHICH)
    def edit(self, which: int) -> None:
        self.steps += 1
        if said := self.one(which):
            writer = db.get_one(Reader, said.reader_id)
            self.attempt(comments.edit, writer, said, f"In other words {self.steps}.")

    @rule(which=WHICH)
    def withdraw(self, which: int) -> None:
        if said := self.one(which):
            self.attempt(comments.withdraw, db.get_one(Reader, said.reader_id), said)

    @rule(which=WHICH, name=WRITERS)
    def report(self, which: int, name: str) -> None:
        if said := self.one(which):
            self.attempt(reports.make, self.person(name), said, "spam")

    @rule(which=WHICH, name=DECIDERS, act=st.sampled_from(decisions.ON_COMMENTS))
    def decide(self, which: int, name: str, act: Act) -> None:
        if said := self.one(which):
            verdict = Verdict(act, "spam")
            self.attempt(decisions.decide, self.person(name), said, verdict, seen=said.turns)

    @rule(which=WHICH, pick=st.booleans())
    def pick(self, which: int, pick: bool) -> None:
        if said := self.one(which):
            self.attempt(picks.set, self.cast.dara, said, pick=pick)

    @rule(name=DECIDERS, back=st.integers(0, 3))
    def undo(self, name: str, back: int) -> None:
        lines = select(Decision.id).where(Decision.article_id == self.article.id)
        found = db.scalars(lines.order_by(Decision.id.desc()).limit(4)).all()
        if found:
            self.attempt(decisions.undo, self.person(name), found[back % len(found)])

    @invariant()
    def the_counter_is_the_list(self) -> None:
        db.expire_all()
        article = db.get_one(Article, self.article.id)
        shown = list(everything(article))
        seen = [each for each in shown if each.status is CommentStatus.VISIBLE]
        assert article.comment_count == len(seen)
        assert len({(each.thread, each.reply) for each in shown}) == len(shown)

    @invariant()
    def everything_waits_where_it_should(self) -> None:
        for each in self.all():
            if each.status is CommentStatus.VISIBLE:
                assert each.queue in {None, Queue.NEW, Queue.REPORTED}
                assert (each.queue is Queue.REPORTED) == (each.reports > 0)
            else:
                assert each.queue is WAITS.get(each.status)
            unheard = select(Report).where(
                Report.comment_id == each.id, Report.settled_at.is_(None)
            )
            assert each.reports == len(db.scalars(unheard).all())

    @invariant()
    def every_change_has_a_line(self) -> None:
        for each in self.all():
            lines = db.scalars(
                select(Decision).where(Decision.comment_id == each.id).order_by(Decision.id)
            ).all()
            status, is_picked = "visible", False
            for line in lines:
                assert line.before.get("status", status if line is not lines[0] else None) in {
                    status,
                    None,
                }
                status = line.after.get("status", status)
                is_picked = status == "visible" and line.after.get("picked", is_picked)
            assert each.status.value == status
            assert (each.picked_at is not None) is is_picked

    def all(self) -> list[Comment]:
        mine = select(Comment).where(Comment.article_id == self.article.id)
        return list(db.scalars(mine))


@pytest.fixture
def machine(cast: Cast) -> type[Moderation]:
    return type("ModerationOfThisTest", (Moderation,), {"cast": cast})


def run(machine: type[Moderation], examples: int, steps: int) -> None:
    asked = settings(
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(machine, settings=asked)


def test_all_agree_after_a_few_acts(machine: type[Moderation]) -> None:
    run(machine, 12, 25)


@pytest.mark.long
def test_all_agree_after_twenty_thousand_acts(machine: type[Moderation]) -> None:
    run(machine, 400, 50)
