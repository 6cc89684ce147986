"""Reporting a comment: a form of its own, or in its place under the comment."""

from __future__ import annotations

from flask import Blueprint, Response, g, request, url_for

from domain import comments, reports, unfinished
from domain.comments import Comment
from domain.refusal import Invalid, TooMany
from domain.unfinished import Typed

from . import errors, limits
from .answers import answer, done
from .visitor import reader

bp = Blueprint("reports", __name__)

THANKS = "Thank you. A moderator will read it."


@bp.get("/comments/<int:number>/report")
def new(number: int) -> Response:
    """The form, or what was said of the comment before."""
    return _form(comments.find(reader(), number))


@bp.post("/comments/<int:number>/report")
@limits.report
def create(number: int) -> Response:
    """Report the comment."""
    comment = comments.find(reader(), number)
    g.typed = Typed(reports.place_for(comment), request.form.get("note", ""))
    g.back = url_for("reports.new", number=number)
    made = reports.make(
        reader(), comment, request.form.get("reason", ""), request.form.get("note", "")
    )
    return done(
        "reports/_made.html",
        then=url_for("reports.new", number=number),
        says=THANKS,
        comment=comment,
        made=made,
        reasons=reports.REASONS,
    )


@bp.errorhandler(Invalid)
def _again(refused: Invalid) -> Response:
    number = (request.view_args or {})["number"]
    errors.keep_what_was_typed()
    return _form(comments.find(reader(), number), status=422, errors=refused.errors)


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    number = (request.view_args or {})["number"]
    told = {"note": refused.words}
    return errors.given_back(
        refused, lambda: _form(comments.find(reader(), number), status=429, errors=told)
    )


def _form(comment: Comment, *, status: int = 200, errors: dict[str, str] | None = None) -> Response:
    made = reports.own(reader(), comment)
    return answer(
        "reports/new.html",
        "reports/_made.html" if made else "reports/_form.html",
        status=status,
        comment=comment,
        made=made,
        reasons=reports.REASONS,
        reason=request.form.get("reason", ""),
        note=request.form.get("note") or unfinished.find(reader(), reports.place_for(comment)),
        errors=errors or {},
    )
