"""Letters on one's own computer, where none are sent: for whoever develops, and nobody else."""

from __future__ import annotations

from email.message import EmailMessage

from flask import Blueprint, Response

from domain import mail
from domain.refusal import Missing

from .answers import answer
from .installation import settings
from .safety import keep_from_caches

bp = Blueprint("dev", __name__, url_prefix="/dev/mail")


@bp.get("")
def index() -> Response:
    """All letters, the newest first."""
    return answer("dev/index.html", letters=_folder().letters())


@bp.get("/<number>")
def show(number: str) -> Response:
    """One letter, as it is read where HTML is not."""
    message = _letter(number)
    return answer("dev/show.html", number=number, message=message, text=_part(message, "plain"))


@bp.get("/<number>/html")
def html(number: str) -> Response:
    """One letter's HTML, by itself."""
    return Response(_part(_letter(number), "html"), mimetype="text/html")


def _letter(number: str) -> EmailMessage:
    found = dict(_folder().letters())
    if number not in found:
        raise Missing("There is no such letter.")
    return found[number]


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


def _folder() -> mail.Folder:
    """Where letters lie. Raises Missing where the site is more than somebody's own computer."""
    if not settings().development:
        raise Missing()
    return mail.Folder(settings().mail_folder)


bp.after_request(keep_from_caches)
