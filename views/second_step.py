"""The second step of a log in: a code, after the right password."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from wtforms import Form, HiddenField, StringField

from domain import second_step
from domain.refusal import Invalid, TooMany

from . import forms, limits, visitor
from .answers import answer, go, own_path
from .installation import settings
from .login import enter
from .safety import keep_from_caches

bp = Blueprint("second_step", __name__, url_prefix="/login/second-step")


class CodeForm(Form):
    """A code from an app or from paper, and where one was going."""

    code = StringField("Code", [forms.given("Please give the code.")])
    next = HiddenField()


@bp.get("")
def new() -> Response:
    """The form, for whoever gave the right password in this browser a moment ago."""
    if second_step.waiting(visitor.known_browser()) is None:
        return go(url_for("login.new"))
    return _form(CodeForm(data={"next": own_path(request.args.get("next"), "")}))


@bp.post("")
@limits.code
def create() -> Response:
    """Finish the log in, by a code that is good."""
    form = CodeForm(request.form)
    if not form.validate():
        return _form(form, status=422)
    found = second_step.finish(visitor.known_browser(), form.code.data, settings().secrets)
    if found is None:
        return go(url_for("login.new", said="too-long", next=own_path(form.next.data, "") or None))
    enter(found.reader, remembered=found.remembered, proved=True)
    return go(own_path(form.next.data))


@bp.errorhandler(Invalid)
def _again(refused: Invalid) -> Response:
    form = CodeForm(request.form)
    forms.refuse(form, refused)
    return _form(form, status=422)


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    form = CodeForm(request.form)
    form.code.errors = [refused.words]
    return limits.waiting(_form(form, status=429), refused)


def _form(form: CodeForm, *, status: int = 200) -> Response:
    return answer("second_step/new.html", "second_step/_form.html", form=form, status=status)


bp.after_request(keep_from_caches)
