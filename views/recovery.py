"""A forgotten password: asked for by address, chosen anew by the link of a letter."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from wtforms import EmailField, Form, PasswordField

from domain import passwords, readers, recovery
from domain.refusal import Gone, TooMany

from . import errors, forms, limits, said
from .answers import answer, go
from .safety import keep_from_caches, keep_secret

bp = Blueprint("recovery", __name__)


class ForgottenForm(Form):
    """Whose password was forgotten."""

    email = EmailField("E-mail address", [forms.held_to(readers.address_from)])


class ResetForm(Form):
    """The password to come."""

    password = PasswordField("New password", [forms.held_to(passwords.allowed)])


@bp.get("/forgot-password")
def new() -> Response:
    """The form that asks for a letter."""
    return _forgotten(ForgottenForm())


@bp.post("/forgot-password")
@limits.forgot
def create() -> Response:
    """Have a letter sent, if there is an account; the answer is the same where there is none."""
    form = ForgottenForm(request.form)
    if not form.validate():
        return _forgotten(form, status=422)
    recovery.ask(form.email.data)
    return go(url_for("recovery.new", said="reset-asked"))


@bp.get("/reset-password/<token>")
def edit(token: str) -> Response:
    """The form for the new password. Looking at it uses nothing up."""
    return _reset(ResetForm(), token)


@bp.post("/reset-password/<token>")
@limits.link
def update(token: str) -> Response:
    """Set the new password. Every browser of the account is logged out."""
    form = ResetForm(request.form)
    if not form.validate():
        return _reset(form, token, status=422)
    recovery.reset(token, form.password.data)
    return go(url_for("login.new", said="password-reset"))


@bp.errorhandler(Gone)
def _over(refused: Gone) -> Response:
    errors.keep_what_was_typed()
    return answer("recovery/over.html", status=410, words=refused.words)


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    if request.endpoint != "recovery.create":
        return errors.refused(refused)
    form = ForgottenForm(request.form)
    form.email.errors = [refused.words]
    return limits.waiting(_forgotten(form, status=429), refused)


def _forgotten(form: ForgottenForm, *, status: int = 200) -> Response:
    return answer(
        "recovery/new.html",
        "recovery/_new_form.html",
        status=status,
        form=form,
        said=said.sentence(),
    )


def _reset(form: ResetForm, token: str, *, status: int = 200) -> Response:
    return answer(
        "recovery/edit.html",
        "recovery/_edit_form.html",
        status=status,
        form=form,
        token=token,
        address=recovery.asked(token).address,
    )


bp.after_request(keep_from_caches)
bp.after_request(keep_secret)
