"""Feeds of the publication and of each section, topic and author; the same for everybody."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from domain import authors, commentfeed, comments, feeds, publication, sections, topics
from domain.people import Guest

from .metadata import addresses

bp = Blueprint("feeds", __name__)

ENDING = "feed.<any(atom, json):kind>"


@bp.get(f"/{ENDING}")
def everything(kind: str) -> Response:
    """The newest of the whole publication."""
    return _feed(kind)


@bp.get(f"/sections/<slug>/{ENDING}")
def section(slug: str, kind: str) -> Response:
    """The newest of a section."""
    return _feed(kind, sections.at(slug))


@bp.get(f"/topics/<slug>/{ENDING}")
def topic(slug: str, kind: str) -> Response:
    """The newest on a topic."""
    return _feed(kind, topics.at(slug))


@bp.get(f"/authors/<slug>/{ENDING}")
def author(slug: str, kind: str) -> Response:
    """The newest by an author."""
    return _feed(kind, authors.at(slug))


@bp.get("/articles/<slug>/comments.atom")
def conversation(slug: str) -> Response:
    """The newest of the conversation under an article."""
    article = comments.discussed(Guest(), slug)
    return _sent(commentfeed.atom(publication.current(), addresses(), article), "atom")


def _feed(kind: str, subject: feeds.Subject | None = None) -> Response:
    """The feed as bytes that pages of other sites may read too."""
    feed = feeds.of(publication.current(), addresses(), subject)
    if kind == "atom":
        return _sent(feeds.atom(feed), "atom")
    return _sent(current_app.json.dumps(feeds.json_feed(feed), ensure_ascii=False), "feed")


def _sent(body: bytes | str, kind: str) -> Response:
    ending = "xml" if kind == "atom" else "json"
    response = Response(body, content_type=f"application/{kind}+{ending}; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
