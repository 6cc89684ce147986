"""Feeds of the publication and of each section, topic and author; the same for everybody."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from domain import authors, feeds, publication, sections, topics

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


def _feed(kind: str, subject: feeds.Subject | None = None) -> Response:
    """The feed as bytes that pages of other sites may read too."""
    feed = feeds.of(publication.current(), addresses(), subject)
    if kind == "atom":
        response = Response(feeds.atom(feed), content_type="application/atom+xml; charset=utf-8")
    else:
        body = current_app.json.dumps(feeds.json_feed(feed), ensure_ascii=False)
        response = Response(body, content_type="application/feed+json; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
