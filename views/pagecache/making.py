"""Having Flask say of a page what it rests on, and whether it may be kept for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, g, request

from domain import publication, revisions, welcome

SLOT = "lectern.page"


@dataclass
class Made:
    """What the page cache hands in with a request, to be filled in while it is answered."""

    stamp: revisions.Stamp | None = None
    mark: str = ""
    is_shared: bool = False


def _listen() -> None:
    if SLOT in request.environ:
        g.heard = revisions.listen()


def stamp(response: Response) -> Response:
    """Before the unit of work ends: the revisions belong to the snapshot that was read."""
    heard = g.pop("heard", None)
    may_be_kept = response.status_code == 200 and not response.cache_control.no_store
    if heard is not None and may_be_kept and heard.is_public:
        made: Made = request.environ[SLOT]
        made.mark = welcome.mark_of(publication.current())
        made.stamp = revisions.stamp(heard)
    return response


def _judge(response: Response) -> Response:
    """At the very end: whoever asked for a reader has made the answer theirs."""
    if made := request.environ.get(SLOT):
        made.is_shared = not (g.get("personal") or response.is_streamed)
    return response


def _hush(_error: BaseException | None) -> None:
    revisions.hush()


def init_app(app: Flask) -> None:
    """Listen before everything else, judge after everything else."""
    app.before_request(_listen)
    app.after_request(_judge)
    app.teardown_request(_hush)
