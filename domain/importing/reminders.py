"""What editors of stored articles might think about: said at each import, and again when asked."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from models import Article, ArticleBody, PullQuote, Source
from models.database import db

from .. import publication
from ..rendering import pullquotes
from . import outlets

NOT_LISTED = "The text quotes {}, which is not among the sources."
NOT_VERBATIM = "Not word for word in the text: {}"


def of_all() -> Iterator[tuple[str, str]]:
    """The slug of an article and what is to be thought about in it, the newest article first."""
    query = select(Article.id, Article.slug).order_by(Article.published_at.desc())
    name = publication.current().name
    for article_id, slug in db.execute(query).all():
        for words in (*_pull_quotes(article_id), *_outlets(article_id, name)):
            yield slug, words


def _pull_quotes(article_id: int) -> Iterator[str]:
    query = select(PullQuote).where(PullQuote.article_id == article_id)
    for quotation in db.scalars(query.order_by(PullQuote.position)):
        if quotation.difference:
            yield NOT_VERBATIM.format(pullquotes.in_words(quotation.difference))


def _outlets(article_id: int, own_name: str) -> Iterator[str]:
    text = db.scalar(select(ArticleBody.plain).where(ArticleBody.article_id == article_id)) or ""
    listed = db.scalars(select(Source.outlet).where(Source.article_id == article_id))
    for outlet in outlets.missing(text, filter(None, listed), own_name):
        yield NOT_LISTED.format(outlet)
