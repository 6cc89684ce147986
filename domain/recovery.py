"""A forgotten password: asked for by address, chosen anew by a link in a letter."""

from __future__ import annotations

from models import Reader, Token, TokenKind
from models.database import db, writing

from . import letters, login, passwords, tokens
from .jobs import Urgency
from .readers import address_from

KINDS = (TokenKind.RESET,)


def ask(address: str) -> None:
    """Have a letter sent to the account of `address`, if there is one; whoever asks cannot tell.

    What is done here is the same for every address, one hash included, as wherever one logs in.
    """
    address = address_from(address)
    account = login.account_of(address)
    known = account.password_hash if account else passwords.NONE
    passwords.matches(passwords.NONE, address)
    writing()
    facts = {"address": address, "password": passwords.mark(known)}
    letters.queue("forgotten", facts, urgency=Urgency.AT_ONCE)


def asked(secret: str) -> Token:
    """The link of `secret`. Raises Gone where it is no good any more."""
    return tokens.find(KINDS, secret)


def reset(secret: str, password: str) -> Reader:
    """Give the account of the link the password, and end all of its log ins and links.

    Raises Gone where the link is no good any more, as slowly as where it is.
    """
    password_hash = passwords.hashed(passwords.allowed(password))
    token = tokens.spend(KINDS, secret)
    reader = db.get_one(Reader, token.reader_id)
    reader.password_hash = password_hash
    login.end_all(reader)
    tokens.void(reader)
    letters.queue("password_changed", {"reader_id": reader.id})
    return reader
