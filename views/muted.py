"""Muting: folding somebody's comments away for oneself, and the list of whom one muted."""

from __future__ import annotations

from flask import Blueprint, Response, g, url_for

from domain import comments, muted

from . import forms
from .answers import answer, done
from .safety import keep_from_caches
from .visitor import reader

bp = Blueprint("muted", __name__)


@bp.get("/account/muted")
def index() -> Response:
    """Whom the person has muted."""
    return _list()


@bp.post("/account/muted")
def remove() -> Response:
    """Mute somebody no longer; the form says whom."""
    muted.end(reader(), forms.number("person"))
    says = "Their comments are shown to you again."
    return done("muted/_list.html", url_for("muted.index"), says=says, listing=_people())


@bp.post("/comments/<int:number>/mute")
def change(number: int) -> Response:
    """Mute the writer of a comment, or no longer; the form says the state it wants."""
    g.back = url_for("comments.show", number=number)
    mute = forms.yes_or_no("mute")
    muted.set(reader(), comments.find(reader(), number), mute=mute)
    comment = comments.find(reader(), number)
    shown = comments.said(comment)
    return done(
        "comments/_comment.html",
        then=url_for("comments.show", number=number),
        says="Muted, for you alone." if mute else "No longer muted.",
        article=comment.article,
        comment=shown,
        arrived=comment.id,
        own=comments.own(reader(), comment.article, [shown]),
    )


def _list() -> Response:
    return answer("muted/index.html", "muted/_list.html", listing=_people())


def _people() -> muted.listing.Listing[muted.Muted]:
    return muted.people(reader(), forms.page_number())


bp.after_request(keep_from_caches)
