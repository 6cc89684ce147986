"""Asks for every state, and keeps what was answered: the page, and the part that htmx asks for."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from app import create_app
from models import Publication
from models.database import connect, db, writing
from tests.browser.world import address_of, copy_of, leave, settings_of
from tests.cast import PASSWORD
from tests.conftest import HTMX, StrictClient
from tests.devices import paper

from .state import BROKEN, EMPTY, GUEST, HALFWAY, HOME, STRANGER, STRICT, USUAL, VISITOR, State
from .states import STATES

STRICT_SETTINGS = {
    "limit_login": "9 per hour",
    "limit_comment": "3 per hour",
    "limit_report": "2 per hour",
    "limit_search": "3 per hour",
    "limit_forgot": "3 per hour",
    "limit_letter": "3 per hour",
    "limit_link": "3 per hour",
    "limit_code": "3 per hour",
    "max_request": 20_000,
}
STEP = "/login/second-step"
KEPT = "answers.pickle"

Sent = tuple[str, Any]
"""A statement and what it was given."""
PARTIAL = re.compile(r"<hx-partial [^>]*>(.*?)</hx-partial>", re.DOTALL)


@dataclass(frozen=True)
class Answer:
    """What one state was answered with; `part` where htmx asked."""

    state: State
    part: bool
    path: str
    status: int
    headers: dict[str, str]
    html: str
    statements: list[Sent]
    """What it asked of the database."""

    @property
    def name(self) -> str:
        """How tests call it."""
        return f"{self.state.name} (part)" if self.part else self.state.name

    @property
    def is_page(self) -> bool:
        """Whether it is a whole page."""
        return self.html.startswith("<!doctype")

    @property
    def regions(self) -> list[str]:
        """What a part brings: itself, and what it puts elsewhere; items stand in a list."""
        found = [PARTIAL.sub("", self.html), *PARTIAL.findall(self.html)]
        parts = [part.strip() for part in found if part.strip()]
        return [f"<ol>{part}</ol>" if part.startswith("<li") else part for part in parts]


def harvest(world: Path, folder: Path, migrated: Path) -> dict[str, list[Answer]]:
    """The answers to all states, each publication on a database of its own."""
    makers: dict[str, Callable[[Path], Flask]] = {
        USUAL: lambda to: create_app(settings_of(copy_of(world, to))),
        STRICT: lambda to: _strict(copy_of(world, to)),
        EMPTY: lambda to: _empty(to, migrated),
        HOME: lambda to: create_app(settings_of(copy_of(world, to), development=True)),
        BROKEN: _broken,
    }
    answers: dict[str, list[Answer]] = {}
    for number, (name, make) in enumerate(makers.items()):
        to = folder / str(number)
        to.mkdir()
        app = make(to)
        app.test_client_class = StrictClient
        visits = _Visits(app, to)
        for state in (s for s in STATES if s.world == name):
            answers[state.name] = list(visits.of(state))
        leave()
    return answers


def keep(folder: Path, world: Path, migrated: Path) -> None:
    """Put the answers into a file of `folder`, for every process of a run."""
    (folder / KEPT).write_bytes(pickle.dumps(harvest(world, folder, migrated)))


def kept(folder: Path) -> dict[str, list[Answer]]:
    """The answers that `keep` put there."""
    found: dict[str, list[Answer]] = pickle.loads((folder / KEPT).read_bytes())  # noqa: S301 (our own)
    return found


def _strict(folder: Path) -> Flask:
    app = create_app(settings_of(folder, **STRICT_SETTINGS))
    writing()
    publication = db.get_one(Publication, 1)
    publication.comments = {**publication.comments, "hold_first": 50}
    db.commit()
    return app


def _empty(folder: Path, migrated: Path) -> Flask:
    (folder / "lectern.db").write_bytes(migrated.read_bytes())
    return create_app(settings_of(folder))


def _broken(folder: Path) -> Flask:
    """Its tables were never made, so that every page is a fault."""
    app = create_app(settings_of(folder))
    connect(f"sqlite:///{folder / 'nothing.db'}")
    return app


@contextmanager
def heard() -> Iterator[list[Sent]]:
    """Every statement that is sent meanwhile; where a unit of work begins is not one."""
    statements: list[Sent] = []

    def _note(_c: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> None:
        if not statement.startswith("BEGIN"):
            statements.append((statement, given[0] if many else given))

    engine = db().get_bind()
    event.listen(engine, "before_cursor_execute", _note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", _note)


class _Visits:
    """The visits of everybody to one publication."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.app = app
        self.clients: dict[str, StrictClient] = {}
        facts = folder / "facts.json"
        self.ids: dict[str, Any] = json.loads(facts.read_text()) if facts.exists() else {}

    def of(self, state: State) -> Iterator[Answer]:
        """Ask for the page, then for the part; a change that succeeds is made once, by htmx."""
        changes = state.status == 303 and state.form is not None
        for part in (True,) if changes else (False, True):
            with heard() as statements:
                response = self._ask(state, part)
            html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
            path = state.path.format(**self.ids)
            headers = dict(response.headers)
            yield Answer(state, part, path, response.status_code, headers, html, statements)

    def _ask(self, state: State, part: bool) -> TestResponse:
        client = self._client(state.who)
        if state.reading:
            client.set_cookie("reading", state.reading)
        for _ in range(state.times):
            response = client.open(state.path.format(**self.ids), **self._request(state, part))
        if state.reading:
            client.delete_cookie("reading")
        return response

    def _request(self, state: State, part: bool) -> dict[str, Any]:
        headers = dict(HTMX) if part else {}
        if state.foreign:
            headers["Sec-Fetch-Site"] = "cross-site"
        if state.form is None:
            return {"headers": headers}
        form = {key: value.format(**self.ids) for key, value in state.form.items()}
        return {"method": "POST", "data": form, "headers": headers}

    def _client(self, who: str) -> StrictClient:
        """The browser of `who`, as they come back to it."""
        if who not in self.clients:
            client = self.clients[who] = self.app.test_client()  # type: ignore[assignment]
            if who not in {VISITOR} and self.ids:
                client.post("/welcome")
            if who == GUEST:
                for note in (1, 2):
                    client.post(f"/articles/lamp-note-number-{note}/saved", data={"keep": "yes"})
            elif who not in {VISITOR, STRANGER}:
                name = who.partition(",")[0].lower()
                form = {"email": address_of(name), "password": PASSWORD}
                came = client.post("/login", data=form)
                assert came.status_code == 303, who
                if came.location == STEP and who != HALFWAY:
                    assert client.post(STEP, data={"code": paper(0)}).status_code == 303, who
        return self.clients[who]
