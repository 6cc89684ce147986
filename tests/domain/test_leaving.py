"""Leaving: asked for, thought over, done; nothing that says who it was is left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from domain import (
    decisions,
    jobs,
    leaving,
    letters,
    login,
    muted,
    names,
    recommendations,
    reports,
    saved,
    unfinished,
)
from domain.decisions import Act, Verdict
from domain.leaving import going
from domain.refusal import Invalid, LogInFirst
from models import (
    Appeal,
    Article,
    Base,
    Comment,
    CommentStatus,
    Decision,
    DecisionText,
    Guest,
    Job,
    Login,
    Notice,
    Reader,
    Report,
    Role,
    Shelf,
    now,
)
from models.database import db, writing
from tests.cast import PASSWORD, Cast
from tests.postbox import Postbox, words_of

SECRET_WORDS = "What only Ruth would say"
HANDS = {leaving.KIND: leaving.go}


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks; Ruth's address is her own."""
    cast.gathered()
    writing()
    cast.ruth.confirmed_address = cast.ruth.address
    db.commit()
    return cast


def ask(cast: Cast, comments: str = "stay") -> None:
    leaving.ask(cast.ruth, PASSWORD, comments)
    db.commit()


def a_day_later() -> None:
    """The day is over, and the job is done."""
    earlier = now() - timedelta(seconds=1)
    writing()
    db.execute(update(Job).where(Job.kind == leaving.KIND).values(run_at=earlier))
    leaves = Reader.leaves_at.is_not(None)
    db.execute(update(Reader).where(leaves).values(leaves_at=earlier))
    db.commit()
    while jobs.do_next(HANDS):
        pass


def row(of: type[Base], number: int) -> Base:
    db.rollback()
    return db.get_one(of, number, populate_existing=True)


def rows_of(number: int) -> dict[str, int]:
    """How many rows each column that knows accounts has for one of them."""
    found = {}
    for table in Base.metadata.tables.values():
        for column in table.c:
            if {key.column.table.name for key in column.foreign_keys} == {"reader"}:
                many = select(func.count()).select_from(table).where(column == number)
                found[f"{table.name}.{column.name}"] = db.scalar(many) or 0
    return found


def test_every_column_that_knows_an_account_goes_or_stays_for_a_reason(cast: Cast) -> None:
    assert set(rows_of(0)) == set(leaving.ERASED) | set(leaving.KEPT)
    assert not set(leaving.ERASED) & set(leaving.KEPT)
    assert all(reason.endswith(".") for reason in leaving.KEPT.values())


def lived(cast: Cast) -> list[int]:
    """Ruth did everything that one can do here; the numbers of what she wrote."""
    ruth = cast.ruth
    mine = cast.comment(ruth, cast.article, SECRET_WORDS)
    theirs = cast.comment(cast.yusuf, mine, "An answer.")
    hidden = cast.comment(ruth, theirs, f"{SECRET_WORDS}, rudely")
    saved.set(ruth, cast.article, keep=True)
    muted.set(ruth, theirs, mute=True)
    db.commit()
    recommendations.set(ruth, theirs, recommend=True)
    reports.make(ruth, theirs, "spam", SECRET_WORDS)
    login.begin(ruth, browser="", remembered=False)
    db.commit()
    numbers = [mine.id, hidden.id, theirs.id]
    unfinished.keep(ruth, "article-99", SECRET_WORDS)
    verdict = Verdict(Act.HIDE, "attack", note=SECRET_WORDS)
    hidden = db.get_one(Comment, numbers[1], populate_existing=True)
    done = decisions.decide(cast.mira, hidden, verdict, seen=hidden.turns)
    db.add(Appeal(decision_id=done.id, reader_id=ruth.id, text=SECRET_WORDS))
    letters.queue("address_changed", {"to": ruth.address})
    db.commit()
    return numbers


@pytest.mark.parametrize("choice", ["go", "stay"])
def test_nothing_is_left_that_says_who_it_was(cast: Cast, choice: str) -> None:
    mine, hidden, theirs = lived(cast)
    number, article = cast.ruth.id, cast.article.id
    ask(cast, choice)
    a_day_later()
    ruth = row(Reader, number)
    assert isinstance(ruth, Reader)
    assert (ruth.name, ruth.address, ruth.confirmed_address) == (names.FORMER, "", None)
    assert (ruth.password_hash, ruth.role, ruth.reading) == ("", Role.READER, {})
    assert ruth.left_at is not None
    left = rows_of(number)
    assert [name for name in leaving.ERASED if left[name]] == []
    everything = str([list(db.execute(t.select())) for t in Base.metadata.sorted_tables])
    assert everything.count(SECRET_WORDS) == (0 if choice == "go" else 2), "text and its HTML"
    assert "Ruth Adler" not in everything
    assert everything.count("ruth@example.org") == 1, "only the last letter knows where to go"
    first = row(Comment, mine)
    assert isinstance(first, Comment)
    expected = CommentStatus.WITHDRAWN if choice == "go" else CommentStatus.VISIBLE
    assert first.status is expected
    for gone in (hidden, *([mine] if choice == "go" else [])):
        comment = row(Comment, gone)
        assert isinstance(comment, Comment)
        assert (comment.status, comment.markdown) == (CommentStatus.WITHDRAWN, "")
    other = row(Comment, theirs)
    assert isinstance(other, Comment)
    assert (other.recommendations, other.reports) == (0, 1)
    assert_counts_agree(article)


