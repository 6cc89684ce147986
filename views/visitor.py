"""Who is asking: the reader of the log in, or the guest of the device, or the guest of nothing.

Asking is what marks an answer as personal. A request without a personal cookie gets the same guest
as every other and marks nothing, so its answer may be shared.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, current_user, login_user, logout_user
from itsdangerous import BadSignature

from domain import login as logins
from domain import ordinary, permissions, reading
from domain.login import Login
from domain.people import Guest, Person, Reader
from domain.secrecy import hashed

from .installation import settings

BROWSER = "browser"
"""In the session: a word that no other browser has."""
DEVICE = "device"
READING = "reading"
SESSION = "session"
VISITED = "visited"
ORDINARY = "lectern.ordinary"
"""In the environment of a request made for the ordinary reader: the settings they chose."""
"""In the session: when its browser last came."""
WELCOME = "welcome"
DAY = timedelta(days=1)
LONGEST = 1000
"""Characters of a session's cookie: ours have a few hundred, and what is longer is not kept."""
YEAR = timedelta(days=365)


def reader() -> Person:
    """The person who asks. With a personal cookie, the answer becomes theirs alone."""
    if "person" not in g:
        g.person = _found()
    return cast(Person, g.person)


def _found() -> Person:
    if (chosen := request.environ.get(ORDINARY)) is not None:
        return ordinary.reader(chosen)
    if not (SESSION in request.cookies or DEVICE in request.cookies or "login" in g):
        return Guest(device=g.get("device"))
    g.personal = True
    if (SESSION in request.cookies or "login" in g) and current_user.is_authenticated:
        return current_user._get_current_object()
    return Guest(device=g.get("device") or _hashed(request.cookies.get(DEVICE)))


def keeper() -> Person:
    """As `reader()`, but a guest gets a device: something is about to be kept for them."""
    person = reader()
    if isinstance(person, Reader):
        return person
    if person.device:
        g.setdefault("new_device", request.cookies.get(DEVICE))  # the same, for another year
        return person
    g.new_device = secrets.token_urlsafe(24)
    g.device = _hashed(g.new_device)
    g.personal = True
    g.person = Guest(device=g.device)
    return g.person


def can(act: str, on: Any = None) -> bool:
    """Whether the person who asks may do `act`; the answer becomes theirs by asking."""
    return permissions.may(reader(), act, on)


def reading_settings() -> reading.Settings:
    """The reading settings in force for the person who asks, on this device."""
    return reading.in_force(reader(), reading_here())


def reading_here() -> reading.Settings:
    """The reading settings that this device keeps."""
    if "reading" not in g:
        g.reading = reading.read(request.cookies.get(READING))
    return g.reading


def keep_reading(chosen: reading.Settings) -> None:
    """Have the answer keep the settings `chosen` on the device."""
    g.reading = g.new_reading = chosen


def welcome_read() -> str | None:
    """The mark of the acknowledgement that this device has read."""
    return g.get("new_welcome") or request.cookies.get(WELCOME)


def keep_welcome(mark: str) -> None:
    """Have the answer keep that the acknowledgement of `mark` was read."""
    g.new_welcome = mark


def last_login() -> str | None:
    """The hash of the log in that this browser's cookie names, though it may have ended."""
    secret = session.get("_user_id") if SESSION in request.cookies else None
    return _hashed(secret)


def browser(*, anew: bool = False) -> str:
    """A word that this browser's session alone holds: what is bound to it is of no use elsewhere.

    A log in ends it; `anew` makes another.
    """
    if anew or BROWSER not in session:
        session[BROWSER] = secrets.token_urlsafe(24)
    g.personal = True
    return str(session[BROWSER])


def known_browser() -> str:
    """That word, where there is one; a page makes none."""
    return str(session.get(BROWSER, ""))


def begin(login: Login) -> None:
    """Make this browser the one of `login`. What its device kept is in the account by now."""
    session.clear()
    g.pop("person", None)
    g.device_gone = True
    g.login = login
    session.permanent = login.remembered
    session[VISITED] = int(login.began_at.timestamp())
    login_user(login.reader)


def end() -> None:
    """Make this browser nobody's; where the account is banned, its cookie goes on naming it.

    The log in that it names has ended: it opens nothing, and a new account from here is known.
    """
    person, named = reader(), session.get("_user_id")
    g.pop("login", None)
    g.pop("person", None)
    g.device_gone = True
    logout_user()
    session.clear()
    if isinstance(person, Reader) and person.banned_at is not None:
        session["_user_id"], session.permanent = named, True


def _hashed(token: str | None) -> str | None:
    return hashed(token) if token else None


def _load(secret: str) -> Reader | None:
    visited_at = datetime.fromtimestamp(session.get(VISITED, 0), UTC)
    login = logins.find(secret, visited_at=visited_at)
    if login is None:
        return None
    g.used = login.id, login.seen_at
    return login.reader


def _send_cookies(response: Response) -> Response:
    """Send the cookies that this request gave rise to, with their attributes."""
    if g.pop("device_gone", False):
        _forget(response, DEVICE)
    elif token := g.pop("new_device", None):
        _keep(response, DEVICE, token)
    if mark := g.pop("new_welcome", ""):
        _keep(response, WELCOME, mark)
    if (chosen := g.pop("new_reading", None)) is not None:
        if chosen.cookie:
            _keep(response, READING, chosen.cookie, httponly=False)
        else:
            _forget(response, READING)
    return response


def _keep(response: Response, name: str, value: str, *, httponly: bool = True) -> None:
    secure = settings().https
    response.set_cookie(name, value, max_age=YEAR, httponly=httponly, samesite="Lax", secure=secure)


def _forget(response: Response, name: str) -> None:
    if name in request.cookies:
        response.delete_cookie(name, samesite="Lax", secure=settings().https)


def _note_use(response: Response) -> Response:
    """Note when a log in was last used: only where something was done, a reading writes nothing."""
    if request.method == "POST" and "used" in g:
        logins.note_use(*g.used)
    return response


def _note_visit(response: Response) -> Response:
    """Note in the cookie, once a day, that somebody came who only reads."""
    day_ago = int((datetime.now(UTC) - DAY).timestamp())
    if "used" in g and "login" not in g and session and session.get(VISITED, 0) < day_ago:
        session[VISITED] = int(datetime.now(UTC).timestamp())
    return response


def logged_in_by(app: Flask) -> Callable[[str], str | None]:
    """What tells of a session's cookie the hash of its secret, outside of a request.

    None for a cookie that is not ours, or whose visit is to be noted.
    """
    interface = cast(SecureCookieSessionInterface, app.session_interface)
    signing = interface.get_signing_serializer(app)

    @lru_cache(maxsize=4096)
    def opened(cookie: str) -> tuple[str, int]:
        try:
            kept = signing.loads(cookie) if signing else {}
        except BadSignature:
            kept = {}
        secret = kept.get("_user_id")
        return (hashed(secret), kept.get(VISITED, 0)) if secret else ("", 0)

    def secret_hash(cookie: str) -> str | None:
        if len(cookie) > LONGEST:
            return None
        found, visited = opened(cookie)
        was_lately = visited > (datetime.now(UTC) - DAY).timestamp()
        return found if found and was_lately else None

    return secret_hash


def init_app(app: Flask) -> None:
    """Teach the application who is asking.

    The manager is not given to the application as a whole: its hooks look into the session on every
    answer, which would then vary by cookie, for strangers too. They serve a cookie that is off.
    """
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_load)
    app.login_manager = manager  # type: ignore[attr-defined]
    app.after_request(_send_cookies)
    app.after_request(_note_use)
    app.after_request(_note_visit)
