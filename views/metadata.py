"""What pages say of themselves to machines, as their templates ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask

from domain import metadata
from domain.addresses import Addresses, Shown

from . import frame
from .installation import settings


def addresses() -> Addresses:
    """Our addresses in full; they begin with the setting and never with the request's host."""
    return Addresses(settings().url)


def article_facts(article: Any, topics: Sequence[Any], sources: Sequence[Any]) -> dict[str, Any]:
    """An article for search engines and reader modes."""
    site = frame.facts()["publication"]
    return metadata.of_article(article, topics, sources, site, addresses())


def site_facts() -> dict[str, Any]:
    """The publication for search engines."""
    return metadata.of_site(frame.facts()["publication"], addresses())


def shared_picture(article: Any) -> Shown | None:
    """The picture that a card on another site shows; None where the article has none."""
    if article.picture is None or article.image is None:
        return None
    return addresses().picture(article.picture)


def init_app(app: Flask) -> None:
    """Hand the functions to the templates."""
    app.jinja_env.filters["in_one_line"] = metadata.shortened
    app.jinja_env.globals.update(
        article_facts=article_facts,
        description_of=metadata.description,
        shared_picture=shared_picture,
        site_facts=site_facts,
    )
