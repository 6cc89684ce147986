"""The front page, and the publication's own pages."""

from __future__ import annotations

from flask import Blueprint, Response

from domain import articles, publication

from . import forms
from .answers import answer

bp = Blueprint("front", __name__)


@bp.get("/")
def index() -> Response:
    """The lead stories, and below them the latest."""
    leads, river = articles.front(publication.current().lead, forms.page_number())
    return answer("front/index.html", "articles/_river.html", leads=leads, listing=river)


@bp.get("/<slug>")
def page(slug: str) -> Response:
    """About, contact, privacy, community rules, accessibility."""
    return answer("front/page.html", text=publication.page(slug))
