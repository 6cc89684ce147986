"""The page of a author: its articles, newest first."""

from __future__ import annotations

from flask import Blueprint, Response

from domain import articles, authors

from . import forms
from .answers import answer

bp = Blueprint("authors", __name__)


@bp.get("/authors/<slug>")
def show(slug: str) -> Response:
    """The articles of a author."""
    author = authors.at(slug)
    found = articles.signed_by(author, forms.page_number())
    return answer("authors/show.html", "articles/_river.html", author=author, listing=found)
