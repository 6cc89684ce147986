"""Logging in and out."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from wtforms import BooleanField, EmailField, Form, HiddenField, PasswordField

from domain import login, reading, second_factor, second_step, unfinished
from domain.people import Reader
from domain.refusal import TooMany

from . import forms, limits, said, visitor
from .answers import answer, go, own_path
from .safety import keep_from_caches

bp = Blueprint("login", __name__)

NOT_TOGETHER = "This e-mail address and this password do not go together."


class LogInForm(Form):
    """Who one is, and where one was going."""

    email = EmailField("E-mail address", [forms.given("Please give your e-mail address.")])
    password = PasswordField("Password", [forms.given("Please give your password.")])
    remember = BooleanField("Keep me logged in on this device for 90 days")
    next = HiddenField()


@bp.get("/login")
def new() -> Response:
    """The form."""
    return _form(LogInForm(data={"next": own_path(request.args.get("next"), "")}))


@bp.post("/login")
@limits.login
def create() -> Response:
    """Log in; unknown and wrong are answered alike, and as slowly."""
    form = LogInForm(request.form)
    account = login.check(form.email.data, form.password.data) if form.validate() else None
    if account is None:
        return _again(form)
    if second_factor.is_asked(account):
        second_step.begin(account, visitor.browser(anew=True), remembered=form.remember.data)
        return go(url_for("second_step.new", next=own_path(form.next.data, "") or None))
    enter(account, remembered=form.remember.data)
    return go(own_path(form.next.data))


@bp.post("/logout")
def end() -> Response:
    """Log out: the row of this log in is ended, the cookies are taken back."""
    login.end(visitor.reader())
    visitor.end()
    return go(url_for("login.new", said="logged-out"))


def enter(account: Reader, *, remembered: bool = False, proved: bool = False) -> None:
    """Log `account` in: what this device kept moves into it, its reading settings come here.

    The log in that this browser had before ends. `proved` says that more than a password was shown.
    """
    before = visitor.reader()
    begun = login.begin(
        account,
        browser=request.user_agent.string,
        remembered=remembered,
        device=before.device,
        instead_of=before.login,
        proved=proved,
    )
    visitor.begin(begun)
    visitor.keep_reading(reading.brought_by(account, visitor.reading_here()))


def _again(form: LogInForm) -> Response:
    if not form.errors:
        form.password.errors = [NOT_TOGETHER]
    return _form(form, status=422)


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    form = LogInForm(request.form)
    form.password.errors = [refused.words]
    return limits.waiting(_form(form, status=429), refused)


def _form(form: LogInForm, *, status: int = 200) -> Response:
    return answer(
        "login/new.html",
        "login/_form.html",
        status=status,
        form=form,
        said=said.sentence(),
        waits=unfinished.waits(visitor.reader()),
    )


bp.after_request(keep_from_caches)
