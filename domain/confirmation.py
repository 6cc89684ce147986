"""Confirming an address: by a link in a letter, at register and when another is wanted.

Only confirmed addresses are unique. Of several accounts that name one, the first to confirm has it.
"""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from models import Reader, Token, TokenKind
from models.database import db, writing

from . import authors, decisions, letters, passwords, permissions, tokens
from .jobs import Urgency
from .readers import WRONG_PASSWORD, address_from
from .refusal import Conflict, Gone, Invalid

KINDS = (TokenKind.CONFIRM, TokenKind.ADDRESS)
ALREADY = "Your e-mail address is confirmed already."
TAKEN = "This e-mail address belongs to another account. Log in to that one, or give another."


def ask_again(by: Reader) -> None:
    """Have the letter with the link sent once more. Raises Conflict where nothing is to confirm."""
    permissions.require(by, "account.change", by)
    writing()
    if by.confirmed_address == by.address:
        raise Conflict(ALREADY)
    facts = {"reader_id": by.id, "password": passwords.mark(by.password_hash)}
    letters.queue("registered", facts, urgency=Urgency.AT_ONCE)


def ask_for(by: Reader, present: str, address: str) -> None:
    """Have a letter sent to `address`, with the link that makes it the address of `by`.

    It is the same whether the address is known or not. Raises Invalid where `present` is not the
    password in force.
    """
    permissions.require(by, "account.change", by)
    address = address_from(address)
    known = by.password_hash
    if not passwords.matches(known, present):
        raise Invalid(present=WRONG_PASSWORD)
    writing()
    facts = {"reader_id": by.id, "address": address, "password": passwords.mark(known)}
    letters.queue("new_address", facts, urgency=Urgency.AT_ONCE)


def asked(secret: str) -> Token:
    """What the link of `secret` would confirm. Raises Gone where it is no good any more."""
    token = tokens.find(KINDS, secret)
    _check(token, db.get_one(Reader, token.reader_id))
    return token


def confirm(secret: str) -> Reader:
    """Make the address that the link was sent to that of its account, and of no other.

    Raises Gone where the link is no good any more, Conflict where the address is another's by now.
    """
    token = tokens.spend(KINDS, secret)
    reader = db.get_one(Reader, token.reader_id)
    _check(token, reader)
    before = reader.confirmed_address
    _bind(reader, token.address)
    decisions.recognise(reader, decisions.mark_of_address(token.address))
    tokens.void(reader)
    authors.bind_accounts()
    if before and before != reader.address:
        letters.queue("address_changed", {"to": before}, urgency=Urgency.AT_ONCE)
    return reader


def _check(token: Token, reader: Reader) -> None:
    """One that was sent at register confirms only the address that the account still names."""
    if token.kind is TokenKind.CONFIRM and reader.address != token.address:
        raise Gone(tokens.OVER)


def _bind(reader: Reader, address: str) -> None:
    reader.address = reader.confirmed_address = address
    try:
        db.flush()
    except IntegrityError as error:  # confirmed addresses are unique
        raise Conflict(TAKEN) from error
