"""Rendering again what is stored, when the rules of rendering have changed.

Each batch is a unit of work of its own, so that readers read and editors publish meanwhile, and
an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from models import Article, ArticleBody, Comment, Page, Picture
from models.database import db, writing

from . import comments, search
from .importing import storing
from .rendering import articles as rendering

BATCH = 20


def mark_all() -> None:
    """Count everything that is stored as rendered by older rules."""
    writing()
    for table in (ArticleBody, Page, Comment):
        db.execute(update(table).values(render_version=0))
    db.commit()


def batches() -> int:
    """In how many steps the articles will be done."""
    old = select(func.count()).where(ArticleBody.render_version != rendering.VERSION)
    return math.ceil((db.scalar(old) or 0) / BATCH)


def articles() -> Iterator[int]:
    """Render the articles again that older rules rendered; yields how many are done."""
    done = 0
    while bodies := _old():
        rendered = {body.article_id: (body.markdown, _rendered(body)) for body in bodies}
        writing()
        for article in _whole(rendered):
            markdown, new = rendered[article.id]
            if article.body.markdown == markdown:
                _keep(article, new)
        db.commit()
        db.expunge_all()
        done += len(bodies)
        yield done


def pages() -> int:
    """Render the publication's own pages again; returns how many there were."""
    writing()
    old = db.scalars(select(Page).where(Page.render_version != rendering.VERSION)).all()
    for page in old:
        manuscript = rendering.Manuscript(page.markdown)
        manuscript.heading()
        page.html, page.render_version = manuscript.rendered().html, rendering.VERSION
    db.commit()
    return len(old)


def conversation() -> int:
    """Render the comments again that older rules rendered; returns how many there were."""
    return comments.rerender()


def _old() -> Sequence[ArticleBody]:
    old = select(ArticleBody).where(ArticleBody.render_version != rendering.VERSION)
    return db.scalars(old.order_by(ArticleBody.article_id).limit(BATCH)).all()


def _rendered(body: ArticleBody) -> rendering.Rendered:
    inside = select(Picture).where(Picture.digest.in_(body.pictures.values()))
    rows = {picture.digest: picture for picture in db.scalars(inside)}
    pictures = {name: rows[digest] for name, digest in body.pictures.items() if digest in rows}
    return rendering.render(body.markdown, pictures)


def _whole(ids: Collection[int]) -> Sequence[Article]:
    query = select(Article).options(joinedload(Article.body)).where(Article.id.in_(ids))
    return db.scalars(query.order_by(Article.id)).all()


def _keep(article: Article, rendered: rendering.Rendered) -> None:
    storing.set_text(article, rendered)
    storing.set_pull_quotes(article, rendered)
    db.flush()
    search.index(article.id)
