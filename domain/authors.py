"""Finding authors."""

from __future__ import annotations

from sqlalchemy import and_, or_, select

from models import Author, Reader
from models.database import db, writing

from .refusal import Missing


def at(slug: str) -> Author:
    """The author at `slug`. Raises Missing where there is none."""
    found = db.scalar(select(Author).where(Author.slug == slug))
    if found is None:
        raise Missing("There is no author at this address.")
    return found


def bind_accounts() -> None:
    """Let each author be answered for by the account that the publication names.

    Only by one that showed the address to be its own, or by one of the demo: anybody may register
    with an address that is not theirs. Called after an import, when an address is
    confirmed, and when the demo's readers are made.
    """
    writing()
    shown = or_(
        Reader.confirmed_address == Author.account,
        and_(Reader.is_demo, Reader.address == Author.account),
    )
    for author, reader_id in db.execute(select(Author, Reader.id).join(Reader, shown)):
        author.reader_id = reader_id
    db.flush()
