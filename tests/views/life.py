"""The life of a publication: what editors and readers do, in any order."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from itertools import count

from flask.testing import FlaskClient
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import delete, select, update

from domain import comments, revisions, saved, search, welcome
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
    SearchEntry,
    Section,
    Source,
    Status,
    Topic,
    now,
)
from models.database import db, writing
from tests.conftest import hand_over

LISTS = ("/", "/sections/world", "/topics/lamps", "/authors/ines-okafor", "/feed.atom")
SEARCHES = ("/search?q=number", "/search?q=title+text", "/search?q=titel", "/search?q=remark")
PARTS = ("", "/comments", "/comments?order=newest", "/history", "/print")
COOKIES = ("", "reading=text_size=large", "reading=theme=night; welcome=0123456789ab", "utm=1")
NAMES = count(1)


@dataclass
class Site:
    """Servers, and one that keeps nothing; who is there, and the cookie that Ruth has."""

    servers: tuple[str, ...]
    bare: FlaskClient
    readers: list[int]
    ruth: str


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
        self.look_at(self.page(self.changed), self.site.ruth)
        self.look_at("/search?q=title", "")

    def page(self, number: int) -> str:
        slug = db.scalar(select(Article.slug).where(Article.id == number))
        hand_over()
        return f"/articles/{slug}"

    def look_at(self, path: str, cookie: str) -> None:
        """Every server answers what the bare one does."""
        for name in ("reading", "welcome", "utm", "session"):
            self.site.bare.delete_cookie(name)
        for pair in filter(None, cookie.split("; ")):
            self.site.bare.set_cookie(*pair.split("=", 1))
        expected = self.site.bare.get(path)
        for server in self.site.servers:
            status, body = fetched(server + path, cookie)
            made = expected.status_code, without_key(expected.data)
            assert (status, without_key(body)) == made, (server, path, cookie)

    @rule(which=st.integers(0, 3), part=st.sampled_from(PARTS), cookie=st.sampled_from(COOKIES))
    def read(self, which: int, part: str, cookie: str) -> None:
        self.look_at(self.page(self.article(which)) + part, cookie)

    @rule(path=st.sampled_from(LISTS + SEARCHES), cookie=st.sampled_from(COOKIES))
    def browse(self, path: str, cookie: str) -> None:
        self.look_at(path, cookie)

    @rule(which=st.integers(0, 3), part=st.sampled_from(PARTS))
    def read_as_ruth(self, which: int, part: str) -> None:
        self.look_at(self.page(self.article(which)) + part, self.site.ruth)

    @rule(path=st.sampled_from(LISTS))
    def browse_as_ruth(self, path: str) -> None:
        self.look_at(path, self.site.ruth)

    @rule(which=st.integers(0, 3), keep=st.booleans())
    def save(self, which: int, *, keep: bool) -> None:
        article = self.begin(which)
        if article.is_published:
            saved.set(self.reader(0), article, keep=keep)
        self.end()
        self.look_at("/", self.site.ruth)

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

    @rule(which=st.integers(0, 3))
    def rename_for_search_alone(self, which: int) -> None:
        self.begin(which)
        entry = db.get(SearchEntry, self.changed)
        if entry:
            entry.headline = f"Title for search {next(NAMES)}"
        self.end()

    @rule(which=st.integers(0, 3), forget=st.booleans())
    def index(self, which: int, *, forget: bool) -> None:
        (search.forget if forget else search.index)(self.begin(which).id)
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


def without_key(body: bytes) -> bytes:
    """The page without the composer's random value, which is another each time."""
    return re.sub(rb'name="key" value="[\w-]+"', b"", body)


def fetched(url: str, cookie: str) -> tuple[int, bytes]:
    """What a stranger's browser gets."""
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310 (our own)
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
