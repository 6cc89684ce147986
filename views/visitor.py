"""Who is asking: the reader of the log in, or the guest of the device, or the guest of nothing.

Asking is what marks an answer as personal. A request without a personal cookie gets the same guest
as every other and marks nothing, so its answer may be shared.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from flask import Flask, Response, g, request, session
from flask_login import LoginManager, current_user, login_user, logout_user

from domain import login as logins
from domain import permissions, reading
from domain.login import Login
from domain.people import Guest, Person, Reader

from .installation import settings

DEVICE = "device"
READING = "reading"
SESSION = "session"
YEAR = timedelta(days=365)


def reader() -> Person:
    """The person who asks. With a personal cookie, the answer becomes theirs alone."""
    if not (SESSION in request.cookies or DEVICE in request.cookies or "login" in g):
        return Guest(device=g.get("device"))
    g.personal = True
    if (SESSION in request.cookies or "login" in g) and current_user.is_authenticated:
        return current_user._get_current_object()
    return Guest(device=g.get("device") or _hashed(request.cookies.get(DEVICE)))


def keeper() -> Person:
    """As `reader()`, but a guest gets a device: something is about to be kept for them."""
    person = reader()
    if isinstance(person, Reader) or person.device:
        return person
    g.new_device = secrets.token_urlsafe(24)
    g.device = _hashed(g.new_device)
    g.personal = True
    return Guest(device=g.device)


def can(act: str, on: Any = None) -> bool:
    """Whether the person who asks may do `act`; the answer becomes theirs by asking."""
    return permissions.may(reader(), act, on)


def reading_settings() -> reading.Settings:
    """The reading settings in force on this device."""
    if "reading" not in g:
        g.reading = reading.read(request.cookies.get(READING))
    return g.reading


def keep_reading(chosen: reading.Settings) -> None:
    """Have the answer keep the settings `chosen` on the device."""
    g.reading = chosen
    g.new_reading = chosen


def begin(login: Login) -> None:
    """Make this browser the one of `login`."""
    session.clear()
    login.reader.login = login
    g.login = login
    session.permanent = login.remembered
    login_user(login.reader)


def end() -> None:
    """Make this browser nobody's."""
    g.pop("login", None)
    logout_user()
    session.clear()


def _hashed(token: str | None) -> str | None:
    return hashlib.sha256(token.encode()).hexdigest() if token else None


def _load(secret: str) -> Reader | None:
    login = logins.find(secret)
    return login.reader if login else None


def _send_cookies(response: Response) -> Response:
    """Send the cookies that this request gave rise to, with their attributes."""
    secure = settings().https
    if token := g.pop("new_device", None):
        response.set_cookie(
            DEVICE, token, max_age=YEAR, httponly=True, samesite="Lax", secure=secure
        )
    if (chosen := g.pop("new_reading", None)) is not None:
        if chosen.cookie:
            response.set_cookie(READING, chosen.cookie, max_age=YEAR, samesite="Lax", secure=secure)
        else:
            response.delete_cookie(READING, samesite="Lax", secure=secure)
    return response


def init_app(app: Flask) -> None:
    """Teach the application who is asking."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(_load)
    app.after_request(_send_cookies)
