"""Whatever is done in whatever order: the counter tells what the list shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from domain import comments, decisions
from models import Article, Comment, CommentStatus, Guest
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


WHICH = st.integers(0, 30)


class Talk(RuleBasedStateMachine):
    """Posts, answers, edits, withdraws and approves; some comments are held, some are not."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.article = self.cast.another()
        self.steps = 0

    def one(self, which: int, *among: CommentStatus) -> Comment | None:
        found = db.scalars(
            select(Comment)
            .where(Comment.article_id == self.article.id, Comment.status.in_(among))
            .order_by(Comment.id)
        ).all()
        return found[which % len(found)] if found else None

    @rule(held=st.booleans())
    def asked_of_newcomers(self, held: bool) -> None:
        writing()
        self.cast.publication.comments = {"hold_first": 2 if held else 0}
        db.commit()

    @rule(name=st.sampled_from(["ruth", "yusuf", "dara"]))
    def post(self, name: str) -> None:
        self.cast.comment(getattr(self.cast, name), self.article)

    @rule(which=WHICH, name=st.sampled_from(["ruth", "yusuf", "dara"]))
    def answer(self, which: int, name: str) -> None:
        if said := self.one(which, CommentStatus.VISIBLE):
            self.cast.comment(getattr(self.cast, name), said)

    @rule(which=WHICH)
    def edit(self, which: int) -> None:
        self.steps += 1
        if said := self.one(which, CommentStatus.VISIBLE, CommentStatus.HELD):
            comments.edit(self.writer(said), said, f"In other words {self.steps}.")
            db.commit()

    @rule(which=WHICH)
    def withdraw(self, which: int) -> None:
        if said := self.one(which, *CommentStatus):
            comments.withdraw(self.writer(said), said)
            db.commit()

    @rule(which=WHICH)
    def approve(self, which: int) -> None:
        if said := self.one(which, *CommentStatus):
            decisions.approve(self.cast.mira, said)
            db.commit()

    def writer(self, said: Comment):  # type: ignore[no-untyped-def]
        people = (self.cast.ruth, self.cast.yusuf, self.cast.dara)
        return next(person for person in people if person.id == said.reader_id)

    @invariant()
    def counter_and_list_agree(self) -> None:
        db.expire_all()
        article = db.get_one(Article, self.article.id)
        shown = list(everything(article))
        seen = [each for each in shown if each.status is CommentStatus.VISIBLE]
        assert article.comment_count == len(seen)
        assert len({(each.thread, each.reply) for each in shown}) == len(shown)
        assert article.thread_count == len({each.thread for each in shown})
        assert not [e for e in shown if e.reply == 0 and e.reply_count != replies(e, shown)]


def everything(article: Article) -> Iterator[Comment]:
    """What the pages of the conversation show, page by page and step by step."""
    page = comments.discussion(Guest(), article)
    for number in range(1, page.pages + 1):
        for thread in comments.discussion(Guest(), article, number=number).threads:
            yield thread.root
            yield from thread.replies
            while thread.more:
                thread = comments.thread_at(Guest(), article, thread.root.thread or 0, thread.last)
                yield from thread.replies


def replies(root: Comment, shown: list[Comment]) -> int:
    return len([each for each in shown if each.thread == root.thread]) - 1


@pytest.fixture
def machine(cast: Cast) -> type[Talk]:
    cast.publication, cast.mira  # noqa: B018 (made once, before the first step)
    return type("TalkOfThisTest", (Talk,), {"cast": cast})


def test_the_counter_tells_what_the_list_shows(machine: type[Talk]) -> None:
    quick = settings(
        max_examples=12,
        stateful_step_count=20,
        suppress_health_check=[*HealthCheck],
    )
    run_state_machine_as_test(machine, settings=quick)
