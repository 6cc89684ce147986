"""Search: a question, and the articles that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from flask import Blueprint, Response, current_app, request
from markupsafe import Markup, escape

from domain import search

from . import compression, forms, limits
from .answers import answer

bp = Blueprint("search", __name__)


@bp.get("/search")
@limits.search
def index() -> Response:
    """What was found; the same address always finds the same, by htmx or without."""
    compression.for_few()
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
@lru_cache(maxsize=2048)
def signed(byline: Sequence[search.Named]) -> Markup:
    """Who signed, without links; put together once, for few sign much."""
    macro: Any = current_app.jinja_env.globals["byline"]
    return cast(Markup, macro(byline, linked=False))


@bp.app_template_filter()
def marked(text: str) -> Markup:
    """`text` made safe, and what was found in it marked."""
    safe = str(escape(" ".join(text.split())))
    return Markup(safe.replace(search.BEGIN, "<mark>").replace(search.END, "</mark>"))  # noqa: S704
