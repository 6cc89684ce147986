"""Saved articles: the count and the list come from one query, whatever was done before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from app import create_app
from domain import login, saved, shelf
from domain.refusal import Conflict, Missing, Moved
from models import ArticleAddress, Guest, Person, Saved, Shelf, Status, now
from models.database import db, writing
from settings import Settings

from ..cast import Cast

GUEST = Guest(device="the hash of a cookie")
OTHER = Guest(device="the hash of another")


def listed(person: Person) -> list[int]:
    """The ids on every page of the list of `person`."""
    found: list[int] = []
    number, more = 1, True
    while more:
        page = saved.shelf_of(person, number)
        found += [row.article_id for row in page.rows]
        number, more = number + 1, page.has_next
    return found


def test_nobody_in_particular_has_saved_nothing(cast: Cast) -> None:
    assert saved.ids(Guest()) == frozenset()
    assert listed(Guest()) == []


def test_each_keeps_their_own(cast: Cast) -> None:
    saved.set(cast.ruth, cast.article, keep=True)
    saved.set(GUEST, cast.another(), keep=True)
    db.commit()
    assert len(saved.ids(cast.ruth)) == len(saved.ids(GUEST)) == 1
    assert saved.ids(cast.ruth) != saved.ids(GUEST)
    assert saved.ids(cast.yusuf) == saved.ids(OTHER) == frozenset()


def test_saying_the_same_twice_changes_nothing(cast: Cast) -> None:
    first = saved.set(cast.ruth, cast.article, keep=True)
    assert first is not None
    when = first.saved_at
    again = saved.set(cast.ruth, cast.article, keep=True)
    assert again is not None
    assert again.saved_at == when
    assert saved.set(cast.ruth, cast.article, keep=False) is not None
    assert saved.set(cast.ruth, cast.article, keep=False) is None
    assert listed(cast.ruth) == []


def test_the_latest_comes_first_and_the_list_has_pages(cast: Cast) -> None:
    articles = [cast.another() for _ in range(23)]
    for minute, article in enumerate(articles):
        since = now() - timedelta(hours=1) + timedelta(minutes=minute)
        saved.set(cast.ruth, article, keep=True, since=since)
    assert listed(cast.ruth) == [article.id for article in reversed(articles)]
    assert len(saved.shelf_of(cast.ruth).rows) == 20
    assert len(saved.shelf_of(cast.ruth, 2).rows) == 3
    with pytest.raises(Missing):
        saved.shelf_of(cast.ruth, 3)


def test_what_is_put_back_stands_where_it_stood(cast: Cast) -> None:
    older, newer = cast.another(), cast.another()
    saved.set(cast.ruth, older, keep=True, since=now() - timedelta(days=9))
    saved.set(cast.ruth, newer, keep=True)
    removed = saved.set(cast.ruth, older, keep=False)
    assert removed is not None
    saved.set(cast.ruth, older, keep=True, since=removed.saved_at)
    assert listed(cast.ruth) == [newer.id, older.id]


def test_nothing_was_saved_in_the_future(cast: Cast) -> None:
    row = saved.set(cast.ruth, cast.article, keep=True, since=now() + timedelta(days=9))
    assert row is not None
    assert row.saved_at <= now()


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DRAFT])
def test_what_was_taken_back_stays_on_the_list_and_can_be_removed(
    cast: Cast, status: Status
) -> None:
    saved.set(cast.ruth, cast.article, keep=True)
    cast.article.status = status
    db.commit()
    (row,) = saved.shelf_of(cast.ruth).rows
    assert row.is_withdrawn
    assert saved.ids(cast.ruth) == {cast.article.id}
    found = saved.found_by(cast.ruth, cast.article.slug)
    saved.set(cast.ruth, found, keep=False)
    assert listed(cast.ruth) == []


def test_a_draft_is_found_by_nobody_who_has_not_saved_it(cast: Cast) -> None:
    slug = cast.another(status=Status.DRAFT).slug
    for person in (cast.ruth, GUEST, Guest()):
        with pytest.raises(Missing):
            saved.found_by(person, slug)


def test_an_old_slug_leads_to_the_article(cast: Cast) -> None:
    cast.keep(ArticleAddress(slug="an-older-slug", article_id=cast.article.id))
    with pytest.raises(Moved):
        saved.found_by(cast.ruth, "an-older-slug")
    assert saved.just_removed(cast.ruth, "an-older-slug") is None


def test_only_what_is_not_saved_was_just_removed(cast: Cast) -> None:
    article = cast.article
    assert saved.just_removed(cast.ruth, article.slug) is article
    saved.set(cast.ruth, article, keep=True)
    assert saved.just_removed(cast.ruth, article.slug) is None
    assert saved.just_removed(cast.ruth, "nothing-here") is None


def test_a_change_since_it_was_saved_is_known(cast: Cast) -> None:
    row = saved.set(cast.ruth, cast.article, keep=True, since=now() - timedelta(days=2))
    assert row is not None
    assert not row.has_changed
    cast.article.updated_at = now() - timedelta(days=3)
    assert not row.has_changed
    cast.article.updated_at = now() - timedelta(days=1)
    assert row.has_changed


def test_a_device_keeps_two_hundred_an_account_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "DEVICE_ROWS", 2)
    articles = [cast.another() for _ in range(3)]
    for article in articles[:2]:
        saved.set(GUEST, article, keep=True)
    saved.set(GUEST, articles[0], keep=True)
    with pytest.raises(Conflict):
        saved.set(GUEST, articles[2], keep=True)
    for article in articles:
        saved.set(cast.ruth, article, keep=True)
    assert len(saved.ids(cast.ruth)) == 3


def test_a_log_in_moves_everything_and_doubles_nothing(cast: Cast) -> None:
    both, device, account = cast.another(), cast.another(), cast.another()
    for person, article in (
        (GUEST, both),
        (GUEST, device),
        (cast.ruth, both),
        (cast.ruth, account),
    ):
        saved.set(person, article, keep=True)
    login.begin(cast.ruth, browser="", remembered=False, device=GUEST.device)
    db.commit()
    assert sorted(listed(cast.ruth)) == sorted([both.id, device.id, account.id])
    assert listed(GUEST) == []
    assert len(db.scalars(select(Shelf)).all()) == 1


def test_a_shelf_that_nobody_used_for_a_year_is_cleared(cast: Cast) -> None:
    saved.set(GUEST, cast.article, keep=True)
    saved.set(cast.ruth, cast.article, keep=True)
    db.commit()
    writing()
    for each in db.scalars(select(Shelf)):
        each.used_at = now() - shelf.DEVICE_KEPT - timedelta(days=1)
    db.commit()
    saved.set(OTHER, cast.article, keep=True)
    db.commit()
    assert saved.ids(GUEST) == frozenset()
    assert saved.ids(cast.ruth) == saved.ids(OTHER) == {cast.article.id}


@pytest.mark.parametrize(("days", "kept"), [(364, True), (366, False)])
def test_a_shelf_in_use_is_kept(cast: Cast, days: int, kept: bool) -> None:
    """That it is used is noted once a day, not each time."""
    first, second = cast.article, cast.another()
    saved.set(GUEST, first, keep=True)
    begun = db.scalars(select(Shelf.used_at)).one()
    saved.set(GUEST, second, keep=True)
    assert db.scalars(select(Shelf.used_at)).one() == begun
    db.scalars(select(Shelf)).one().used_at = now() - timedelta(days=days)
    db.flush()
    if kept:
        saved.set(GUEST, first, keep=False)
        saved.set(GUEST, first, keep=True)
    saved.set(OTHER, first, keep=True)
    assert saved.ids(GUEST) == (frozenset({first.id, second.id}) if kept else frozenset())
    used = db.scalars(select(Shelf.used_at)).all()
    assert min(used) > now() - timedelta(days=1)


class TwoTabsAndALogIn(RuleBasedStateMachine):
    """Complaint 1: after any sequence of acts, the count is the length of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.open = self._site()
        self.cast = self.open.__enter__()

    @contextmanager
    def _site(self) -> Iterator[Cast]:
        with TemporaryDirectory() as folder:
            copy = Path(folder) / "lectern.db"
            copy.write_bytes(MIGRATED[0].read_bytes())
            url = f"sqlite:///{copy}"
            yield Cast(create_app(Settings(database_url=url, secrets=("s" * 32,), testing=True)))
            engine = db().get_bind()
            db.remove()
            engine.dispose()  # type: ignore[union-attr]

    @initialize()
    def articles_are_there(self) -> None:
        self.articles = [self.cast.another() for _ in range(4)]
        self.kept: dict[Person, set[int]] = {GUEST: set(), self.cast.ruth: set()}
        db.commit()

    @rule(which=st.integers(0, 3), keep=st.booleans(), logged_in=st.booleans())
    def press(self, which: int, keep: bool, logged_in: bool) -> None:
        person: Person = self.cast.ruth if logged_in else GUEST
        article = self.articles[which]
        saved.set(person, article, keep=keep)
        db.commit()
        (self.kept[person].add if keep else self.kept[person].discard)(article.id)

    @rule()
    def log_in(self) -> None:
        login.begin(self.cast.ruth, browser="", remembered=False, device=GUEST.device)
        db.commit()
        self.kept[self.cast.ruth] |= self.kept[GUEST]
        self.kept[GUEST] = set()

    @rule(which=st.integers(0, 3), status=st.sampled_from(list(Status)))
    def publish_or_withdraw(self, which: int, status: Status) -> None:
        writing()
        self.articles[which].status = status
        db.commit()

    @invariant()
    def count_and_list_agree(self) -> None:
        everybody = getattr(self, "kept", {})
        for person, kept in everybody.items():
            on_the_list = listed(person)
            assert len(on_the_list) == len(set(on_the_list)) == len(saved.ids(person))
            assert set(on_the_list) == set(saved.ids(person)) == kept
        assert len(db.scalars(select(Saved)).all()) == sum(
            map(len, getattr(self, "kept", {}).values())
        )

    def teardown(self) -> None:
        self.open.__exit__(None, None, None)


MIGRATED: list[Path] = []


@pytest.fixture(autouse=True)
def _migrated(migrated: Path) -> None:
    MIGRATED[:] = [migrated]


TwoTabsAndALogIn.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=15,
    suppress_health_check=[HealthCheck.too_slow],
)
TestTwoTabsAndALogIn = TwoTabsAndALogIn.TestCase
