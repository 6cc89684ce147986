"""Tokens: links in letters, each for one act, good once and for a while.

The secret of a link is reckoned from a random word that waits with the letter and from the secret
of the installation: a letter that is sent twice holds the same link, and a copy of the database
opens nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select, update

from models import Reader, Token, TokenKind, now
from models.database import db, writing

from .refusal import Gone
from .secrecy import hashed, reckoned

LASTS = {
    TokenKind.CONFIRM: timedelta(days=3),
    TokenKind.RESET: timedelta(hours=1),
    TokenKind.ADDRESS: timedelta(days=1),
}
KEPT = timedelta(days=30)
"""How long a link that has run out is remembered: longer than any letter is tried."""
OVER = "This link was used, has run out, or was taken back."


def make(
    kind: TokenKind, reader: Reader, address: str, nonce: str, secrets: Sequence[str]
) -> str | None:
    """The secret of the link that `nonce` stands for, good from now; None if it was spent.

    Of several installation secrets, the one that made it the first time makes it again.
    """
    writing()
    db.execute(delete(Token).where(Token.expires_at < now() - KEPT))
    candidates = {hashed(each): each for each in (reckoned(s, f"{kind}:{nonce}") for s in secrets)}
    token = db.scalar(select(Token).where(Token.secret_hash.in_(candidates)))
    if token is None:
        token = Token(kind=kind, reader_id=reader.id, address=address)
        token.secret_hash = next(iter(candidates))
        db.add(token)
    token.expires_at = now() + LASTS[kind]
    db.flush()
    return None if token.spent_at else candidates[token.secret_hash]


def find(kinds: Collection[TokenKind], secret: str) -> Token:
    """The link of `secret`, if it is good for an act of `kinds`. Raises Gone where it is not."""
    query = select(Token).where(
        Token.secret_hash == hashed(secret), Token.kind.in_(kinds), *_good()
    )
    token = db.scalar(query)
    if token is None:
        raise Gone(OVER)
    return token


def spend(kinds: Collection[TokenKind], secret: str) -> Token:
    """Use the link of `secret`: of many who try at once, one does. Raises Gone for the others.

    Writers take turns, and each sees what the one before has done.
    """
    writing()
    token = find(kinds, secret)
    token.spent_at = now()
    return token


def void(reader: Reader, *kinds: TokenKind) -> None:
    """Take back every link of `reader` that is still good, or those of `kinds`."""
    writing()
    good = [Token.reader_id == reader.id, *_good()]
    if kinds:
        good.append(Token.kind.in_(kinds))
    db.execute(update(Token).where(*good).values(spent_at=now()))


def _good() -> tuple[ColumnElement[bool], ...]:
    return Token.spent_at.is_(None), Token.expires_at > now()
