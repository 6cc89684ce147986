"""One's own comments, and the replies to them."""

from __future__ import annotations

from flask import Blueprint, Response, request

from domain import numbers, written
from domain.refusal import Missing

from .answers import answer
from .safety import keep_from_caches
from .visitor import reader

bp = Blueprint("written", __name__, url_prefix="/account")


@bp.get("/comments")
def index() -> Response:
    """What one wrote oneself."""
    return answer("written/index.html", written=written.by(reader(), _before()))


@bp.get("/replies")
def replies() -> Response:
    """What others answered."""
    return answer("written/replies.html", written=written.to(reader(), _before()))


def _before() -> int | None:
    value = request.args.get("before", "")
    if not value:
        return None
    found = numbers.whole(value)
    if found is None:
        raise Missing("There is no such page in this list.")
    return found


bp.after_request(keep_from_caches)
