"""Roles: who is staff, and who makes them so. A new role begins with a new log in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from models import STAFF, Act, Decision, Person, Reader, Role
from models.database import db

from . import login, permissions, second_factor
from .decisions.sanctioning import locked
from .decisions.telling import tell, told_of
from .moderation import log
from .numbers import LARGEST
from .refusal import Conflict, Invalid, Missing

WORDS = {
    Role.READER: "Reader: reads and comments",
    Role.WRITER: "Writer: signs articles; comments are not held",
    Role.EDITOR: "Editor: decides about comments",
    Role.MODERATOR: "Moderator: decides about comments and readers",
    Role.ADMIN: "Admin: decides about everybody, and gives roles",
}
FOUND = 20
TO_SET_UP = "Before it opens anything, please set up a second factor: your account page offers it."
UNKNOWN = "There is no such role."
SINCE = "Somebody else was faster: their role is “{}” by now. Look once more before you change it."


def give(by: Person, whom: Reader, role: str, *, seen: str) -> Decision | None:
    """Give `whom` the role `role`; their log ins end. None where they had it already.

    Raises Conflict where it is not the role that was `seen`.
    """
    permissions.require(by, "role.give", whom)
    login.require_recent(by)
    if role not in list(Role):
        raise Invalid(role=UNKNOWN)
    whom = locked(whom)
    permissions.require(by, "role.give", whom)
    if whom.role.value != seen:
        raise Conflict(SINCE.format(whom.role))
    if whom.role == role:
        return None
    before, whom.role = whom.role, Role(role)
    login.end_all(whom)
    done = log.write(
        Act.APPOINT,
        by=by,
        subject_id=whom.id,
        before={"role": before.value},
        after={"role": role},
        told={"sentence": told_of(Act.APPOINT, own=_now(whom))},
    )
    tell(done)
    db.flush()
    return done


def _now(whom: Reader) -> str:
    """What the role is, and what is to be done before it opens anything."""
    return f"{WORDS[whom.role]}.{f' {TO_SET_UP}' if second_factor.is_missing(whom) else ''}"


def staff(by: Person) -> Sequence[Reader]:
    """Everybody who is more than a reader, by role and name."""
    permissions.require(by, "moderation.see")
    query = select(Reader).where(Reader.role.in_(STAFF))
    return db.scalars(query.order_by(Reader.role, Reader.name).limit(200)).all()


def find(by: Person, question: str) -> Sequence[Reader]:
    """Those whose name begins so, or whose address it is."""
    permissions.require(by, "moderation.see")
    asked = " ".join(question.split())[:100]
    if not asked:
        return []
    address = asked.casefold()
    named = Reader.name.istartswith(asked, autoescape=True)
    query = select(Reader).where(
        or_(named, Reader.confirmed_address == address, Reader.address == address)
    )
    return db.scalars(query.order_by(Reader.name, Reader.id).limit(FOUND)).all()


def one(by: Person, number: int) -> Reader:
    """The person of this number. Raises Missing."""
    permissions.require(by, "moderation.see")
    found = db.get(Reader, min(number, LARGEST))
    if found is None:
        raise Missing("There is no such person.")
    return found
