"""Saved articles: the list, and keeping or giving up one."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from domain import saved
from domain.saved import Article, Saved

from . import forms, frame
from .answers import answer, came_from, done
from .visitor import keeper, reader

bp = Blueprint("saved", __name__)

COUNT = ("#saved-count", "saved/_count.html")


@bp.get("/saved")
def index() -> Response:
    """Everything that the person saved, newest first; and what they have just removed."""
    listing = saved.shelf_of(reader(), forms.page_number())
    removed = saved.just_removed(reader(), request.args.get("removed", ""))
    return answer("saved/index.html", "saved/_list.html", listing=listing, removed=removed)


@bp.post("/articles/<slug>/saved")
def change(slug: str) -> Response:
    """The form says the state it wants, so a double click is harmless."""
    keep, since = forms.yes_or_no("keep"), forms.instant("since")
    article = saved.found_by(reader(), slug)
    row = saved.set(keeper() if keep else reader(), article, keep=keep, since=since)
    frame.forget()
    return _in_list(article, row) if "row" in request.form else _beside(article)


def _beside(article: Article) -> Response:
    """The answer to the button of an article or a card."""
    return done(
        "saved/_button.html",
        then=came_from(url_for("articles.show", slug=article.slug)),
        says="Saved." if article.id in frame.facts()["saved_ids"] else "No longer saved.",
        also=[COUNT],
        article=article,
    )


def _in_list(article: Article, row: Saved | None) -> Response:
    """The answer to a row of the list: it stands there still, to be put back."""
    kept = article.id in frame.facts()["saved_ids"]
    since = row.saved_at.isoformat() if row else None
    removed = None if kept else article.slug
    return done(
        "saved/_row.html",
        then=url_for("saved.index", removed=removed, since=removed and since),
        says="Saved again." if kept else "Removed from your saved articles.",
        also=[COUNT, (f"#saved-button-{article.id}", "saved/_button.html")],
        article=article,
        row=row if kept else None,
        since=since,
    )