def assert_counts_agree(article: int) -> None:
    about = db.get_one(Article, article, populate_existing=True)
    seen = select(func.count()).where(
        Comment.article_id == article, Comment.status == CommentStatus.VISIBLE
    )
    assert about.comment_count == db.scalar(seen)


def test_the_log_is_whole_and_its_words_are_gone(cast: Cast) -> None:
    lived(cast)
    before = db.scalar(select(func.count()).select_from(Decision))
    number = cast.ruth.id
    ask(cast, "go")
    a_day_later()
    db.rollback()
    assert (db.scalar(select(func.count()).select_from(Decision)) or 0) >= (before or 0)
    about = select(DecisionText).join(Decision).where(Decision.subject_id == number)
    assert db.scalars(about).all() == []
    assert [report.note for report in db.scalars(select(Report))] == [""]


def test_one_may_think_better_of_it(cast: Cast) -> None:
    lived(cast)
    number, shelves = cast.ruth.id, db.scalar(select(func.count()).select_from(Shelf))
    ask(cast, "go")
    leaving.stay(cast.ruth)
    db.commit()
    before = rows_of(number)
    a_day_later()
    ruth = row(Reader, number)
    assert isinstance(ruth, Reader)
    assert (ruth.name, ruth.leaves_at, ruth.left_at) == ("Ruth Adler", None, None)
    assert rows_of(number) == before
    assert db.scalar(select(func.count()).select_from(Shelf)) == shelves


def test_whoever_asks_stays_and_asks_again_has_a_whole_day(cast: Cast) -> None:
    number = cast.ruth.id
    ask(cast)
    leaving.stay(cast.ruth)
    ask(cast)
    earlier = now() - timedelta(seconds=1)
    writing()
    first = db.scalars(select(Job).where(Job.kind == leaving.KIND).order_by(Job.id)).first()
    assert first is not None
    first.run_at = earlier
    db.commit()
    assert jobs.do_next(HANDS)
    ruth = row(Reader, number)
    assert isinstance(ruth, Reader)
    assert ruth.left_at is None, "the job of the first time does nothing"
    a_day_later()
    ruth = row(Reader, number)
    assert isinstance(ruth, Reader)
    assert ruth.left_at is not None


def test_asked_again_the_day_is_the_same(cast: Cast) -> None:
    ask(cast)
    at = cast.ruth.leaves_at
    ask(cast, "go")
    assert (cast.ruth.leaves_at, cast.ruth.takes_comments) == (at, True)


def test_letters_confirm_it(cast: Cast) -> None:
    postbox = Postbox()
    ask(cast)
    (asked,) = postbox.empty()
    assert asked["Subject"] == "Your account will be deleted"
    assert "/login?next=/account/leaving" in words_of(asked)
    a_day_later()
    (done,) = postbox.empty()
    assert (done["Subject"], done["To"]) == ("Your account is deleted", "ruth@example.org")
    assert postbox.empty() == []


def test_staying_is_confirmed_too(cast: Cast) -> None:
    postbox = Postbox()
    ask(cast)
    leaving.stay(cast.ruth)
    db.commit()
    assert [m["Subject"] for m in postbox.empty()] == ["Your account stays"]


def test_nobody_logs_in_afterwards(cast: Cast) -> None:
    ask(cast)
    assert login.check("ruth@example.org", PASSWORD) is not None, "until then as before"
    a_day_later()
    for address in ("ruth@example.org", ""):
        for password in (PASSWORD, ""):
            assert login.check(address, password) is None
    assert db.scalars(select(Login).where(Login.reader_id == cast.ruth.id)).all() == []


def test_the_one_who_left_is_told_nothing(cast: Cast) -> None:
    mine, number = cast.comment(cast.ruth, cast.article).id, cast.ruth.id
    ask(cast)
    a_day_later()
    cast.comment(db.merge(cast.yusuf), db.get_one(Comment, mine), "Too late.")
    assert db.scalars(select(Notice).where(Notice.reader_id == number)).all() == []


def test_a_job_that_was_killed_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [cast.comment(cast.ruth, cast.article).id for _ in range(5)]
    article = cast.article.id
    monkeypatch.setattr(going, "BATCH", 2)
    ask(cast, "go")
    turns, whole = 0, going._end

    def killed(by: Reader, comment: Comment) -> None:
        nonlocal turns
        turns += 1
        if turns == 4:
            raise RuntimeError("somebody pulled the plug")
        whole(by, comment)

    monkeypatch.setattr(going, "_end", killed)
    a_day_later()
    states = [row(Comment, number).status for number in numbers]  # type: ignore[attr-defined]
    assert states.count(CommentStatus.WITHDRAWN) == 2
    assert_counts_agree(article)
    a_day_later()
    states = [row(Comment, number).status for number in numbers]  # type: ignore[attr-defined]
    assert states.count(CommentStatus.WITHDRAWN) == 5
    assert_counts_agree(article)


def test_it_asks_who_it_is_and_what_is_wanted(cast: Cast) -> None:
    with pytest.raises(Invalid):
        leaving.ask(cast.ruth, "not that one", "stay")
    with pytest.raises(Invalid):
        leaving.ask(cast.ruth, PASSWORD, "burn")
    with pytest.raises(LogInFirst):
        leaving.ask(Guest(), PASSWORD, "stay")
    with pytest.raises(LogInFirst):
        leaving.stay(Guest())
    assert db.scalars(select(Job)).all() == []


def test_nobody_is_called_as_those_who_left(cast: Cast) -> None:
    with pytest.raises(Invalid):
        names.check("A  F0rmer Reader", cast.yusuf)
