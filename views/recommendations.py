"""Recommending a comment: a button under it, and a page of its own for whoever logs in first."""

from __future__ import annotations

from flask import Blueprint, Response, g, url_for

from domain import comments, permissions, recommendations

from . import forms
from .answers import answer, done
from .visitor import reader

bp = Blueprint("recommendations", __name__)


@bp.get("/comments/<int:number>/recommendation")
def show(number: int) -> Response:
    """The comment and the button: here one comes who pressed it before logging in."""
    comment = comments.find(reader(), number)
    permissions.require(reader(), "comment.recommend", comment)
    shown = comments.said(comment)
    own = comments.own(reader(), comment.article, [shown])
    return answer("recommendations/show.html", article=comment.article, comment=shown, own=own)


@bp.post("/comments/<int:number>/recommendation")
def change(number: int) -> Response:
    """The form says the state it wants, so a double click is harmless."""
    g.back = url_for("recommendations.show", number=number)
    recommend = forms.yes_or_no("recommend")
    recommendations.set(reader(), comments.find(reader(), number), recommend=recommend)
    comment = comments.find(reader(), number)
    shown = comments.said(comment)
    return done(
        "recommendations/_button.html",
        then=url_for("comments.show", number=number),
        says="Recommended." if recommend else "No longer recommended.",
        comment=shown,
        own=comments.own(reader(), comment.article, [shown]),
    )
