"""Storing an article as its file says it, as one unit of work.

Who it is: the article at its slug, else the one that came from the same path. A changed title
makes no second article; a changed slug adds an address, and the old ones redirect. The
status is left alone: what was withdrawn stays withdrawn. `Article.digest` says what the file was
when it was last stored; once articles are edited elsewhere too, a file that differs from it and an
edit since then are a conflict, to be found here and reported, and not resolved by force.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import joinedload

from models import (
    Article,
    ArticleAddress,
    ArticleAuthor,
    ArticleBody,
    ArticleTopic,
    Author,
    Correction,
    PullQuote,
    Source,
    Topic,
    now,
)
from models.database import db, writing

from .. import pictures, slugs
from ..rendering import articles as rendering
from ..revisions import within
from . import known
from .drafts import Draft
from .report import Remark, Wrong

Named = TypeVar("Named", Author, Topic)


def store(draft: Draft) -> tuple[Article, bool]:
    """Store the article of `draft`; returns it, and whether it is a new one.

    Raises Wrong where its slug is another article's.
    """
    writing()
    article = _identified(draft)
    is_new = article is None
    if article is None:
        article = Article(slug=_derived_slug(draft), published_at=now(), body=ArticleBody())
    _describe(article, draft)
    _keep_text(article, draft)
    db.add(article)
    db.flush()
    _set_address(article, draft.slug or article.slug)
    _set_rows(article, draft)
    db.flush()
    return article, is_new


def _identified(draft: Draft) -> Article | None:
    """The article that the file is about, if there is one already."""
    by_origin = _found(Article.origin == draft.place.origin)
    if not draft.slug:
        return by_origin
    address = select(ArticleAddress.article_id).where(ArticleAddress.slug == draft.slug)
    by_slug = _found(Article.id.in_(address))
    if by_slug is None or by_slug is by_origin:
        return by_origin
    if by_origin is not None or by_slug.slug != draft.slug or _still_stands(by_slug, draft):
        raise Wrong([_taken(by_slug, draft)])
    return by_slug


def _found(condition: ColumnElement[bool]) -> Article | None:
    query = select(Article).options(joinedload(Article.body))
    return db.scalar(query.where(condition))


def _still_stands(article: Article, draft: Draft) -> bool:
    """Whether the file that the article came from is still there, so that this is not it, moved."""
    if article.origin is None:
        return False
    other: Path = draft.place.root.parent / article.origin
    return other.is_file() and other != draft.place.path


def _taken(article: Article, draft: Draft) -> Remark:
    which = "the address" if article.slug == draft.slug else "an earlier address"
    whose = f"“{article.title}”" + (f" ({article.origin})" if article.origin else "")
    words = f"This is already {which} of another article, {whose}."
    return Remark(draft.place.shown, draft.slug_line, "slug", words)


def _derived_slug(draft: Draft) -> str:
    """The slug of the file, or one from its title or its own name, with a number if taken."""
    if draft.slug:
        return draft.slug
    wanted = slugs.of(draft.title, draft.place.path.stem) or "article"
    near = ArticleAddress.slug.startswith(wanted, autoescape=True)
    return slugs.free(wanted, set(db.scalars(select(ArticleAddress.slug).where(near))))


def _describe(article: Article, draft: Draft) -> None:
    article.origin, article.digest = draft.place.origin, draft.digest
    article.title, article.standfirst = draft.title, draft.standfirst
    article.language, article.discussion = draft.language, draft.discussion
    article.published_at = draft.published or article.published_at
    article.updated_at = draft.updated
    article.update_reason = _reason(draft)
    article.section_id = known.section(draft.section).id
    article.image = draft.image
    article.picture_id = pictures.kept(draft.picture[1]).id if draft.picture else None


def _reason(draft: Draft) -> str:
    """Why it was updated: what the file says of an update on that day."""
    day = draft.updated.date() if draft.updated else None
    reasons = [c["text"] for c in draft.corrections if c["kind"] == "update" and c["date"] == day]
    return str(reasons[-1]) if reasons else ""


def _keep_text(article: Article, draft: Draft) -> None:
    for _, negative in draft.inside.values():
        pictures.kept(negative)
    article.body.markdown = draft.markdown
    article.body.pictures = {name: negative.digest for name, (_, negative) in draft.inside.items()}
    set_text(article, draft.rendered)


def set_text(article: Article, rendered: rendering.Rendered) -> None:
    """The text as it was rendered now, and what is counted in it."""
    article.body.html, article.body.plain = rendered.html, rendered.plain
    article.body.render_version = rendering.VERSION
    article.words, article.minutes = rendered.words, rendered.minutes


def _set_rows(article: Article, draft: Draft) -> None:
    """What hangs on the article in rows of its own, as the file has it."""
    for table in (ArticleAuthor, ArticleTopic, Source, Correction):
        db.execute(
            delete(table).where(table.article_id == article.id),
            execution_options=within(article.id),
        )
    signed = _unique([known.author(name) for name in draft.authors])
    about = _unique([known.topic(name) for name in draft.topics])
    article.byline = byline(signed)
    for place, author in enumerate(signed):
        db.add(ArticleAuthor(article_id=article.id, author_id=author.id, position=place))
    for place, topic in enumerate(about):
        db.add(ArticleTopic(article_id=article.id, topic_id=topic.id, position=place))
    for place, facts in enumerate(draft.sources):
        db.add(Source(article_id=article.id, position=place, **facts))
    for facts in draft.corrections:
        db.add(Correction(article_id=article.id, **facts))
    set_pull_quotes(article, draft.rendered)


def set_pull_quotes(article: Article, rendered: rendering.Rendered) -> None:
    """The pull quotes of the text, in its order, in place of those that were."""
    db.execute(
        delete(PullQuote).where(PullQuote.article_id == article.id),
        execution_options=within(article.id),
    )
    for place, quotation in enumerate(rendered.pull_quotes):
        db.add(
            PullQuote(
                article_id=article.id,
                position=place,
                text=quotation.text,
                who=quotation.who,
                role=quotation.role,
                difference=quotation.difference,
            )
        )


def _set_address(article: Article, slug: str) -> None:
    """Have the article stand at `slug`; where it stood before leads there."""
    address = db.get(ArticleAddress, slug)
    if address is None:
        db.add(ArticleAddress(slug=slug, article_id=article.id, since=now()))
    elif article.slug != slug:
        address.since = now()
    article.slug = slug


def byline(authors: list[Author]) -> list[dict[str, str]]:
    """Who signs, as the row of the article keeps it for lists."""
    return [{"name": a.name, "slug": a.slug, "kind": a.kind.value} for a in authors]


def _unique(rows: list[Named]) -> list[Named]:
    return list({row.id: row for row in rows}.values())
