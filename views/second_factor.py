"""One's own second factor: what there is, an authenticator app, and codes on paper."""

from __future__ import annotations

import io

import segno
from flask import Blueprint, Response, request, url_for
from wtforms import Form, StringField

from domain import readers, second_factor
from domain.people import Reader
from domain.refusal import Conflict, Invalid, Missing, TooMany

from . import errors, forms, limits, said, visitor
from .answers import answer, go, own_path
from .installation import settings
from .safety import keep_from_caches

bp = Blueprint("second_factor", __name__, url_prefix="/account/second-factor")


class CodeForm(Form):
    """The first code of an app."""

    code = StringField("Code", [forms.given("Please give the code that the app shows.")])


@bp.get("")
def show() -> Response:
    """What the account has, and what its role asks for."""
    return _show(readers.own(visitor.reader()), said.sentence())


@bp.post("/authenticator")
@limits.changes
def begin() -> Response:
    """Begin to set up an app: a new secret, which is shown on the next page."""
    second_factor.begin(readers.own(visitor.reader()), settings().secrets)
    return go(url_for("second_factor.authenticator", next=_way_on() or None))


@bp.get("/authenticator")
def authenticator() -> Response:
    """The secret as a QR code and in letters, and the form for the first code."""
    return _authenticator(readers.own(visitor.reader()), CodeForm())


@bp.get("/authenticator.svg")
def picture() -> Response:
    """The QR code."""
    person = readers.own(visitor.reader())
    secret = second_factor.begun(person, settings().secrets)
    drawn = io.BytesIO()
    code = segno.make(second_factor.address(person, secret), error="m", micro=False)
    code.save(drawn, kind="svg", scale=5, border=4, dark="#000", light="#fff", svgclass=None)
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@bp.post("/authenticator/confirmation")
@limits.code
def confirm() -> Response:
    """Finish setting up by the first code; the recovery codes are shown, this once."""
    person = readers.own(visitor.reader())
    form = CodeForm(request.form)
    if not form.validate():
        return _authenticator(person, form, status=422)
    try:
        codes = second_factor.confirm(person, form.code.data, settings().secrets)
    except Invalid as refused:
        forms.refuse(form, refused)
        return _authenticator(person, form, status=422)
    return answer("second_factor/codes.html", codes=codes, is_new=True, next=_way_on())


@bp.post("/authenticator/removal")
def remove() -> Response:
    """Remove the app."""
    second_factor.remove(readers.own(visitor.reader()))
    return go(url_for("second_factor.show", said="app-removed"))


@bp.post("/codes")
@limits.changes
def renew() -> Response:
    """New recovery codes, shown this once; the old ones are worth nothing."""
    codes = second_factor.renew_codes(readers.own(visitor.reader()))
    return answer("second_factor/codes.html", codes=codes, is_new=False, next="")


@bp.errorhandler(Conflict)
def _conflict(refused: Conflict) -> Response:
    return _show(readers.own(visitor.reader()), refused.words, status=409)


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    return errors.given_back(refused, lambda: _later(refused.words))


def _later(words: str) -> Response:
    person = readers.own(visitor.reader())
    form = CodeForm(request.form)
    form.code.errors = [words]
    try:
        return _authenticator(person, form, status=429)
    except Missing:
        return _show(person, words, status=429)


def _show(person: Reader, words: str, *, status: int = 200) -> Response:
    return answer(
        "second_factor/show.html",
        standing=second_factor.standing(person),
        is_missing=second_factor.is_missing(person),
        next=_way_on(),
        said=words,
        status=status,
    )


def _authenticator(person: Reader, form: CodeForm, *, status: int = 200) -> Response:
    return answer(
        "second_factor/authenticator.html",
        "second_factor/_code_form.html",
        form=form,
        secret=second_factor.begun(person, settings().secrets),
        next=_way_on(),
        status=status,
    )


def _way_on() -> str:
    """Where somebody was going who was led here; empty where they came by themselves."""
    return own_path(request.values.get("next"), "")


bp.after_request(keep_from_caches)
