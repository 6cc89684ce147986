"""Confirming an address: the link of the letter, the letter once more, and another address."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from wtforms import EmailField, Form, PasswordField

from domain import confirmation, readers
from domain.people import Reader
from domain.refusal import Gone, Invalid, TooMany

from . import errors, forms, limits, visitor
from .answers import answer, done, go
from .safety import keep_from_caches, keep_secret

bp = Blueprint("confirmation", __name__)


class AddressForm(Form):
    """The address to come, and the password: whoever sits at an open browser is not enough."""

    email = EmailField("New e-mail address", [forms.held_to(readers.address_from)])
    present = PasswordField("Password", [forms.given("Please give your password.")])


@bp.get("/confirm-email/<token>")
def show(token: str) -> Response:
    """Ask whether the address shall be confirmed: a scanner that follows links changes nothing."""
    return answer("confirmation/show.html", asked=confirmation.asked(token), token=token)


@bp.post("/confirm-email/<token>")
@limits.link
def create(token: str) -> Response:
    """Confirm the address."""
    confirmation.confirm(token)
    here = isinstance(visitor.reader(), Reader)
    return go(url_for("account.show" if here else "login.new", said="address-confirmed"))


@bp.post("/account/confirmation")
@limits.letter_again
def again() -> Response:
    """Send the letter once more."""
    person = readers.own(visitor.reader())
    confirmation.ask_again(person)
    return done(
        "account/_letter.html",
        then=url_for("account.show", said="letter-again"),
        says="The letter is on its way again.",
        letter_sent=True,
    )


@bp.get("/account/address")
def edit() -> Response:
    """The form for another address."""
    readers.own(visitor.reader())
    return _form(AddressForm())


@bp.post("/account/address")
@limits.address
def update() -> Response:
    """Have a letter sent to the new address. Until its link is used, nothing is changed."""
    person = readers.own(visitor.reader())
    form = AddressForm(request.form)
    if not form.validate():
        return _form(form, status=422)
    try:
        confirmation.ask_for(person, form.present.data, form.email.data)
    except Invalid as refused:
        forms.refuse(form, refused)
        return _form(form, status=422)
    return go(url_for("account.show", said="address-asked"))


@bp.errorhandler(Gone)
def _over(refused: Gone) -> Response:
    errors.keep_what_was_typed()
    return answer("confirmation/over.html", status=410, words=refused.words)


@bp.errorhandler(TooMany)
def _too_often(refused: TooMany) -> Response:
    is_theirs = isinstance(visitor.reader(), Reader)
    if request.endpoint != "confirmation.update" or not is_theirs:
        return errors.refused(refused)
    form = AddressForm(request.form)
    form.present.errors = [refused.words]
    return limits.waiting(_form(form, status=429), refused)


def _form(form: AddressForm, *, status: int = 200) -> Response:
    return answer(
        "confirmation/address.html", "confirmation/_address_form.html", form=form, status=status
    )


bp.after_request(keep_from_caches)
bp.after_request(keep_secret)
