"""Unsubscribing: the link in a letter that ends such letters, for whoever holds it.

Its secret is reckoned from the account, its address and the secret of the installation. It is good
as long as the account has the address, since a letter may be found years later; and it does
nothing but this one thing, so that it may be passed on with the letter.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from models import Reader, Replies
from models.database import db, writing

from . import numbers
from .refusal import Gone
from .secrecy import reckoned

OVER = "This link is good for nothing any more: the account is gone, or has another address."


def secret_for(reader: Reader, secrets: Sequence[str]) -> str:
    """The secret of the link that ends the letters to `reader`."""
    return f"{reader.id}-{_reckoned(reader, secrets[0])}"


def asked(secret: str, secrets: Sequence[str]) -> Reader:
    """The account whose letters the link of `secret` would end. Raises Gone where there is none."""
    named, _, rest = secret.partition("-")
    number = numbers.whole(named)
    reader = db.get(Reader, number) if number is not None else None
    if reader is None or reader.confirmed_address is None or not rest.isascii():
        raise Gone(OVER)
    if not any(hmac.compare_digest(rest, _reckoned(reader, each)) for each in secrets):
        raise Gone(OVER)
    return reader


def unsubscribe(secret: str, secrets: Sequence[str]) -> Reader:
    """End the letters that the link of `secret` came with. Twice is as once."""
    writing()
    reader = asked(secret, secrets)
    reader.replies = Replies.NEVER
    return reader


def _reckoned(reader: Reader, secret: str) -> str:
    return reckoned(secret, f"unsubscribe:{reader.id}:{reader.confirmed_address}")
