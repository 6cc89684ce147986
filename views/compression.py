"""Text travels compressed. Nothing secret stands in a page, so its length gives nothing away.

The entity tag is made afterwards, over the bytes that are sent: a tag names one encoding.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli
from flask import Flask, Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

WORTH_IT = 600
"""Fewer bytes than these fit into one packet anyway."""
TEXT = ("text/", "application/json", "application/atom+xml", "application/feed+json")


def chosen() -> str:
    """The encoding that the browser takes and we prefer."""
    return encoding_for(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=512)
def encoding_for(header: str) -> str:
    """The encoding that we prefer of those that an Accept-Encoding names; empty for none."""
    accepted = parse_accept_header(header, Accept)
    return next((name for name in ("br", "gzip") if accepted.quality(name) > 0), "")


def _compress(response: Response) -> Response:
    """Compress an answer that is text, long enough, and not compressed already."""
    if response.is_streamed or not (response.content_type or "").startswith(TEXT):
        return response
    response.vary.add("Accept-Encoding")
    encoding = chosen()
    if encoding and "Content-Encoding" not in response.headers:
        _encode(response, encoding)
    return response


def _encode(response: Response, encoding: str) -> None:
    body = response.get_data()
    if len(body) < WORTH_IT:
        return
    packed = (
        brotli.compress(body, quality=4) if encoding == "br" else gzip.compress(body, 6, mtime=0)
    )
    response.set_data(packed)
    response.headers["Content-Encoding"] = encoding


def init_app(app: Flask) -> None:
    """Compress before the headers of caching are made."""
    app.after_request(_compress)
