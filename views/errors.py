"""Refusals and faults in words, each as a page in the site's own look and as a fragment."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from flask import Flask, Response, g, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from domain import refusal, unfinished, unit

from . import limits, logs
from .answers import answer, came_from, go, own_path
from .visitor import keeper

STATUS: dict[type[refusal.Refusal], int] = {
    refusal.Missing: 404,
    refusal.Gone: 410,
    refusal.Forbidden: 403,
    refusal.Conflict: 409,
    refusal.TooLarge: 413,
    refusal.Invalid: 422,
    refusal.TooMany: 429,
}
TITLES = {
    400: "This request could not be understood",
    403: "This is not open to you",
    404: "There is nothing here",
    405: "This cannot be done here",
    409: "Something changed in the meantime",
    410: "This was withdrawn",
    413: "That is too much at once",
    422: "Something needs another look",
    429: "A little slower, please",
    500: "Something broke on our side",
}
WORDS = {
    400: "The address or the form was not as this site expects it.",
    404: "The page may have moved, or the address may have a letter too many.",
    405: "Please go back to the page that you came from and use what it offers.",
    413: "What was sent is larger than this site takes. Nothing was changed; go back, and your"
    " browser still has what you typed.",
    500: "It is not your doing. Nothing was half done, and trying again in a minute may well work.",
}


def show(status: int, words: str = "") -> Response:
    """Answer with the page of `status`, or its fragment."""
    return answer(
        "errors/show.html",
        "errors/_message.html",
        status=status,
        code=status,
        title=TITLES.get(status, TITLES[400 if status < 500 else 500]),
        words=words or WORDS.get(status, ""),
    )


def refused(error: refusal.Refusal) -> Response:
    """Answer a refusal with its status and its words."""
    keep_what_was_typed()
    response = show(STATUS[type(error)], error.words)
    if isinstance(error, refusal.TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def given_back(refusing: refusal.TooMany, form: Callable[[], Response]) -> Response:
    """The form with what was typed, saying how long to wait; by itself where it is not for them."""
    keep_what_was_typed()
    try:
        return limits.waiting(form(), refusing)
    except refusal.Refusal:
        return refused(refusing)


def _moved(moved: refusal.Moved) -> Response:
    """Send on from an old slug; a changing request keeps its method and its form (308)."""
    where = url_for(request.endpoint or "", **{**(request.view_args or {}), "slug": moved.slug})
    query = request.query_string.decode()
    code = 301 if request.method in {"GET", "HEAD"} else 308
    return redirect(f"{where}?{query}" if query else where, code)  # type: ignore[return-value]


def _log_in_first(_error: refusal.LogInFirst) -> Response:
    """Send the browser to log in, and back to where it was."""
    return _go_by_way_of("login.new")


def _go_by_way_of(endpoint: str) -> Response:
    keep_what_was_typed()
    here = request.full_path.rstrip("?")
    came = here if request.method == "GET" else g.get("back") or came_from()
    return go(url_for(endpoint, next=came), status=401)


def _password_first(_error: refusal.PasswordFirst) -> Response:
    """Send the browser to give the password once more, and back to where it was."""
    return _go_by_way_of("account.present")


def _second_factor_first(_error: refusal.SecondFactorFirst) -> Response:
    """Send the browser to set up a second factor, and back to where it was."""
    return _go_by_way_of("second_factor.show")


def keep_what_was_typed() -> None:
    """A text that was refused stands in its form again: `g.typed` says what, and where."""
    typed = g.pop("typed", None)
    unit.undo()
    if typed and typed.text.strip():
        with suppress(refusal.TooMany), limits.keeping:
            unfinished.keep(keeper(), typed.place, typed.text)


def _http(error: HTTPException) -> Response:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()  # type: ignore[return-value]
    if error.code == 404 and request.path.endswith("/") and request.method == "GET":
        return redirect(own_path(request.path.rstrip("/")), 301)  # type: ignore[return-value]
    keep_what_was_typed()
    response = show(error.code or 500)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _fault(error: Exception) -> Response:
    """Anything that nobody foresaw. The page needs neither database nor reader."""
    logs.fault(error)
    unit.undo()
    return Response(render_template("errors/fault.html", title=TITLES[500], words=WORDS[500]), 500)


def init_app(app: Flask) -> None:
    """Answer every refusal and fault in words."""
    app.register_error_handler(refusal.Moved, _moved)
    app.register_error_handler(refusal.LogInFirst, _log_in_first)
    app.register_error_handler(refusal.PasswordFirst, _password_first)
    app.register_error_handler(refusal.SecondFactorFirst, _second_factor_first)
    app.register_error_handler(refusal.Refusal, refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)
