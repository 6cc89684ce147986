"""The second factor: what is shown beside the password, or in its place.

It is a passkey, or the code of an authenticator app (TOTP, RFC 6238); codes on paper stand in for
what is lost. Staff needs one for everything that their role opens.
"""

from __future__ import annotations

import secrets as random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update

from models import STAFF, Authenticator, Login, Passkey, Reader, RecoveryCode, now
from models.database import db, writing

from . import letters, login, permissions, publication, sealing
from .refusal import Conflict, Invalid, Missing
from .secrecy import hashed

clock = time.time
"""What tells the time by which apps reckon their codes."""
STEP = 30
"""Seconds for which an app shows one code."""
LEEWAY = 1
"""A code of so many steps before or after is taken too: clocks differ."""
CODES = 10
"""Recovery codes, made together."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of recovery codes: none that is taken for another on paper."""
GROUPS, GROUP = 4, 4
WRONG_CODE = "That code is not right, or was used already. Please wait for the next one."
NONE_BEGUN = "No authenticator app is being set up."
ONE_ALREADY = "You have an authenticator app already. Remove it before you set up another."
NOTHING_YET = "Recovery codes stand in for a second factor. Please set one up first."


@dataclass(frozen=True)
class Standing:
    """What an account has by way of a second factor."""

    passkeys: int
    authenticator_since: datetime | None
    codes: int
    """Recovery codes that are not used yet."""

    @property
    def is_set_up(self) -> bool:
        """Whether there is one. Recovery codes by themselves are none."""
        return bool(self.passkeys or self.authenticator_since)


def standing(account: Reader) -> Standing:
    """What `account` has."""
    codes = select(func.count()).where(
        RecoveryCode.reader_id == account.id, RecoveryCode.used_at.is_(None)
    )
    found = confirmed(account)
    return Standing(
        passkeys=passkeys_of(account),
        authenticator_since=found.confirmed_at if found else None,
        codes=db.scalar(codes) or 0,
    )


def passkeys_of(account: Reader) -> int:
    """How many passkeys `account` has."""
    query = select(func.count()).select_from(Passkey).where(Passkey.reader_id == account.id)
    return db.scalar(query) or 0


def confirmed(account: Reader) -> Authenticator | None:
    """The authenticator app of `account`, if it is set up to the end."""
    found = db.get(Authenticator, account.id)
    return found if found is not None and found.confirmed_at else None


def is_asked(account: Reader) -> bool:
    """Whether the password alone does not log `account` in.

    A reader's passkeys stand beside the password; those of staff stand behind it.
    """
    if confirmed(account) is not None:
        return True
    return account.role in STAFF and passkeys_of(account) > 0


def is_missing(account: Reader) -> bool:
    """Whether the role of `account` asks for a second factor that is not set up."""
    return account.role in STAFF and not account.is_demo and not standing(account).is_set_up


def is_there() -> ColumnElement[bool]:
    """The condition of staff whom `is_missing` does not name: their role opens what it should."""
    has_app = exists().where(
        Authenticator.reader_id == Reader.id, Authenticator.confirmed_at.is_not(None)
    )
    return or_(Reader.is_demo, has_app, exists().where(Passkey.reader_id == Reader.id))


def begin(by: Reader, secrets: Sequence[str]) -> None:
    """Begin to set up an authenticator app, with a new secret. Raises Conflict where one is."""
    permissions.require(by, "account.change", by)
    login.require_recent(by)
    sealed = sealing.seal(pyotp.random_base32(), secrets)
    writing()
    found = db.get(Authenticator, by.id)
    if found is None:
        db.add(Authenticator(reader_id=by.id, sealed_secret=sealed))
    elif found.confirmed_at:
        raise Conflict(ONE_ALREADY)
    else:
        found.sealed_secret, found.begun_at = sealed, now()


def begun(by: Reader, secrets: Sequence[str]) -> str:
    """The secret of the app that `by` is setting up, to be shown to them alone. Raises Missing."""
    permissions.require(by, "account.see", by)
    login.require_recent(by)
    found = db.get(Authenticator, by.id)
    if found is None or found.confirmed_at:
        raise Missing(NONE_BEGUN)
    secret = sealing.opened(found.sealed_secret, secrets)
    if secret is None:
        raise Missing(NONE_BEGUN)
    return secret


def address(by: Reader, secret: str) -> str:
    """What the QR code says: the secret, and how the app calls the account (`otpauth://…`)."""
    name = publication.current().name.replace(":", " ")
    return pyotp.TOTP(secret).provisioning_uri(name=by.address, issuer_name=name)


