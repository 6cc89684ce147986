"""Text travels compressed. Nothing secret stands in a page, so its length gives nothing away.

What many are sent is compressed for size, what is sent once for speed: of a page of 67 KB brotli 5
makes 12.6 KB in 1.6 ms, zstd 3 13.8 KB in 0.2 ms; zstd 6 takes 1 ms for 13.2 KB.
The entity tag is made afterwards, over the bytes that are sent: a tag names one encoding.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache

import brotli
import zstandard
from flask import Flask, Response, g, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from .installation import settings

WORTH_IT = 600
"""Fewer bytes than these fit into one packet anyway."""
TEXT = ("text/", "application/json", "application/atom+xml", "application/feed+json")
SMALLEST = ("br", "zstd", "gzip")
QUICKEST = ("zstd", "br", "gzip")

Encoder = Callable[[bytes], bytes]

FOR_PAGES: dict[str, Encoder] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": lambda body: zstandard.ZstdCompressor(level=3).compress(body),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
FOR_GOOD: dict[str, Encoder] = {
    "br": lambda body: brotli.compress(body, quality=11),
    "zstd": lambda body: zstandard.ZstdCompressor(level=19).compress(body),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}
"""Dear, for what is compressed once and sent for as long as it is there."""


FOR_FEW: dict[str, Encoder] = {
    "br": lambda body: brotli.compress(body, quality=3),
    "zstd": lambda body: zstandard.ZstdCompressor(level=3).compress(body),
    "gzip": lambda body: gzip.compress(body, 3, mtime=0),
}
"""Of a page of results of 48 KB this brotli makes 7.5 KB in 0.36 ms, that for pages 6.6 in 0.87."""


def for_few() -> None:
    """Have this answer compressed for speed: hardly anybody else will ask for the same."""
    g.for_few = True


def chosen() -> str:
    """The encoding that the browser takes and that suits this answer; empty for none."""
    is_sent_once = g.get("personal") or not settings().cache
    wanted = QUICKEST if is_sent_once else SMALLEST
    return encoding_for(request.headers.get("Accept-Encoding", ""), wanted)


@lru_cache(maxsize=512)
def encoding_for(header: str, wanted: tuple[str, ...] = SMALLEST) -> str:
    """The first of the `wanted` encodings that an Accept-Encoding names; empty for none."""
    accepted = parse_accept_header(header, Accept)
    return next((name for name in wanted if accepted.quality(name) > 0), "")


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
    encoders = FOR_FEW if g.get("for_few") else FOR_PAGES
    response.set_data(encoders[encoding](body))
    response.headers["Content-Encoding"] = encoding


def init_app(app: Flask) -> None:
    """Compress before the headers of caching are made."""
    app.after_request(_compress)
