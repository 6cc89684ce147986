"""Search: a question, and the articles that answer it."""

from __future__ import annotations

from flask import Blueprint, Response, request
from markupsafe import Markup, escape

from domain import search

from . import forms, limits
from .answers import answer

bp = Blueprint("search", __name__)


@bp.get("/search")
@limits.search
def index() -> Response:
    """What was found; the same address always finds the same, by htmx or without."""
    q = search.printable(request.args.get("q", ""))
    found = search.find(q, forms.page_number(), _filters())
    browse = [] if found.page.rows else search.topics()
    response = answer(
        "search/index.html",
        "search/_results.html",
        status=422 if found.problem else 200,
        says=found.says,
        q=q,
        found=found,
        browse=browse,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _filters() -> search.Filters:
    return search.filters(*(request.args.get(name, "") for name in ("section", "topic", "author")))


@bp.app_template_filter()
def marked(text: str) -> Markup:
    """`text` made safe, and what was found in it marked."""
    safe = str(escape(" ".join(text.split())))
    return Markup(safe.replace(search.BEGIN, "<mark>").replace(search.END, "</mark>"))  # noqa: S704
