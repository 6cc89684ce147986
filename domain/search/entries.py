"""Entries: what search knows of an article, written in the unit of work that stores the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import delete, func, select

from models import Article, ArticleBody, ArticleTopic, SearchEntry, Source, Topic
from models.database import db, writing

from . import spelling, words
from .engine import engine

BATCH = 100


def index(article_id: int) -> None:
    """Have search find the article as it stands now, in this unit of work.

    Drafts have entries too: what may be read is decided when somebody asks.
    """
    writing()
    facts = Article.title, Article.standfirst, Article.byline, ArticleBody.plain
    stored = select(*facts).join(ArticleBody, ArticleBody.article_id == Article.id)
    row = db.execute(stored.where(Article.id == article_id)).one()
    fields = {
        "headline": row.title,
        "standfirst": row.standfirst,
        "byline": _joined(author["name"] for author in row.byline),
        "topics": _joined(_topics_of(article_id)),
        "body": row.plain,
        "sources": _joined(_sources_of(article_id)),
    }
    fields = {name: words.plain(text) for name, text in fields.items()}
    db.merge(SearchEntry(article_id=article_id, **fields))
    db.flush()
    engine().keep(article_id, fields)
    spelling.learn(words.vocabulary(*fields.values()))


def forget(article_id: int) -> None:
    """Have search find the article no more."""
    writing()
    db.execute(delete(SearchEntry).where(SearchEntry.article_id == article_id))


def reindex() -> Iterator[tuple[int, int]]:
    """Make every entry and the index anew, in batches; yields how many are done, and of how many.

    Each batch is committed for itself, so that readers search and editors publish meanwhile.
    """
    total = db.scalar(select(func.count(Article.id))) or 0
    done, last = 0, 0
    while batch := _ids_after(last):
        for article_id in batch:
            index(article_id)
        db.commit()
        db.expunge_all()
        done, last = done + len(batch), batch[-1]
        yield done, total
    writing()
    engine().tidy()
    db.commit()


def _ids_after(last: int) -> Sequence[int]:
    query = select(Article.id).where(Article.id > last).order_by(Article.id)
    return db.scalars(query.limit(BATCH)).all()


def _topics_of(article_id: int) -> Sequence[str]:
    query = select(Topic.name).join(ArticleTopic, ArticleTopic.topic_id == Topic.id)
    query = query.where(ArticleTopic.article_id == article_id)
    return db.scalars(query.order_by(ArticleTopic.position)).all()


def _sources_of(article_id: int) -> Iterator[str]:
    query = select(Source.title, Source.author, Source.outlet)
    for row in db.execute(query.where(Source.article_id == article_id).order_by(Source.position)):
        yield ", ".join(part for part in row if part)


def _joined(names: Iterable[str]) -> str:
    return " · ".join(names)
