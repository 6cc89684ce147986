"""Ending letters by the link that they hold: a look shows a button, the press acts (RFC 8058)."""

from __future__ import annotations

from flask import Blueprint, Response

from domain import unsubscribing

from .answers import answer
from .installation import settings
from .safety import keep_from_caches, keep_secret

bp = Blueprint("unsubscribing", __name__)
PAGE = "unsubscribing/show.html"


@bp.get("/unsubscribe/<token>")
def show(token: str) -> Response:
    """Ask whether it is meant. A mail program that looks ahead ends nothing."""
    asked = unsubscribing.asked(token, settings().secrets)
    return answer(PAGE, address=asked.confirmed_address, token=token, ended=False)


@bp.post("/unsubscribe/<token>")
def create(token: str) -> Response:
    """End them, whoever sends it: a mail provider follows no redirect and has no cookie."""
    asked = unsubscribing.unsubscribe(token, settings().secrets)
    return answer(PAGE, address=asked.confirmed_address, token=token, ended=True)


bp.after_request(keep_from_caches)
bp.after_request(keep_secret)
