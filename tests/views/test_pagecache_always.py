"""Whatever is done, every server answers what a render without a cache would, to the byte.

Two servers in processes of their own keep pages; the acts come from elsewhere. The state outlives
an example: an example is a further piece of the publication's life.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import delete, select, update

from app import create_app
from domain import comments, revisions, welcome
from models import (
    Article,
    ArticleAddress,
    ArticleBody,
    Author,
    Comment,
    CommentStatus,
    Publication,
    Reader,
    RelatedArticle,
    Section,
    Source,
    Status,
    Topic,
    now,
)
from models import revisions as counted
from models.database import db, writing
from settings import Settings
from tests.browser.serving import running
from tests.cast import Cast
from tests.conftest import hand_over

LISTS = ("/", "/sections/world", "/topics/lamps", "/authors/ines-okafor", "/feed.atom")
PARTS = ("", "/comments", "/comments?order=newest", "/history", "/print")
COOKIES = ("", "reading=text_size=large", "reading=theme=night; welcome=0123456789ab", "utm=1")
NAMES = count(1)


@dataclass
class Site:
    """Two servers, and one that keeps nothing; and who is there."""

    servers: tuple[str, str]
    bare: FlaskClient
    readers: list[int]


@pytest.fixture
def site(settings: Settings, database_url: str) -> Iterator[Site]:
    more = {"LECTERN_DATABASE_URL": database_url, "LECTERN_URL": settings.url}
    app = create_app(replace(settings, cache=0))
    cast = Cast(app)
    there = [cast.ruth.id, cast.yusuf.id, cast.dara.id]
    cast.article  # noqa: B018
    db.remove()
    (settings.var / "one").mkdir()
    (settings.var / "two").mkdir()
    with (
        running(settings.var / "one", **more) as (one, _),
        running(settings.var / "two", **more) as (two, _),
    ):
        yield Site((one, two), app.test_client(), there)
    engine = db().get_bind()
    db.remove()
    engine.dispose()


class Life(RuleBasedStateMachine):
    """What editors and readers do, in any order."""

    site: Site

    def __init__(self) -> None:
        super().__init__()
        self.changed: int = self.article(0)

    def article(self, which: int) -> int:
        """One of the newest articles."""
        query = select(Article.id).order_by(Article.id.desc()).limit(4)
        found = db.scalars(query).all()
        hand_over()
        return found[which % len(found)]

    def begin(self, which: int) -> Article:
        """Begin to change an article, or what hangs on it."""
        self.changed = self.article(which)
        writing()
        return db.get_one(Article, self.changed)

    def end(self) -> None:
        """End the change, and look at what it may have touched."""
        hand_over()
        self.look_at("/", "")
        self.look_at(self.page(self.changed), "")

    def page(self, number: int) -> str:
        slug = db.scalar(select(Article.slug).where(Article.id == number))
        hand_over()
        return f"/articles/{slug}"

    def look_at(self, path: str, cookie: str) -> None:
        """Both servers answer what the bare one does."""
        for name in ("reading", "welcome", "utm"):
            self.site.bare.delete_cookie(name)
        for pair in filter(None, cookie.split("; ")):
            self.site.bare.set_cookie(*pair.split("=", 1))
        expected = self.site.bare.get(path)
        for server in self.site.servers:
            status, body = fetched(server + path, cookie)
            assert (status, body) == (expected.status_code, expected.data), (server, path, cookie)

    @rule(which=st.integers(0, 3), part=st.sampled_from(PARTS), cookie=st.sampled_from(COOKIES))
    def read(self, which: int, part: str, cookie: str) -> None:
        self.look_at(self.page(self.article(which)) + part, cookie)

    @rule(path=st.sampled_from(LISTS), cookie=st.sampled_from(COOKIES))
    def browse(self, path: str, cookie: str) -> None:
        self.look_at(path, cookie)

    @rule()
    def read_the_acknowledgement(self) -> None:
        mark = welcome.mark_of(db.get_one(Publication, 1))
        hand_over()
        self.look_at("/", f"welcome={mark}" if mark else "")

    @rule(which=st.integers(0, 3))
    def publish(self, which: int) -> None:
        before = self.article(which)
        writing()
        name = f"number-{next(NAMES)}"
        new = Article(
            slug=name,
            title=name,
            section_id=db.scalars(select(Section.id)).first(),
            published_at=now(),
            body=ArticleBody(markdown="", html="<p>Text.</p>", plain="Text.", render_version=1),
            addresses=[ArticleAddress(slug=name)],
        )
        db.add(new)
        db.flush()
        db.add(RelatedArticle(article_id=before, position=next(NAMES), related_id=new.id))
        self.changed = before
        self.end()

    @rule(which=st.integers(0, 3))
    def rename(self, which: int) -> None:
        self.begin(which).title = f"Title {next(NAMES)}"
        self.end()

    @rule(which=st.integers(0, 3), status=st.sampled_from(Status))
    def withdraw_or_bring_back(self, which: int, status: Status) -> None:
        self.begin(which).status = status
        self.end()

    @rule(which=st.integers(0, 3))
    def give_sources(self, which: int) -> None:
        article = self.begin(which)
        mine = delete(Source).where(Source.article_id == article.id)
        db.execute(mine, execution_options=revisions.within(article.id))
        db.add(Source(article_id=article.id, position=0, title=f"Work {next(NAMES)}"))
        self.end()

    @rule(kind=st.sampled_from([Section, Topic, Author]))
    def rename_what_lists(self, kind: type[Section | Topic | Author]) -> None:
        writing()
        for row in db.scalars(select(kind)):
            row.name = f"Name {next(NAMES)}"
        self.end()

    @rule(words=st.sampled_from(["", "We remember.", "We remember more."]))
    def change_the_publication(self, words: str) -> None:
        writing()
        db.get_one(Publication, 1).acknowledgement = words
        self.end()

    @rule(which=st.integers(0, 3), who=st.integers(0, 2))
    def say(self, which: int, who: int) -> None:
        article = self.begin(which)
        if article.is_published:
            by = self.reader(who)
            comments.post(by, article, f"Remark {next(NAMES)}.")
        self.end()

    @rule(nth=st.integers(0, 20), who=st.integers(0, 2))
    def answer(self, nth: int, who: int) -> None:
        said = self.said(nth)
        if said and db.get_one(Article, said.article_id).is_published:
            by, article = self.reader(who), db.get_one(Article, said.article_id)
            comments.post(by, article, f"Answer {next(NAMES)}.", in_reply_to=said.id)
        self.end()

    @rule(nth=st.integers(0, 20))
    def take_back(self, nth: int) -> None:
        said = self.said(nth)
        if said:
            comments.withdraw(db.get_one(Reader, said.reader_id), said)
        self.end()

    def reader(self, who: int) -> Reader:
        return db.get_one(Reader, self.site.readers[who])

    def said(self, nth: int) -> Comment | None:
        """One of the latest comments that everybody sees."""
        query = select(Comment).where(Comment.status == CommentStatus.VISIBLE)
        found = db.scalars(query.order_by(Comment.id.desc()).limit(20)).all()
        if not found:
            return None
        chosen = found[nth % len(found)]
        self.changed = chosen.article_id
        return chosen

    @rule(who=st.integers(0, 2))
    def take_another_name(self, who: int) -> None:
        writing()
        self.reader(who).name = f"Person {next(NAMES)}"
        self.end()

    @rule()
    def go_past_the_rows(self) -> None:
        writing()
        db.execute(update(Article).values(standfirst=f"Standfirst {next(NAMES)}"))
        self.end()


def fetched(url: str, cookie: str) -> tuple[int, bytes]:
    """What a stranger's browser gets."""
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310 (our own)
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def live(site: Site, examples: int, steps: int) -> None:
    """Have the publication live for so many pieces of so many steps."""
    life = type("Life", (Life,), {"site": site})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        life,
        settings=how(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.both_engines
def test_what_is_kept_is_what_would_be_made(site: Site) -> None:
    live(site, examples=6, steps=15)


@pytest.mark.long
@pytest.mark.both_engines
def test_what_is_kept_is_what_would_be_made_for_long(site: Site) -> None:
    live(site, examples=100, steps=50)


def test_a_change_that_is_not_counted_would_be_seen(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The acts of this process forget that a comment belongs to an article."""
    monkeypatch.delitem(counted.OF_ARTICLE, "comment")
    monkeypatch.setitem(counted.QUIET, "article", frozenset(Article.__table__.columns.keys()))
    monkeypatch.setattr(counted, "_key_of", lambda row: "nothing")
    with pytest.raises((AssertionError, Flaky)):
        live(site, examples=10, steps=20)


def test_the_lists_are_there(site: Site) -> None:
    for path in LISTS:
        assert fetched(site.servers[0] + path, "")[0] == 200
