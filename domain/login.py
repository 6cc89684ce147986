"""Logging in and out: a row for each log in, found by the secret that its cookie holds."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, bindparam, delete, or_, select, update
from sqlalchemy.orm import contains_eager

from models import Login, Person, Reader, Role, now
from models.database import apart, db, writing

from . import bans, notices, passwords, permissions, shelf
from .refusal import PasswordFirst
from .secrecy import hashed

REMEMBERED = timedelta(days=90)
NOT_REMEMBERED = timedelta(days=14)
STAFF = timedelta(hours=12)
"""How long those are logged in at most who are more than readers."""
IDLE = timedelta(days=14)
"""After so long without a visit a log in is over, however long it would have lasted."""
RECENT = timedelta(minutes=15)
"""For so long after it was given, the password is not asked for again."""
NOTED_EVERY = timedelta(minutes=10)
"""How exact "last used" is: a log in is not written to at each act."""
UNKNOWN_DEVICE = "A browser"

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


_NOW: BindParameter[datetime] = bindparam("now")
_BY_SECRET = (
    select(Login, notices.unread(_NOW))
    .join(Login.reader)
    .options(contains_eager(Login.reader))
    .where(Login.secret_hash == bindparam("secret_hash"), Login.expires_at > _NOW)
)


def find(secret: str, *, visited_at: datetime | None = None) -> Login | None:
    """The log in that `secret` belongs to, with its reader; None where it has ended.

    `visited_at` is when its browser last came, as its cookie says: a reading writes no row.
    """
    found = db.execute(_BY_SECRET, {"secret_hash": hashed(secret), "now": now()}).one_or_none()
    if found is None:
        return None
    login, unread = found
    if now() - max(login.seen_at, visited_at or login.seen_at) > IDLE:
        return None
    login.secret = secret
    login.reader.login, login.reader.unread = login, unread
    return login


def account_of(address: str) -> Reader | None:
    """The account that logs in with `address`: the confirmed one, else the oldest unconfirmed."""
    unconfirmed = Reader.confirmed_address.is_(None)
    query = select(Reader).where(
        or_(Reader.confirmed_address == address, (Reader.address == address) & unconfirmed)
    )
    return db.scalar(query.order_by(unconfirmed, Reader.id).limit(1))


def check(address: str, password: str) -> Reader | None:
    """The account that `address` and `password` open, or None. Each path computes one hash."""
    account = account_of(address.strip().casefold())
    known = account.password_hash if account else passwords.NONE
    return account if passwords.matches(known, password) else None


def begin(
    account: Reader,
    *,
    browser: str,
    remembered: bool,
    device: str | None = None,
    instead_of: Login | None = None,
    proved: bool = False,
) -> Login:
    """Begin a log in: a row with a secret of its own. What `device` keeps moves into the account.

    `instead_of` is the log in that this browser had before; it ends. What more than the password
    was shown in it stays shown, where it was the same account's; else `proved` says it.
    """
    is_same = instead_of is not None and instead_of.reader_id == account.id
    before = instead_of.proved_at if instead_of is not None and is_same else None
    ended = instead_of.id if instead_of else 0
    writing()
    _sweep(ended)
    secret = secrets.token_urlsafe(32)
    login = Login(
        reader=account,
        secret_hash=hashed(secret),
        device=in_words(browser),
        remembered=remembered,
        expires_at=now() + _lasts(account, remembered),
        proved_at=now() if proved else before,
    )
    db.add(login)
    db.flush()
    if account.banned_at is not None:
        bans.know(account, [bans.mark_of_browser(login.secret_hash)])
    shelf.move(device, account)
    login.secret = secret
    account.login = login
    return login


def _lasts(account: Reader, remembered: bool) -> timedelta:
    usual = REMEMBERED if remembered else NOT_REMEMBERED
    return usual if account.role is Role.READER else min(usual, STAFF)


def require_recent(by: Person) -> None:
    """Raise PasswordFirst where `by` gave the password of this log in longer ago than RECENT.

    Whoever came by none, as an operator at the command line does, is asked for none.
    """
    if by.login is not None and now() - by.login.password_at > RECENT:
        raise PasswordFirst()


def _sweep(ended: int) -> None:
    """Take away the rows of log ins that are over, that of the number `ended` among them."""
    for over in (Login.expires_at <= now(), Login.id == ended):
        db.execute(delete(Login).where(over))


def of(by: Reader) -> Sequence[Login]:
    """Where `by` is logged in, the last used first, the browser that asks before all others."""
    query = select(Login).where(Login.reader_id == by.id, Login.expires_at > now())
    rows = db.scalars(query.order_by(Login.seen_at.desc(), Login.id.desc())).all()
    return sorted(rows, key=lambda login: not _is_this(by, login))


def _is_this(by: Reader, login: Login) -> bool:
    return by.login is not None and by.login.id == login.id


def end(by: Person) -> None:
    """Log out: the log in by which `by` came is over; a guest came by none."""
    if isinstance(by, Reader) and by.login is not None:
        end_one(by, by.login.id)


def end_one(by: Reader, id: int) -> None:
    """End one log in of `by`. One that has ended is none of theirs any more: nothing is done."""
    writing()
    found = db.scalar(select(Login).where(Login.id == id, Login.reader_id == by.id))
    if found is not None:
        permissions.require(by, "login.end", found)
        db.delete(found)


def end_others(by: Reader) -> None:
    """End every log in of `by` but the one that asks."""
    permissions.require(by, "account.change", by)
    this = by.login.id if by.login else 0
    writing()
    db.execute(delete(Login).where(Login.reader_id == by.id, Login.id != this))


def end_all(account: Reader) -> None:
    """End every log in of `account`, that of whoever asks included: what it may do has changed."""
    writing()
    db.execute(delete(Login).where(Login.reader_id == account.id))


def note_use(id: int, seen_at: datetime) -> None:
    """Note that a log in was used just now; in a transaction of its own, after the request's."""
    if now() - seen_at < NOTED_EVERY:
        return
    with apart() as session:
        session.execute(update(Login).where(Login.id == id).values(seen_at=now()))


def in_words(browser: str) -> str:
    """Browser and system in words, from what a browser says of itself: "Firefox on Linux"."""
    name = _first_of(BROWSERS, browser)
    system = _first_of(SYSTEMS, browser)
    if not name:
        return UNKNOWN_DEVICE
    return f"{name} on {system}" if system else name


def _first_of(words: Sequence[tuple[str, str]], text: str) -> str:
    return next((word for sign, word in words if sign in text), "")
