"""Ready comments: what all guests see of one, or all readers who have no part in it, is made once.

A page puts together what is ready and what is its reader's own. What is kept is found by all that
it was made from, and was made from nothing else, so that it can never be out of date.
"""

from __future__ import annotations

from functools import partial
from sys import getsizeof
from threading import Lock
from types import SimpleNamespace

from flask import Flask
from jinja2 import StrictUndefined
from markupsafe import Markup

from domain import ordinary, permissions
from domain.comments import Own, Said
from domain.people import Guest, Person

from .installation import KEY

MOST = 6 * 2**20
"""Bytes of them in each process; some two thousand of the usual length."""
OVERHEAD = 1_000
"""Bytes that one costs beside its text: the values that it is found by."""
OF_A_REQUEST = ("config", "g", "query_with", "request", "session")
"""What templates may use elsewhere, and what would be one reader's: while a comment is made ready,
there is no such thing."""
WHO: dict[str, Person] = {"guest": Guest(), "reader": ordinary.reader({})}


class Ready:
    """The comments that are ready, of at most `most` bytes."""

    def __init__(self, app: Flask, most: int) -> None:
        self.templates, self.most, self.size = app.jinja_env, most, 0
        self._kept: dict[tuple[object, ...], Markup] = {}
        self._lock = Lock()

    def comment(
        self, said: Said, own: Own, slug: str, timezone: str, after: int, alone: bool
    ) -> Markup:
        """The comment `said` as `own.looks` says, on the article at `slug`."""
        key = said, own.looks, own.is_open, slug, timezone, after, alone
        found = self._kept.get(key)
        return self._made(*key) if found is None else found

    def _made(
        self, said: Said, looks: str, is_open: bool, slug: str, timezone: str, *place: object
    ) -> Markup:
        after, alone = place
        html = self.templates.get_template("comments/_comment.html").render(
            comment=said,
            own=Own(is_open, looks),
            person=WHO[looks],
            can=partial(permissions.may, WHO[looks]),
            article=SimpleNamespace(slug=slug),
            publication=SimpleNamespace(timezone=timezone),
            after=after,
            alone=alone,
            **{name: StrictUndefined(name=name) for name in OF_A_REQUEST},
        )
        made = Markup(html)  # noqa: S704 (a template's)
        self._keep((said, looks, is_open, slug, timezone, *place), made)
        return made

    def _keep(self, key: tuple[object, ...], made: Markup) -> None:
        """Keep one more; all that were kept go where it gets too much, and come back as asked."""
        size = 2 * getsizeof(made) + OVERHEAD
        if size > self.most:
            return
        with self._lock:
            if self.size + size > self.most:
                self._kept, self.size = {}, 0
            self._kept[key] = made
            self.size += size


def init_app(app: Flask) -> None:
    """Teach the templates to ask for them."""
    most = MOST if app.config[KEY].cache else 0
    app.jinja_env.globals["ready"] = Ready(app, most).comment
