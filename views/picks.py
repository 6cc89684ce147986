"""Editors' picks: an editor says which comments are some."""

from __future__ import annotations

from flask import Blueprint, Response, url_for

from domain import comments, picks

from . import forms
from .answers import done
from .visitor import reader

bp = Blueprint("picks", __name__)


@bp.post("/comments/<int:number>/pick")
def change(number: int) -> Response:
    """The form says the state it wants."""
    pick = forms.yes_or_no("pick")
    picks.set(reader(), comments.find(reader(), number), pick=pick)
    comment = comments.find(reader(), number)
    shown = comments.said(comment)
    return done(
        "comments/_comment.html",
        then=url_for("comments.show", number=number),
        says="An editors’ pick now." if pick else "No longer an editors’ pick.",
        article=comment.article,
        comment=shown,
        arrived=comment.id,
        own=comments.own(reader(), comment.article, [shown]),
    )
