"""What one is told, by which letters, and appealing against it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, request, url_for

from domain import appeals, notices, readers, replies, unfinished
from domain.refusal import Invalid, TooMany
from domain.unfinished import Typed

from . import errors, limits, said
from .answers import answer, done, go
from .safety import keep_from_caches
from .visitor import reader

bp = Blueprint("notices", __name__, url_prefix="/account/notices")


@bp.get("")
def index() -> Response:
    """The notices, the newest first."""
    told = notices.of(reader())
    return answer("notices/index.html", notices=told, said=said.sentence())


@bp.post("")
def change() -> Response:
    """Mark all as read."""
    notices.mark_seen(reader())
    return go(url_for("notices.index"))


@bp.post("/letters")
@limits.changes
def choose() -> Response:
    """Choose by which letters one is told of replies."""
    replies.choose(readers.own(reader()), request.form.get("replies", ""))
    return done(
        "notices/_letters.html",
        then=url_for("notices.index", said="letters-chosen"),
        says=said.SENTENCES["letters-chosen"],
        said=said.SENTENCES["letters-chosen"],
    )


@bp.get("/<int:number>/appeal")
def new(number: int) -> Response:
    """The form for an appeal, or what came of it."""
    return _form(number)


@bp.post("/<int:number>/appeal")
@limits.report
def create(number: int) -> Response:
    """Appeal against a decision."""
    text = request.form.get("text", "")
    g.typed = Typed(appeals.place_for(number), text)
    g.back = url_for("notices.new", number=number)
    appeals.make(reader(), appeals.against(reader(), number), text)
    return go(url_for("notices.new", number=number, said="appeal-sent"))


@bp.errorhandler(Invalid)
def _again(refused: Invalid) -> Response:
    if request.endpoint == "notices.choose":
        return errors.refused(refused)
    errors.keep_what_was_typed()
    return _form((request.view_args or {})["number"], refused.words, status=422)


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    if request.endpoint == "notices.choose":
        return errors.refused(refused)
    number = (request.view_args or {})["number"]
    return errors.given_back(refused, lambda: _form(number, refused.words, status=429))


def _form(number: int, error: str = "", *, status: int = 200) -> Response:
    decision = appeals.against(reader(), number)
    text = request.form.get("text") or unfinished.find(reader(), appeals.place_for(number))
    made = appeals.of(decision)
    facts: dict[str, Any] = {
        "done": decision,
        "made": made,
        "text": text,
        "error": error,
        "said": said.sentence() if made else "",
        "who": appeals.who_answers(decision),
        "is_taken_back": appeals.is_taken_back(decision),
        "is_stuck": bool(appeals.stuck([decision])),
    }
    return answer("notices/appeal.html", status=status, **facts)


bp.after_request(keep_from_caches)
