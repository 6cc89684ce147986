"""The page of a topic: its articles, newest first."""

from __future__ import annotations

from flask import Blueprint, Response

from domain import articles, topics

from . import forms
from .answers import answer

bp = Blueprint("topics", __name__)


@bp.get("/topics/<slug>")
def show(slug: str) -> Response:
    """The articles of a topic."""
    topic = topics.at(slug)
    found = articles.on_topic(topic, forms.page_number())
    return answer("topics/show.html", "articles/_river.html", topic=topic, listing=found)
