"""Whose name a name looks like: nobody is taken for the publication or for those who make it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy import or_, select

from models import STAFF, Author, Reader, Role
from models.database import db

from . import lookalikes, publication
from .refusal import Invalid

OFFICES = frozenset(
    ("admin", "administrator", "editor", "editors", "moderator", "moderators", "staff", "support")
)
"""Words that say that somebody works here."""
FORMER = "A former reader"
"""How somebody is called who left, beside comments that stayed."""
TELLING = 5
"""A publication's name of fewer letters may stand within another name by chance."""
ALIKE = str.maketrans("i", "l")
TAKEN = "This is too like the name of somebody who works here. Please take another."
OURS = "This sounds as if it were said by the publication. Please take another."


def check(name: str, by: Reader | None = None) -> None:
    """Raise Invalid where `name` looks like one that is not for `by` to have."""
    if by is not None and by.role is not Role.READER:
        return
    seen = look(name)
    if _is_ours(name, seen):
        raise Invalid(name=OURS)
    if seen == look(FORMER):
        raise Invalid(name=TAKEN)
    if any(look(other) == seen for other in _of_others(by)):
        raise Invalid(name=TAKEN)


@lru_cache(maxsize=8192)
def look(name: str) -> str:
    """How a name looks at a glance: no case, no spaces, `rn` for `m`, look-alike letters as one."""
    whole = "".join(lookalikes.folded(name).split())
    return whole.replace("rn", "m").replace("vv", "w").translate(ALIKE)


def _is_ours(name: str, seen: str) -> bool:
    words = {look(word) for word in lookalikes.folded(name).split()}
    if not words.isdisjoint(map(look, OFFICES)):
        return True
    ours = look(publication.current().name.casefold().removeprefix("the "))
    return bool(ours) and (ours in seen if len(ours) >= TELLING else ours == seen)


def _of_others(by: Reader | None) -> Iterator[str]:
    """The names of authors and of staff, but for those that are `by`'s own."""
    own = by.id if by else 0
    authors = or_(Author.reader_id.is_(None), Author.reader_id != own)
    yield from db.scalars(select(Author.name).where(authors))
    yield from db.scalars(select(Reader.name).where(Reader.role.in_(STAFF), Reader.id != own))
