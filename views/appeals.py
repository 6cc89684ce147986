"""Appeals as moderators see them: what waits, and the answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for

from domain import appeals
from domain.refusal import Conflict, Forbidden, Invalid

from . import errors, said
from .answers import answer, go
from .moderation import desk
from .safety import keep_from_caches
from .visitor import reader

bp = Blueprint("appeals", __name__, url_prefix="/moderation/appeals")


@bp.get("")
def index() -> Response:
    """The appeals that wait, the oldest first."""
    waiting = appeals.waiting(reader())
    facts: dict[str, Any] = {
        "appeals": waiting,
        "stuck": appeals.stuck(each.decision for each in waiting),
        "who_answers": appeals.who_answers,
    }
    return answer("appeals/index.html", **facts, **desk())


@bp.get("/<int:number>")
def show(number: int) -> Response:
    """One appeal, the decision, and the form to answer."""
    return _page(number)


@bp.post("/<int:number>")
def update(number: int) -> Response:
    """Say whether the decision stands."""
    appeal = appeals.one(reader(), number)
    outcome, told = (request.form.get(each, "") for each in ("outcome", "answer"))
    appeals.answer(reader(), appeal, outcome, told)
    return go(url_for("appeals.show", number=number, said="appeal-answered"))


@bp.errorhandler(Conflict)
@bp.errorhandler(Invalid)
@bp.errorhandler(Forbidden)
def _again(refused: Conflict | Invalid | Forbidden) -> Response:
    errors.keep_what_was_typed()
    if request.method == "GET" or isinstance(refused, Forbidden):
        return errors.refused(refused)
    number = (request.view_args or {})["number"]
    return _page(number, refused.words, status=errors.STATUS[type(refused)])


def _page(number: int, error: str = "", *, status: int = 200) -> Response:
    appeal = appeals.one(reader(), number)
    facts: dict[str, Any] = {
        "appeal": appeal,
        "is_stuck": bool(appeals.stuck([appeal.decision])),
        "who": appeals.who_answers(appeal.decision),
        "error": error,
        "given": request.form,
        "said": said.sentence(),
    }
    return answer("appeals/show.html", status=status, **facts, **desk())


bp.after_request(keep_from_caches)
