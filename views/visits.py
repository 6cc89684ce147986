"""Visits: noting that somebody read a conversation up to here."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for

from domain import comments, visits

from . import forms
from .answers import done, nothing
from .visitor import reader

bp = Blueprint("visits", __name__)


@bp.post("/articles/<slug>/visit")
def create(slug: str) -> Response:
    """Note the visit; by the button of the form, also that nothing is new any more."""
    article = comments.discussed(reader(), slug)
    all_read = "all_read" in request.form
    visits.note(reader(), article, forms.number("newest"), all_read=all_read)
    there = url_for("comments.index", slug=slug)
    if not all_read:
        return nothing(there)
    facts: dict[str, Any] = {"article": article, "has_new": False, "all_read": True}
    return done("visits/_form.html", there, says="All read.", **facts)
