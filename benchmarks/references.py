"""What Lectern is measured by: the same bytes, ready made, from Flask and from bare WSGI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask, Response

TYPE = "text/html; charset=utf-8"


def _ready() -> bytes:
    return (Path(os.environ["BENCH_READY"]) / "page.html.br").read_bytes()


def hello() -> Flask:
    """A Flask view that returns ready bytes: the unit."""
    app, body = Flask("hello"), _ready()

    @app.get("/")
    def index() -> Response:
        return Response(body, content_type=TYPE, headers={"Content-Encoding": "br"})

    return app


def bare() -> Callable[..., Iterable[bytes]]:
    """WSGI without anything around it."""
    body = _ready()
    headers = [
        ("Content-Type", TYPE),
        ("Content-Encoding", "br"),
        ("Content-Length", str(len(body))),
    ]

    def application(_environ: dict[str, Any], answer: Callable[..., Any]) -> Iterable[bytes]:
        answer("200 OK", headers)
        return (body,)

    return application
