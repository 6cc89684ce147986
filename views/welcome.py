"""The acknowledgement was read: it is not shown on this device again until its words change."""

from __future__ import annotations

from flask import Blueprint, Response

from domain import publication, welcome

from . import frame
from .answers import came_from, done
from .visitor import keep_welcome

bp = Blueprint("welcome", __name__)


@bp.post("/welcome")
def create() -> Response:
    """Remember which words were read."""
    keep_welcome(welcome.mark_of(publication.current()))
    frame.forget()
    return done("welcome/_note.html", then=came_from())
