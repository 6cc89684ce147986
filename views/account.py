"""One's own account: name, password, and where one is logged in."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, request, url_for
from wtforms import Form, HiddenField, PasswordField, StringField

from domain import login, passwords, readers
from domain.refusal import Invalid, TooMany

from . import forms, limits, said, visitor
from .answers import answer, done, go, own_path
from .installation import settings
from .login import enter
from .safety import keep_from_caches

bp = Blueprint("account", __name__, url_prefix="/account")


class NameForm(Form):
    """How one wants to be called."""

    name = StringField("Name", [forms.held_to(readers.name_from)])


class PasswordForm(Form):
    """The password in force, and the one to come."""

    present = PasswordField("Present password", [forms.given("Please give your present password.")])
    password = PasswordField("New password", [forms.held_to(passwords.allowed)])


class PresentForm(Form):
    """The password in force, and where one was going."""

    present = PasswordField("Password", [forms.given("Please give your password.")])
    next = HiddenField()


@bp.get("")
def show() -> Response:
    """What the account holds, and what can be changed."""
    person = readers.own(visitor.reader())
    return answer(
        "account/show.html",
        logins=login.of(person),
        said=said.sentence(),
        letter_sent=False,
    )


@bp.get("/name")
def name() -> Response:
    """The form for another name."""
    person = readers.own(visitor.reader(), "name.change")
    return _name_form(NameForm(obj=person))


@bp.post("/name")
@limits.changes
def change_name() -> Response:
    """Change the name, on what was written before too."""
    person = readers.own(visitor.reader())
    form = NameForm(request.form)
    if not form.validate():
        return _name_form(form, status=422)
    try:
        readers.rename(person, form.name.data, every=timedelta(days=settings().name_days))
    except Invalid as refused:
        forms.refuse(form, refused)
        return _name_form(form, status=422)
    return go(url_for("account.show", said="renamed"))


@bp.get("/password")
def password() -> Response:
    """The form for another password."""
    readers.own(visitor.reader())
    return _password_form(PasswordForm())


@bp.post("/password")
@limits.password
def change_password() -> Response:
    """Change the password; every other log in is ended, and this one begins anew."""
    person = readers.own(visitor.reader())
    form = PasswordForm(request.form)
    if not form.validate():
        return _password_form(form, status=422)
    try:
        readers.change_password(person, form.present.data, form.password.data)
    except Invalid as refused:
        forms.refuse(form, refused)
        return _password_form(form, status=422)
    enter(person, remembered=person.login is not None and person.login.remembered)
    return go(url_for("account.show", said="password-changed"))


@bp.get("/present-password")
def present() -> Response:
    """Ask for the password once more, on the way to something delicate."""
    readers.own(visitor.reader())
    return _present_form(PresentForm(data={"next": own_path(request.args.get("next"), "")}))


@bp.post("/present-password")
@limits.password
def check_present() -> Response:
    """Begin the log in anew with the password just given, and go on."""
    person = readers.own(visitor.reader())
    form = PresentForm(request.form)
    if not form.validate() or not readers.knows_password(person, form.present.data):
        form.present.errors = form.present.errors or [readers.WRONG_PASSWORD]
        return _present_form(form, status=422)
    enter(person, remembered=person.login is not None and person.login.remembered)
    return go(own_path(form.next.data, url_for("account.show")))


@bp.get("/logins")
def logins() -> Response:
    """Where one is logged in."""
    person = readers.own(visitor.reader())
    return answer(
        "account/logins.html",
        "account/_logins.html",
        logins=login.of(person),
        said=said.sentence(),
    )


@bp.post("/logins")
def end_logins() -> Response:
    """End one log in, `end=<number>`, or all but this one, `end=others`."""
    person = readers.own(visitor.reader())
    if request.form.get("end") == "others":
        login.end_others(person)
        return _ended("logins-ended")
    login.end_one(person, forms.number("end"))
    return _ended("login-ended")


def _ended(code: str) -> Response:
    return done(
        "account/_logins.html",
        then=url_for("account.logins", said=code),
        says=said.SENTENCES[code],
        logins=login.of(readers.own(visitor.reader())),
        said=said.SENTENCES[code],
    )


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    if request.endpoint == "account.change_name":
        return _name_refused(NameForm(request.form), refused)
    if request.endpoint == "account.check_present":
        asked = PresentForm(request.form)
        asked.present.errors = [refused.words]
        return limits.waiting(_present_form(asked, status=429), refused)
    form = PasswordForm()
    form.present.errors = [refused.words]
    return limits.waiting(_password_form(form, status=429), refused)


def _present_form(form: PresentForm, *, status: int = 200) -> Response:
    return answer("account/present.html", "account/_present_form.html", form=form, status=status)


def _name_refused(form: NameForm, refused: TooMany) -> Response:
    form.name.errors = [refused.words]
    return limits.waiting(_name_form(form, status=429), refused)


def _name_form(form: NameForm, *, status: int = 200) -> Response:
    days = settings().name_days
    return answer(
        "account/name.html", "account/_name_form.html", form=form, days=days, status=status
    )


def _password_form(form: PasswordForm, *, status: int = 200) -> Response:
    return answer("account/password.html", "account/_password_form.html", form=form, status=status)


bp.after_request(keep_from_caches)
