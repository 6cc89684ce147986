"""Deleting one's own account, and staying after all."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from wtforms import Form, PasswordField, StringField

from domain import leaving, readers
from domain.people import Reader
from domain.refusal import Invalid, TooMany

from . import forms, limits
from .answers import answer, go
from .safety import keep_from_caches
from .visitor import reader

bp = Blueprint("leaving", __name__, url_prefix="/account/leaving")


FATES = {
    "stay": "They stay, without my name",
    "go": "They are withdrawn, and their words erased",
}


class LeavingForm(Form):
    """What becomes of the comments, and the password in force."""

    comments = StringField("Comments", [forms.given(leaving.CHOOSE)])
    present = PasswordField("Password", [forms.given("Please give your password.")])


@bp.get("")
def show() -> Response:
    """The form, or when it will be done and how to stay."""
    readers.own(reader())
    return _form(LeavingForm())


@bp.post("")
@limits.password
def change() -> Response:
    """Leave, `leave=yes`, or stay, `leave=no`."""
    person = readers.own(reader())
    if forms.yes_or_no("leave"):
        return _leave(person)
    leaving.stay(person)
    return go(url_for("account.show", said="staying"))


def _leave(person: Reader) -> Response:
    form = LeavingForm(request.form)
    if not form.validate():
        return _form(form, status=422)
    try:
        leaving.ask(person, form.present.data, form.comments.data)
    except Invalid as refused:
        forms.refuse(form, refused)
        return _form(form, status=422)
    return go(url_for("leaving.show"))


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    form = LeavingForm(data={"comments": request.form.get("comments")})
    form.present.errors = [refused.words]
    return limits.waiting(_form(form, status=429), refused)


def _form(form: LeavingForm, *, status: int = 200) -> Response:
    return answer("leaving/show.html", form=form, fates=FATES, status=status)


bp.after_request(keep_from_caches)
