"""Lectern's front door: puts the house together. No routes and no rules stand here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, Response
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import cli
from domain import demo
from models.database import connect, db
from settings import ROOT, Settings, SettingsError, from_environment
from views import (
    account,
    answers,
    appeals,
    arrivals,
    articles,
    assets,
    authors,
    comments,
    compiling,
    compression,
    confirmation,
    dev,
    download,
    errors,
    feeds,
    front,
    gaps,
    leaving,
    limits,
    login,
    logs,
    machines,
    metadata,
    moderation,
    muted,
    notices,
    openly,
    pagecache,
    passkey_login,
    passkeys,
    people,
    picks,
    pictures,
    reading,
    ready,
    recommendations,
    recovery,
    register,
    reports,
    safety,
    saved,
    search,
    second_factor,
    second_step,
    sections,
    speculation,
    templating,
    topics,
    unsubscribing,
    visitor,
    visits,
    welcome,
    written,
)
from views.installation import KEY
from views.pagecache import PageCache

BLUEPRINTS = (
    front,
    articles,
    sections,
    topics,
    authors,
    saved,
    search,
    comments,
    arrivals,
    recommendations,
    picks,
    muted,
    visits,
    written,
    reports,
    moderation,
    appeals,
    people,
    notices,
    unsubscribing,
    openly,
    pictures,
    feeds,
    machines,
    speculation,
    login,
    passkey_login,
    second_step,
    register,
    recovery,
    confirmation,
    account,
    download,
    leaving,
    passkeys,
    second_factor,
    reading,
    welcome,
    dev,
)

ROOMS = (
    pagecache,
    logs,
    visitor,
    safety,
    limits,
    compression,
    errors,
    templating,
    gaps,
    ready,
    metadata,
    assets,
)


class Lectern(Flask):
    """Flask, whose views and hooks are plain functions: none has to be asked each time."""

    jinja_environment = compiling.Templates

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application from `settings`, by default those of the environment."""
    settings = settings or from_environment()
    app = Lectern("lectern", root_path=str(ROOT), static_folder=None)
    _configure(app, settings)
    connect(settings.database_url)
    app.url_map.merge_slashes = False  # its redirect would name the host of the request
    Htmx(app)
    app.request_class = answers.HtmxRequest
    for room in ROOMS:
        room.init_app(app)
    app.after_request(_settle)
    app.after_request(pagecache.stamp)  # before it is settled: what runs last was said first
    app.teardown_request(_leave)
    for room in BLUEPRINTS:
        app.register_blueprint(room.bp)
    cli.init_app(app)
    if settings.in_production:
        _refuse_what_is_for_development(settings)
    return app


def _refuse_what_is_for_development(settings: Settings) -> None:
    """Refuse to start without a secret, or beside accounts whose passwords everybody knows."""
    if not settings.secrets:
        raise SettingsError(
            "LECTERN_SECRET is missing. Give 32 random characters or more, for instance those of"
            " python3 -c 'import secrets; print(secrets.token_urlsafe(48))'."
        )
    found = demo.is_there()
    db.remove()
    if found:
        raise SettingsError(
            "The database holds the accounts of the demo, whose passwords everybody knows. Use"
            " another database, or close them: LECTERN_DEVELOPMENT=1 flask --app app demo --close."
        )


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        {KEY: settings},
        SECRET_KEY=settings.secrets[0] if settings.secrets else None,
        SECRET_KEY_FALLBACKS=list(settings.secrets[1:]),
        MAX_CONTENT_LENGTH=settings.max_request,
        MAX_FORM_MEMORY_SIZE=settings.max_request,
        SESSION_COOKIE_NAME="session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=90),
        TESTING=settings.testing,
    )
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.proxies] * 3)  # type: ignore[method-assign]
    if settings.cache:
        cache = PageCache(
            app.wsgi_app,
            site=settings.url,
            database=settings.database_url,
            most=settings.cache,
            logged_in_by=visitor.logged_in_by(app),
        )
        app.extensions["lectern-pagecache"] = cache
        app.wsgi_app = cache  # type: ignore[assignment, method-assign]


def _settle(response: Response) -> Response:
    """One request is one transaction: below 400 it is kept, anything else is undone."""
    if db().info.get("writes") and response.status_code < 400:
        db.commit()
    else:
        db.rollback()
    return response


def _leave(_error: BaseException | None) -> None:
    db.remove()
