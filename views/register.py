"""Registering: the same answer whether the address is known or not."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from wtforms import EmailField, Form, HiddenField, PasswordField, StringField

from domain import decisions, passwords, readers, unfinished
from domain.refusal import Invalid, TooMany

from . import forms, limits, visitor
from .answers import answer, go, own_path
from .login import enter
from .safety import keep_from_caches

bp = Blueprint("register", __name__)


class RegisterForm(Form):
    """What an account needs, and where one was going."""

    name = StringField("Name", [forms.held_to(readers.name_from)])
    email = EmailField("E-mail address", [forms.held_to(readers.address_from)])
    password = PasswordField("Password", [forms.held_to(passwords.allowed)])
    next = HiddenField()


@bp.get("/register")
def new() -> Response:
    """The form."""
    return _form(RegisterForm(data={"next": own_path(request.args.get("next"), "")}))


@bp.post("/register")
@limits.register
def create() -> Response:
    """Make an account and log in to it, with what this device kept."""
    form = RegisterForm(request.form)
    if not form.validate():
        return _form(form, status=422)
    try:
        _begin(form)
    except Invalid as refused:
        forms.refuse(form, refused)
        return _form(form, status=422)
    return go(own_path(form.next.data, url_for("account.show", said="registered")))


def _begin(form: RegisterForm) -> None:
    """Make the account and log in to it; a browser that a banned one used is known again."""
    chosen, before = visitor.reading_here().chosen, visitor.last_login()
    made = readers.register(form.name.data, form.email.data, form.password.data, chosen)
    enter(made)
    if before:
        decisions.recognise(made, decisions.mark_of_browser(before))


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    form = RegisterForm(request.form)
    form.password.errors = [refused.words]
    return limits.waiting(_form(form, status=429), refused)


def _form(form: RegisterForm, *, status: int = 200) -> Response:
    waits = unfinished.waits(visitor.reader())
    return answer("register/new.html", "register/_form.html", status=status, form=form, waits=waits)


bp.after_request(keep_from_caches)
