"""The public log of moderation, and its monthly figures as a picture."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from domain import moderation, openly

from .answers import answer
from .moderation import key

bp = Blueprint("openly", __name__, url_prefix="/moderation-log")


@bp.get("")
def index() -> Response:
    """What moderators did, without names."""
    listed, months = openly.log(key("after")), openly.figures()
    facts = {"listed": listed, "months": months, "counted_acts": openly.COUNTED}
    return answer("openly/index.html", say=moderation.words, **facts)  # type: ignore[arg-type]


@bp.get("/figures.svg")
def figures() -> Response:
    """How much was done in each of the last twelve months."""
    months = openly.figures()
    most = max((month.total for month in months), default=0) or 1
    drawn = render_template("openly/figures.svg", months=months, most=most)
    return Response(drawn, content_type="image/svg+xml; charset=utf-8")
