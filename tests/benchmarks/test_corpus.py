"""An invented publication is as the site would have stored it, and the same every time."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import create_app
from benchmarks.corpus import Corpus, Plan, making, people, pieces, plan
from domain import comments, login, saved, search
from domain.rendering import articles as rendering
from domain.rendering import comments as remarks
from domain.rendering.words import count
from domain.search import words
from models import (
    Article,
    ArticleAddress,
    ArticleAuthor,
    ArticleBody,
    ArticleTopic,
    Comment,
    CommentStatus,
    Guest,
    SearchEntry,
    SearchWord,
    Section,
    Status,
)
from models.database import db, writing
from settings import Settings
from tests.conftest import SECRET
from tests.postgresql import Database

PLAN = Plan(articles=300, comments=700, most=120, words=3_000, pictures=0)


@dataclass
class Made:
    """A corpus, and where it stands."""

    corpus: Corpus
    folder: Path


def unwatched(steps: Iterable[int], _label: str, _total: int) -> Iterable[int]:
    return steps


@pytest.fixture(scope="module")
def made(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("corpora") / "one"

    def migrate(_url: str) -> None:
        shutil.copy(migrated, folder / "lectern.db")

    return Made(
        making.make(PLAN, folder, f"sqlite:///{folder}/lectern.db", migrate, unwatched), folder
    )


@pytest.fixture
def site(made: Made) -> Iterator[Flask]:
    url = f"sqlite:///{made.folder / 'lectern.db'}"
    yield create_app(Settings(database_url=url, var=made.folder, secrets=(SECRET,), testing=True))
    engine = db().get_bind()
    db.remove()
    engine.dispose()


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()


def test_every_kind_of_page_answers(visitor: FlaskClient, made: Made) -> None:
    corpus = made.corpus
    pages = [f"/articles/{slug}" for slug in (corpus.usual, corpus.talked, *corpus.slugs[:5])]
    pages += ["/", "/?page=3", f"/sections/{corpus.section}", f"/topics/{corpus.topic}"]
    pages += [f"/authors/{corpus.author}", "/feed.atom", "/sitemap.xml", "/saved", "/about"]
    assert {page: visitor.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


@pytest.mark.usefixtures("site")
def test_counters_say_what_stands_there() -> None:
    for article in db.scalars(select(Article)):
        of = select(Comment).where(Comment.article_id == article.id)
        told = db.scalars(of).all()
        begun = [each.thread for each in told if each.reply == 0]
        assert article.comment_count == sum(c.status is CommentStatus.VISIBLE for c in told)
        assert sorted(begun) == list(range(1, article.thread_count + 1))
        for root in (each for each in told if each.reply == 0):
            replies = sorted(each.reply for each in told if each.root_id == root.id and each.reply)
            assert replies == list(range(1, root.reply_count + 1))
    assert db.scalar(select(func.count(Comment.id))) == PLAN.comments


def test_one_article_is_much_discussed_and_one_as_usual(site: Flask, made: Made) -> None:
    with site.test_request_context():
        counts = dict(db.execute(select(Article.slug, Article.comment_count)).all())  # type: ignore[arg-type]
        assert counts[made.corpus.talked] == PLAN.most == max(counts.values())
        assert counts[made.corpus.usual] == 20
        article = db.scalar(select(Article).where(Article.slug == made.corpus.talked))
        assert article
        assert len(comments.discussion(Guest(), article).threads) == 25


@pytest.mark.usefixtures("site")
def test_texts_are_what_the_renderer_makes_of_them() -> None:
    query = select(ArticleBody, Article.words).join(Article, Article.id == ArticleBody.article_id)
    for body, told in db.execute(query.limit(60)):
        found = rendering.render(body.markdown)
        assert (body.html, body.plain) == (found.html, found.plain)
        assert told == found.words == count(found.plain)
    for comment in db.scalars(select(Comment).limit(60)):
        assert comment.html == remarks.rendered(comment.markdown)


@pytest.mark.usefixtures("site")
def test_texts_are_long_enough_and_words_as_common_as_in_life() -> None:
    lengths = db.scalars(select(Article.words)).all()
    assert 500 < sum(lengths) / len(lengths) < 700
    texts = " ".join(db.scalars(select(SearchEntry.body))).lower().split()
    often = sorted((texts.count(word) for word in set(texts[:4000])), reverse=True)
    assert often[0] / len(texts) > 0.03
    assert often[0] > 5 * often[20]


@pytest.mark.usefixtures("site")
def test_search_knows_what_it_would_know_if_each_article_were_indexed(made: Made) -> None:
    before = dict.fromkeys(db.execute(select(SearchEntry.__table__)))
    known = set(db.scalars(select(SearchWord.word)))
    told = (words.vocabulary(*row[1:]) for row in before)
    missing = set().union(*told) - known
    assert not missing
    article = db.scalar(select(Article).where(Article.slug == made.corpus.usual))
    assert article
    search.index(article.id)
    assert dict.fromkeys(db.execute(select(SearchEntry.__table__))) == before
    db.rollback()


@pytest.mark.usefixtures("site")
def test_search_finds_common_and_rare_words(made: Made) -> None:
    common, rare = made.corpus.words[0], made.corpus.words[-1]
    assert common[1] > 0.99 > 0.2 > rare[1] > 0
    assert search.find(common[0]).total > PLAN.articles * 0.9
    assert 0 < search.find(rare[0]).total < 60
    title = db.scalar(select(Article.title).where(Article.slug == made.corpus.usual))
    assert search.find(f'"{title}"').page.rows[0].article.slug == made.corpus.usual


@pytest.mark.usefixtures("site")
def test_readers_log_in_and_the_first_has_saved_sixty(made: Made) -> None:
    account = login.check(made.corpus.addresses[0], plan.PASSWORD)
    assert account
    assert len(saved.ids(account)) == 60


@pytest.mark.usefixtures("site")
def test_each_article_has_its_address_and_few_are_not_to_be_seen() -> None:
    slugs = dict(db.execute(select(Article.id, Article.slug)).all())  # type: ignore[arg-type]
    held = select(ArticleAddress.article_id, ArticleAddress.slug)
    assert dict(db.execute(held).all()) == slugs  # type: ignore[arg-type]
    seen = select(func.count(Article.id)).where(Article.status == Status.PUBLISHED)
    assert PLAN.articles * 0.95 < (db.scalar(seen) or 0) < PLAN.articles


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("link", [ArticleAuthor, ArticleTopic])
def test_lists_hold_what_may_be_read(link: type[ArticleAuthor | ArticleTopic]) -> None:
    listed = select(link.listed_at, Article.status, Article.published_at)
    rows = db.execute(listed.join(Article, Article.id == link.article_id)).all()
    assert len(rows) >= PLAN.articles
    for listed_at, status, published_at in rows:
        assert listed_at == (published_at if status is Status.PUBLISHED else None)


@pytest.mark.usefixtures("site")
def test_the_database_is_as_the_migrations_left_it(migrated: Path, made: Made) -> None:
    from models.engines import sqlite

    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    schemas = []
    for path in (migrated, made.folder / "lectern.db"):
        connection = sqlite.connect(path)
        schemas.append(sorted(connection.execute(query).fetchall()))
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        mode = connection.execute("PRAGMA journal_mode").fetchone()
        connection.close()
    assert schemas[0] == schemas[1]
    assert (broken, mode) == ([], ("wal",))


def test_the_same_seed_makes_the_same_and_it_is_made_once(made: Made) -> None:
    def never(_url: str) -> None:
        raise AssertionError("it is there already")

    assert making.make(PLAN, made.folder, "", never, unwatched) == made.corpus


@pytest.mark.long
def test_on_postgresql_it_is_the_same(made: Made, postgresql: Database, tmp_path: Path) -> None:
    corpus = making.make(PLAN, tmp_path / "two", postgresql.url, lambda _url: None, unwatched)
    site = create_app(Settings(database_url=postgresql.url, secrets=(SECRET,), testing=True))
    visitor = site.test_client()
    pages = [f"/articles/{corpus.talked}", "/", f"/topics/{corpus.topic}", "/feed.atom"]
    assert {page: visitor.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert corpus == made.corpus
    common, rare = corpus.words[0], corpus.words[-1]
    assert search.find(common[0]).total > PLAN.articles * 0.9
    assert 0 < search.find(rare[0]).total < 60
    account = login.check(corpus.addresses[0], plan.PASSWORD)
    assert account
    assert len(saved.ids(account)) == 60
    writing()
    db.add(Section(slug="after", name="After"))
    db.flush()
    engine = db().get_bind()
    db.remove()
    engine.dispose()
    postgresql.empty()


def test_a_million_articles_appear_one_after_the_other() -> None:
    shares = [number / 1_000_000 for number in (1, 2, 500_000, 999_999, 1_000_000)]
    instants = [pieces.appeared(share) for share in shares]
    assert instants == sorted(set(instants))
    assert people.BEGAN < instants[0] < instants[-1] == people.ENDED
