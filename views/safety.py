"""What keeps the site safe whatever a view does: origin check, headers, caching rules."""

from __future__ import annotations

from urllib.parse import unquote

from flask import Flask, Request, Response, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from werkzeug.datastructures import ImmutableMultiDict

from domain.refusal import Forbidden, Invalid

from . import errors
from .answers import vary
from .installation import settings
from .visitor import DEVICE, READING, SESSION, WELCOME

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types htmx",
    )
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_DOCUMENTS = {
    **HEADERS,
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
FOR_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
PARTS = frozenset(
    (
        *("text/css", "text/javascript", "font/woff2", "image/avif", "image/webp"),
        "application/speculationrules+json",
    )
)
"""What is only ever part of a document: it needs no policy, and half a kilobyte less each time."""
FROM_ELSEWHERE = (
    "This was sent from another site, so nothing was changed. Please use the form on our own page."
)
BY_TOKEN_ALONE = frozenset({"unsubscribing.create"})
"""What acts on the token in its address and on nothing else, wherever it was sent from."""
READS = frozenset({"GET", "HEAD", "OPTIONS"})


def _refuse_foreign() -> None:
    """Refuse a change that did not come from our own pages, before any view sees it."""
    if request.method in READS:
        return
    if request.endpoint in BY_TOKEN_ALONE:
        _know_nobody()
        return
    site = request.headers.get("Sec-Fetch-Site")
    ours = site in {"same-origin", "none"} if site else _origin_is_ours()
    if not ours:
        g.pop("typed", None)  # what another site sent is not ours to keep
        raise Forbidden(FROM_ELSEWHERE)


def _know_nobody() -> None:
    """Read no cookie that says who asks: what is done must rest on the token alone."""
    known = {name: request.cookies[name] for name in (READING, WELCOME) if name in request.cookies}
    request.cookies = ImmutableMultiDict(known)


def _origin_is_ours() -> bool:
    ours = {settings().url}
    if settings().development:
        ours.add(request.host_url.rstrip("/"))
    return request.headers.get("Origin") in ours


def _refuse_nul() -> Response | None:
    """Refuse the character NUL wherever it is sent: no text has it, PostgreSQL cannot keep it."""
    sent = [request.path, unquote(request.path)]
    if request.query_string:
        sent += [*request.args.keys(), *request.args.values()]
    if request.method not in READS:
        sent += [*request.form.keys(), *request.form.values()]
    if any("\0" in text for text in sent):
        # answered at once: no form is given back that whoever asks may not see
        return errors.refused(Invalid(text="The text holds a character (NUL) that cannot be kept."))
    return None


def _send_headers(response: Response) -> Response:
    """Send the headers of safety with every answer, and say who may keep it."""
    wanted = HEADERS if response.mimetype in PARTS else FOR_DOCUMENTS
    if settings().https:
        wanted = wanted | FOR_HTTPS
    said = set(response.headers.keys())
    response.headers.extend({name: wanted[name] for name in wanted if name not in said})
    _say_who_may_keep_it(response)
    return vary(response)


def _say_who_may_keep_it(response: Response) -> None:
    if "Cache-Control" in response.headers:
        return
    if request.method not in READS or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    elif g.get("personal"):
        response.headers["Cache-Control"] = "private, no-cache"
    else:
        response.headers["Cache-Control"] = "no-cache"
    if request.method in READS and response.status_code == 200 and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)


class _Sessions(SecureCookieSessionInterface):
    """Flask's, which sets its cookie after everything else, so that only then it is known.

    A proxy may keep a public page for the seconds that are set; nobody's own, and no cookie. It
    tells browsers `no-cache` (see deploy/nginx.conf), so that a log in shows at once.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of the cookie; without one there is nothing to verify."""
        if SESSION not in request.cookies and app.secret_key:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie if there is one, then let proxies keep the answer or not."""
        super().save_session(app, session, response)
        seconds, headers = settings().shared_cache, response.headers
        is_public = headers.get("Cache-Control") == "no-cache" and "Set-Cookie" not in headers
        is_theirs = {SESSION, DEVICE} & request.cookies.keys()
        if seconds and is_public and not is_theirs and response.status_code in {200, 304}:
            allowed = f"s-maxage={seconds}, stale-while-revalidate={seconds}"
            headers["Cache-Control"] = f"public, max-age=0, {allowed}"


def keep_from_caches(response: Response) -> Response:
    """Have no cache keep it: what stands there is between one person and the publication."""
    response.headers["Cache-Control"] = "no-store"
    return response


def keep_secret(response: Response) -> Response:
    """Have no other site told this address: a link from a letter is as good as a password."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def init_app(app: Flask) -> None:
    """Put the guards before and behind every view."""
    app.session_interface = _Sessions()
    app.before_request(_refuse_foreign)
    app.before_request(_refuse_nul)
    app.after_request(_send_headers)
