"""The letters about accounts: an address to confirm, a forgotten password, what was changed."""

from __future__ import annotations

from collections.abc import Mapping

from models import Notice, Reader, TokenKind
from models.database import db, writing

from .. import limits, login, passwords, readers, tokens
from .office import Order, Writer
from .writing import Letter

CHANGES: Mapping[str, tuple[str, str]] = {
    "passkey-added": ("A passkey was added", "a passkey was added to it, which logs in by itself"),
    "passkey-removed": ("A passkey was removed", "a passkey was removed from it"),
    "app-added": (
        "An authenticator app was set up",
        "an authenticator app was set up, and logging in asks for its code from now on",
    ),
    "app-removed": ("Your authenticator app was removed", "the authenticator app was removed"),
    "all-removed": (
        "Your second factor was removed",
        "we have removed its passkeys and its authenticator app, and ended every log in",
    ),
    "codes-made": (
        "New recovery codes were made",
        "new recovery codes were made, and the old ones are worth nothing",
    ),
    "code-used": ("A recovery code was used", "somebody logged in with a recovery code"),
}
"""What was done to the ways into an account: the subject of a letter, and half a sentence."""


def registered(order: Order) -> Letter | None:
    """To a new account: a link that confirms its address. To whom it is known already: just so."""
    reader = db.get(Reader, order.facts["reader_id"])
    if reader is None or reader.confirmed_address == reader.address:
        return None
    if readers.confirmed_at(reader.address):
        return Letter(reader.address, "known")
    return _with_link(order, TokenKind.CONFIRM, reader, reader.address, "confirm", "confirm-email")


def forgotten(order: Order) -> Letter | None:
    """To the account of an address: a link to a new password. Where there is none, no letter."""
    address = order.facts["address"]
    reader = login.account_of(address)
    if reader is None:
        return None
    return _with_link(order, TokenKind.RESET, reader, address, "reset", "reset-password")


def new_address(order: Order) -> Letter | None:
    """To the address that an account would like to have: a link that makes it so."""
    reader, address = db.get(Reader, order.facts["reader_id"]), order.facts["address"]
    if reader is None or reader.confirmed_address == address:
        return None
    if readers.confirmed_at(address):
        return Letter(address, "taken")
    return _with_link(order, TokenKind.ADDRESS, reader, address, "address", "confirm-email")


def address_changed(order: Order) -> Letter:
    """To the address that an account had: it has another now."""
    return Letter(order.facts["to"], "address_changed")


def password_changed(order: Order) -> Letter | None:
    """To an account whose address is its own: its password is another now."""
    reader = db.get(Reader, order.facts["reader_id"])
    if reader is None or reader.confirmed_address is None:
        return None
    return Letter(reader.confirmed_address, "password_changed")


def decided(order: Order) -> Letter | None:
    """To whom something was decided about: where to read what. Taken back by now, no letter."""
    notice = db.get(Notice, order.facts["notice_id"])
    reader = db.get(Reader, notice.reader_id) if notice else None
    if notice is None or notice.seen_at or reader is None or reader.confirmed_address is None:
        return None
    return Letter(reader.confirmed_address, "decided", {"link": f"{order.url}/account/notices"})


def access_changed(order: Order) -> Letter | None:
    """To an account whose address is its own: another way opens it now, or one fewer."""
    reader = db.get(Reader, order.facts["reader_id"])
    if reader is None or reader.confirmed_address is None:
        return None
    subject, words = CHANGES[order.facts["what"]]
    return Letter(reader.confirmed_address, "access_changed", {"subject": subject, "what": words})


def _with_link(
    order: Order, kind: TokenKind, reader: Reader, address: str, name: str, path: str
) -> Letter | None:
    """None where the password was changed since somebody asked, as every link of then is spent."""
    writing()
    if order.facts.get("password") != passwords.mark(reader.password_hash):
        return None
    secret = tokens.make(kind, reader, address, order.nonce, order.secrets)
    if secret is None:
        return None
    lasts = limits.wait_in_words(int(tokens.LASTS[kind].total_seconds()))
    return Letter(address, name, {"link": f"{order.url}/{path}/{secret}", "lasts": lasts})


def leaving(order: Order) -> Letter | None:
    """To an account that will be deleted: when, and where to stay. It stays by now: no letter."""
    return _where_to(order, "leaving", "login?next=/account/leaving")


def staying(order: Order) -> Letter | None:
    """To an account that stays after all."""
    return _where_to(order, "staying", "account/password")


def left(order: Order) -> Letter:
    """To the address that an account had: it is deleted."""
    return Letter(order.facts["to"], "left")


def _where_to(order: Order, name: str, path: str) -> Letter | None:
    reader = db.get(Reader, order.facts["reader_id"])
    if reader is None or reader.confirmed_address is None:
        return None
    if (name == "leaving") is (reader.leaves_at is None):
        return None
    return Letter(reader.confirmed_address, name, {"link": f"{order.url}/{path}"})


WRITERS: Mapping[str, Writer] = {
    "registered": registered,
    "forgotten": forgotten,
    "new_address": new_address,
    "address_changed": address_changed,
    "password_changed": password_changed,
    "decided": decided,
    "leaving": leaving,
    "staying": staying,
    "left": left,
    "access_changed": access_changed,
}
