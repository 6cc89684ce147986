"""An article: to read, to print, and how it came to read as it does."""

from __future__ import annotations

from flask import Blueprint, Response

from domain import articles, comments

from .answers import answer
from .gaps import is_talk_alone
from .visitor import reader

bp = Blueprint("articles", __name__)


@bp.get("/articles/<slug>")
def show(slug: str) -> Response:
    """The article with everything that stands on its page; for a mould the conversation alone."""
    article = articles.seen_by(reader(), slug)
    discussion = comments.discussion(reader(), article)
    if is_talk_alone():
        return answer("comments/_discussion.html", article=article, discussion=discussion)
    return answer("articles/show.html", discussion=discussion, **articles.whole(article))


@bp.get("/articles/<slug>/print")
def print_view(slug: str) -> Response:
    """The article alone, and how to print it without JavaScript."""
    article = articles.seen_by(reader(), slug)
    return answer("articles/print.html", **articles.whole(article))


@bp.get("/articles/<slug>/history")
def history(slug: str) -> Response:
    """When it was published, updated and corrected."""
    article = articles.seen_by(reader(), slug)
    corrections = articles.corrections_of(article)
    return answer("articles/history.html", article=article, corrections=corrections)
