"""One's own passkeys: their list, adding, naming and removing them."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from wtforms import Form, HiddenField, StringField

from domain import login, passkeys, readers
from domain.passkeys import Passkey
from domain.refusal import Conflict, Invalid

from . import forms, limits, said, visitor
from .answers import answer, go, own_path
from .installation import settings
from .safety import keep_from_caches

bp = Blueprint("passkeys", __name__, url_prefix="/account/passkeys")


class NameForm(Form):
    """How a passkey is called."""

    name = StringField("Name", [forms.held_to(passkeys.name_from)])


class PasskeyForm(NameForm):
    """A new passkey: its name, what the browser sends of it, and where one was going."""

    credential = HiddenField()
    next = HiddenField()


@bp.get("")
def index() -> Response:
    """The passkeys of the account."""
    person = readers.own(visitor.reader())
    return answer("passkeys/index.html", passkeys=passkeys.of(person), said=said.sentence())


@bp.get("/new")
def new() -> Response:
    """The form for one more, which a script fills in."""
    passkeys.before_adding(readers.own(visitor.reader()))
    name, way_on = login.in_words(request.user_agent.string), request.args.get("next")
    return _new_form(PasskeyForm(data={"name": name, "next": own_path(way_on, "")}))


@bp.post("/challenge")
@limits.changes
def challenge() -> Response:
    """What the browser is told to make a passkey."""
    person = readers.own(visitor.reader())
    told = passkeys.to_add(person, visitor.browser(), settings().url)
    return Response(told, mimetype="application/json")


@bp.post("")
@limits.changes
def create() -> Response:
    """Keep the passkey that the browser made."""
    person = readers.own(visitor.reader())
    form = PasskeyForm(request.form)
    if not form.validate():
        return _new_form(form, status=422)
    shown, browser = form.credential.data or "", visitor.known_browser()
    try:
        passkeys.add(person, shown, form.name.data, browser, settings().url)
    except Invalid as refused:
        forms.refuse(form, refused)
        return _new_form(form, status=422)
    return go(_after(own_path(form.next.data, "")))


@bp.get("/<int:number>")
def edit(number: int) -> Response:
    """The form for another name."""
    passkey = passkeys.one(readers.own(visitor.reader()), number)
    return _name_form(NameForm(obj=passkey), passkey)


@bp.post("/<int:number>")
@limits.changes
def update(number: int) -> Response:
    """Have it be called otherwise."""
    person = readers.own(visitor.reader())
    passkey = passkeys.one(person, number)
    form = NameForm(request.form)
    if not form.validate():
        return _name_form(form, passkey, status=422)
    passkeys.rename(person, passkey, form.name.data)
    return go(url_for("passkeys.index", said="passkey-renamed"))


@bp.post("/<int:number>/removal")
def remove(number: int) -> Response:
    """Remove it."""
    person = readers.own(visitor.reader())
    passkeys.remove(person, passkeys.one(person, number))
    return go(url_for("passkeys.index", said="passkey-removed"))


@bp.errorhandler(Conflict)
def _full(refused: Conflict) -> Response:
    """Say beside the list why there is no more."""
    person = readers.own(visitor.reader())
    return answer(
        "passkeys/index.html", passkeys=passkeys.of(person), said=refused.words, status=409
    )


def _after(way_on: str) -> str:
    """Where the new passkey is told of; to whom their role led here, with the way on."""
    if not way_on:
        return url_for("passkeys.index", said="passkey-added")
    return url_for("second_factor.show", said="passkey-added", next=way_on)


def _new_form(form: PasskeyForm, *, status: int = 200) -> Response:
    return answer("passkeys/new.html", "passkeys/_new_form.html", form=form, status=status)


def _name_form(form: NameForm, passkey: Passkey, *, status: int = 200) -> Response:
    part = "passkeys/_name_form.html"
    return answer("passkeys/edit.html", part, form=form, passkey=passkey, status=status)


bp.after_request(keep_from_caches)
