"""How a view answers, and the only file that knows htmx.

A reading answers the whole page, or to htmx the fragment that the page includes. A change answers
a fragment to htmx and a 303 to a plain form. STACK: htmx 4 sends `HX-Request-Type`, which
htmx-flask, written for htmx 1, does not know; `HtmxRequest` below teaches it.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import punctuation
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Response, redirect, render_template
from htmx_flask import make_response, request
from htmx_flask.requests import HtmxAwareRequest, HtmxHeaders
from markupsafe import escape
from werkzeug.urls import iri_to_uri

from . import frame

Facts = dict[str, Any]
Also = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, Facts]


class Htmx4Headers(HtmxHeaders):
    """What htmx 4 says of its request."""

    @property
    def partial(self) -> bool:
        """Whether htmx asks for a part of the page; never so when it restores its history."""
        return (
            self._headers.get("HX-Request-Type") == "partial" and not self.history_restore_request
        )

    @property
    def target(self) -> str | None:
        """The id of the element that the answer goes to; htmx 4 sends `tag#id`."""
        return (self._headers.get("HX-Target") or "").partition("#")[2] or None


class HtmxRequest(HtmxAwareRequest):
    """A request with `htmx`: what htmx 4 said of it. Its query is ASCII, whatever bytes came."""

    htmx: Htmx4Headers

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        environ["SCRIPT_NAME"] = ""  # we stand at the root; some servers take it from a header
        super().__init__(environ, *args, **kwargs)
        self.htmx = Htmx4Headers(self.headers)
        given = self.environ.get("QUERY_STRING", "").encode("latin-1")
        self.query_string: bytes = quote(given, safe=punctuation).encode()


def is_partial() -> bool:
    """Whether a fragment is asked for rather than a page."""
    return request.htmx.partial


def answer(
    page: str,
    fragment: str | None = None,
    *,
    says: str = "",
    also: Iterable[Also] = (),
    status: int = 200,
    **facts: Any,
) -> Response:
    """Answer a reading: `page` whole, or `fragment` to htmx, the rest as for a change."""
    if not (fragment and is_partial()):
        return make_response(_render(page, facts), status)
    return _parts(fragment, says, also, status, facts)


def done(
    fragment: str,
    then: str,
    *,
    says: str = "",
    also: Iterable[Also] = (),
    status: int = 200,
    **facts: Any,
) -> Response:
    """Answer a change: to htmx `fragment`, to a plain form a 303 to `then`.

    `says` is announced to screen readers. `also` names further regions that changed, as pairs of
    a CSS selector and the fragment that replaces it, or with a third: how it is put there, and a
    fourth: what it wants beside `facts`.
    """
    if not is_partial():
        return redirect(then, 303)  # type: ignore[return-value]
    return _parts(fragment, says, also, status, facts)


def _parts(fragment: str, says: str, also: Iterable[Also], status: int, facts: Facts) -> Response:
    parts = [_render(fragment, facts), *(_further(facts, *each) for each in also)]
    if says:
        parts.append(_announced(says))
    return make_response("\n".join(parts), status)


def _further(
    facts: Facts, where: str, name: str, how: str = "outerHTML", its: Facts | None = None
) -> str:
    return _partial(where, _render(name, {**facts, **(its or {})}), how)


def placed(
    fragment: str, parts: Iterable[tuple[str, str, Facts]], *, says: str, **facts: Any
) -> Response:
    """Answer htmx `fragment`, and put each of `parts` at the end of what its selector finds.

    A part is a selector, a fragment, and what that wants beside `facts`.
    """
    html = [_render(fragment, facts)]
    html += [_partial(at, _render(name, {**facts, **its}), "beforeend") for at, name, its in parts]
    return make_response("\n".join([*html, _announced(says)]), 200)


def nothing(then: str) -> Response:
    """Answer a change that nothing on the page tells of: to htmx without a word."""
    return make_response("", 204) if is_partial() else redirect(then, 303)  # type: ignore[return-value]


def go(url: str, *, status: int = 200) -> Response:
    """Send the whole browser to `url`, also when htmx asked; `status` is what htmx is told."""
    if is_partial():
        return make_response("", status, redirect=iri_to_uri(url))
    return redirect(url, 303)  # type: ignore[return-value]


def own_path(url: str | None, otherwise: str = "/") -> str:
    """`url` if it is a path of this site, else `otherwise`: nobody is sent elsewhere."""
    if not url or not url.startswith("/") or url.startswith(("//", "/\\")):
        return otherwise
    if any(ord(character) <= 32 or character == "\\" for character in url):
        return otherwise
    parts = urlsplit(url)
    return otherwise if parts.scheme or parts.netloc else url


def came_from(otherwise: str = "/") -> str:
    """The path of the page whose form this is, else `otherwise`."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:
        return otherwise
    if not parts.netloc or parts.netloc != request.host:
        return otherwise
    return own_path(parts.path + (f"?{parts.query}" if parts.query else ""), otherwise)


def _announced(words: str) -> str:
    return _partial("#live", escape(words), swap="textContent")


def _partial(selector: str, html: str, swap: str = "outerHTML") -> str:
    where = escape(selector)
    return f'<hx-partial data-hx-target="{where}" data-hx-swap="{swap}">{html}</hx-partial>'


def _render(template: str, facts: Facts) -> str:
    return render_template(template, **frame.facts(), **facts)


def vary(response: Response) -> Response:
    """Say that a page and its fragment share an address, so that no cache mixes them."""
    response.vary.add("HX-Request-Type")
    return response
