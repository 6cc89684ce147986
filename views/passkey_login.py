"""Logging in with a passkey: no address, no password, no second step."""

from __future__ import annotations

from flask import Blueprint, Response, request

from domain import passkeys, unfinished
from domain.refusal import Invalid, TooMany

from . import limits, visitor
from .answers import answer, go, own_path
from .installation import settings
from .login import LogInForm, enter
from .safety import keep_from_caches

bp = Blueprint("passkey_login", __name__, url_prefix="/login/passkey")


@bp.post("/challenge")
@limits.passkey
def challenge() -> Response:
    """What the browser asks a passkey to sign; the same for everybody."""
    told = passkeys.to_log_in(visitor.browser(), settings().url)
    return Response(told, mimetype="application/json")


@bp.post("")
@limits.passkey
def create() -> Response:
    """Log in whoever the passkey belongs to."""
    shown = request.form.get("credential", "")
    account = passkeys.opens(shown, visitor.known_browser(), settings().url)
    enter(account, proved=True)
    return go(own_path(request.form.get("next")))


@bp.errorhandler(Invalid)
def _again(refused: Invalid) -> Response:
    return _form(refused.words, 422)


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    return limits.waiting(_form(refused.words, 429), refused)


def _form(words: str, status: int) -> Response:
    form = LogInForm(data={"next": own_path(request.form.get("next"), "")})
    form.form_errors = [words]
    return answer(
        "login/new.html",
        "login/_form.html",
        status=status,
        form=form,
        said="",
        waits=unfinished.waits(visitor.reader()),
    )


bp.after_request(keep_from_caches)
