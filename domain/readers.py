"""Accounts: registering, and changing name and password."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from models import Person, Reader, Role, now
from models.database import db, writing

from . import authors, letters, limits, login, names, passwords, permissions, tokens
from .jobs import Urgency
from .lookalikes import BLANK
from .refusal import Conflict, Invalid, TooMany

SHORTEST_NAME, LONGEST_NAME = 2, 60
TYPED_NAME = 10 * LONGEST_NAME
"""Nobody types more letter by letter. To compose marks takes time that grows with their square."""
LONGEST_ADDRESS = 254
JOINERS = "\u200c\u200d"
"""They belong into names: Persian and several Indian scripts cannot be written without."""
_ADDRESS = re.compile(
    r"[^@\s<>()\[\]\\,;:\"]{1,64}@[^@\s<>()\[\]\\,;:\"./]+(\.[^@\s<>()\[\]\\,;:\"./]+)+"
)
WRONG_PASSWORD = "That is not your present password."  # noqa: S105
TOO_SOON = (
    "You have changed your name a while ago, and others are to know you by it. You can change it"
    " again in"
)
CHANGED_MEANWHILE = (
    "Your password was changed elsewhere a moment ago. Please log in with the new one."
)


def name_from(text: str) -> str:
    """A name as it is kept: composed, with single spaces. Raises Invalid in words."""
    name = " ".join(unicodedata.normalize("NFC", text[:TYPED_NAME]).split())
    if not any(character.isalpha() for character in name):
        raise Invalid(name="Please give a name with at least one letter.")
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or len(text) > TYPED_NAME:
        raise Invalid(name=f"Please use {SHORTEST_NAME} to {LONGEST_NAME} characters.")
    if any(_is_unseen(character) for character in name):
        raise Invalid(name="The name holds characters that cannot be seen. Please type it anew.")
    return name


def _is_unseen(character: str) -> bool:
    """Whether a character steers the line instead of standing in it, or is drawn as nothing."""
    if character in BLANK:
        return True
    return unicodedata.category(character)[0] == "C" and character not in JOINERS


def address_from(text: str) -> str:
    """An e-mail address as it is compared: casefolded. Raises Invalid in words."""
    address = unicodedata.normalize("NFC", text[: LONGEST_ADDRESS + 1]).strip().casefold()
    if len(text.strip()) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise Invalid(email="Please give an e-mail address, such as ruth@example.org.")
    if any(_is_unseen(character) for character in address):
        raise Invalid(
            email="The address holds characters that cannot be seen. Please type it anew."
        )
    return address


def register(name: str, address: str, password: str, reading: Mapping[str, str]) -> Reader:
    """A new account, its address not yet confirmed, with the reading settings of the device.

    It is the same whether the address is known or not. Raises Invalid in words.
    """
    name, address = name_from(name), address_from(address)
    names.check(name)
    password_hash = passwords.hashed(passwords.allowed(password))
    writing()
    reader = Reader(name=name, address=address, password_hash=password_hash, reading=dict(reading))
    db.add(reader)
    db.flush()
    facts = {"reader_id": reader.id, "password": passwords.mark(password_hash)}
    letters.queue("registered", facts, urgency=Urgency.AT_ONCE)
    return reader


def own(by: Person, to: str = "account.see") -> Reader:
    """The account of `by`, who may do the act `to`. Raises LogInFirst where they have none."""
    permissions.require(by, to, by)
    assert isinstance(by, Reader)  # noqa: S101 (for the type checker)
    return by


def rename(by: Reader, name: str, *, every: timedelta = timedelta()) -> None:
    """Have `by` be called `name` from now on, beside what was written before too.

    Raises TooMany where they took the name that they have less than `every` ago.
    """
    permissions.require(by, "name.change", by)
    name = name_from(name)
    if name == by.name:
        return
    names.check(name, by)
    writing()
    left = int((by.renamed_at + every - now()).total_seconds()) if by.renamed_at else 0
    if left > 0:
        raise TooMany(f"{TOO_SOON} {limits.wait_in_words(left)}.", left)
    by.name, by.renamed_at = name, now()


def knows_password(by: Reader, present: str) -> bool:
    """Whether `present` is the password of `by`."""
    permissions.require(by, "account.see", by)
    return passwords.matches(by.password_hash, present)


def change_password(by: Reader, present: str, password: str) -> None:
    """Change the password, and end every log in but the one that asks.

    Raises Invalid where `present` is not the password in force, or the new one is too short.
    """
    permissions.require(by, "account.change", by)
    known = by.password_hash
    new = passwords.allowed(password)
    if not passwords.matches(known, present):
        raise Invalid(present=WRONG_PASSWORD)
    password_hash = passwords.hashed(new)
    writing()
    if by.password_hash != known:
        raise Conflict(CHANGED_MEANWHILE)
    by.password_hash = password_hash
    login.end_others(by)
    tokens.void(by)
    letters.queue("password_changed", {"reader_id": by.id})


def confirmed_at(address: str) -> Reader | None:
    """The account to which `address` was shown to belong. Raises Invalid for what is no address."""
    return db.scalar(select(Reader).where(Reader.confirmed_address == address_from(address)))


def appoint(
    address: str, role: Role, name: str = "", password_hash: str = ""
) -> tuple[Reader, bool]:
    """Give the account of `address` the role `role`; make it, confirmed, where there is none.

    One whose address is not confirmed is passed over: anybody may have registered with it. Returns
    the account and whether it is new. Raises Invalid where a new one has no name or no password.
    """
    writing()
    found = confirmed_at(address)
    if found is not None:
        _change(found, role, password_hash)
        return found, False
    if not password_hash:
        raise Invalid(password="A new account needs a password.")  # noqa: S106 (words)
    made = Reader(
        name=name_from(name),
        address=address_from(address),
        confirmed_address=address_from(address),
        password_hash=password_hash,
        role=role,
    )
    db.add(made)
    db.flush()
    authors.bind_accounts()
    return made, True


def _change(found: Reader, role: Role, password_hash: str) -> None:
    """Give an account a role or a password: whoever was logged in to it logs in again."""
    if found.role is role and not password_hash:
        return
    found.role = role
    found.password_hash = password_hash or found.password_hash
    login.end_all(found)
    tokens.void(found)
