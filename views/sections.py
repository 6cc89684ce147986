"""The page of a section: its articles, newest first."""

from __future__ import annotations

from flask import Blueprint, Response

from domain import articles, sections

from . import forms
from .answers import answer

bp = Blueprint("sections", __name__)


@bp.get("/sections/<slug>")
def show(slug: str) -> Response:
    """The articles of a section."""
    section = sections.at(slug)
    found = articles.in_section(section, forms.page_number())
    return answer("sections/show.html", "articles/_river.html", section=section, listing=found)