def confirm(by: Reader, code: str, secrets: Sequence[str]) -> list[str]:
    """Finish setting up by the first code; returns recovery codes, which are never shown again.

    Raises Invalid where the code is not right.
    """
    permissions.require(by, "account.change", by)
    login.require_recent(by)
    writing()
    begun(by, secrets)
    found = db.get_one(Authenticator, by.id)
    if not _takes(found, digits(code), secrets):
        raise Invalid(code=WRONG_CODE)
    found.confirmed_at = now()
    gained(by, "app-added")
    return _new_codes(by)


def renew_codes(by: Reader) -> list[str]:
    """New recovery codes; the old ones are worth nothing. Raises Conflict without a factor."""
    permissions.require(by, "account.change", by)
    login.require_recent(by)
    writing()
    if not standing(by).is_set_up:
        raise Conflict(NOTHING_YET)
    _tell(by, "codes-made")
    return _new_codes(by)


def remove(by: Reader) -> None:
    """Remove the authenticator app. Where there is none, nothing is done."""
    permissions.require(by, "account.change", by)
    login.require_recent(by)
    writing()
    found = db.get(Authenticator, by.id)
    if found is not None:
        db.delete(found)
        db.flush()
        lost(by, "app-removed" if found.confirmed_at else "")


def forget(account: Reader) -> None:
    """Take away all that `account` has, for the operator: somebody lost everything."""
    writing()
    for table in (Authenticator, Passkey):
        db.execute(delete(table).where(table.reader_id == account.id))
    login.end_all(account)
    lost(account, "all-removed")


def gained(by: Reader, what: str) -> None:
    """`by` has one more: this log in has shown it, others that never did are over."""
    db.flush()
    if by.login is not None and by.login.proved_at is None:
        by.login.proved_at = now()
    if is_asked(by):
        never = Login.reader_id == by.id, Login.proved_at.is_(None)
        db.execute(delete(Login).where(*never, Login.id != (by.login.id if by.login else 0)))
    _tell(by, what)


def lost(by: Reader, what: str) -> None:
    """`by` has one fewer. With the last one goes what it has shown, and the codes on paper."""
    if not standing(by).is_set_up:
        db.execute(update(Login).where(Login.reader_id == by.id).values(proved_at=None))
        db.execute(delete(RecoveryCode).where(RecoveryCode.reader_id == by.id))
    if what:
        _tell(by, what)


def _tell(account: Reader, what: str) -> None:
    letters.queue("access_changed", {"reader_id": account.id, "what": what})


def _new_codes(by: Reader) -> list[str]:
    db.execute(delete(RecoveryCode).where(RecoveryCode.reader_id == by.id))
    codes = [_code() for _ in range(CODES)]
    db.add_all(RecoveryCode(reader_id=by.id, code_hash=hashed(plain(code))) for code in codes)
    db.flush()
    return codes


def _code() -> str:
    groups = ("".join(random.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def shows(account: Reader, code: str, secrets: Sequence[str]) -> bool:
    """Whether `code` is good for `account`, from its app or from paper; then it is spent."""
    writing()
    found = confirmed(account)
    if found is not None and _takes(found, digits(code), secrets):
        return True
    mine = RecoveryCode.reader_id == account.id, RecoveryCode.code_hash == hashed(plain(code))
    once = update(RecoveryCode).where(*mine, RecoveryCode.used_at.is_(None)).values(used_at=now())
    if db.execute(once).rowcount != 1:  # type: ignore[attr-defined]
        return False
    _tell(account, "code-used")
    return True


def _takes(app: Authenticator, code: str, secrets: Sequence[str]) -> bool:
    """Whether the app shows `code` about now, and none as new was taken before: of two, one is."""
    secret = sealing.opened(app.sealed_secret, secrets)
    step = _step_of(secret, code) if secret else None
    if step is None:
        return False
    newer = Authenticator.reader_id == app.reader_id, Authenticator.last_step < step
    taken = update(Authenticator).where(*newer).values(last_step=step)
    return bool(db.execute(taken).rowcount == 1)  # type: ignore[attr-defined]


def _step_of(secret: str, code: str) -> int | None:
    """The step that `code` belongs to; each is looked at, so that all answers take as long."""
    this = int(clock()) // STEP
    totp = pyotp.TOTP(secret, interval=STEP)
    steps = range(this - LEEWAY, this + LEEWAY + 1)
    matching = [step for step in steps if random.compare_digest(totp.at(step * STEP), code)]
    return matching[-1] if matching else None


def digits(code: str) -> str:
    """A code as an app shows it, without the space in its middle. ASCII, for it is compared."""
    return "".join(sign for sign in code if sign.isascii() and sign.isdecimal())


def plain(code: str) -> str:
    """A code from paper, without the strokes, however it was typed."""
    return "".join(sign for sign in code.casefold() if sign.isalnum())
