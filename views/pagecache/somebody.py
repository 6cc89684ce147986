"""Answering a reader from the mould of a page, filled with what is theirs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from domain import ordinary, reading
from domain.people import Reader
from domain.revisions import Watch

from .. import compression
from .asking import Asked, Environ
from .moulds import Asking, Mould
from .passing import Answer, Headers, is_known, unchanged
from .shelf import Kept

LoggedInBy = Callable[[str], str | None]
MANY_GAPS = 20
"""A page with more is quicker sent, and smaller, when it is compressed as a whole."""
JOINED, QUICK_AS_A_WHOLE = ("gzip", "zstd", "br"), ("zstd", "gzip", "br")
OTHERS = frozenset(("cache-control", "content-length", "etag", "server-timing", "vary"))
"""Headers of a mould that are others on a reader's page."""


@dataclass(frozen=True)
class Regular:
    """A reader of whom nothing is known yet but that they may be ordinary, and what they chose."""

    watch: Watch = field(compare=False)
    secret_hash: str
    id: int
    name: str
    chosen: Mapping[str, str]
    expires: Any
    unread: int

    def page(self, page: Asked) -> Asked:
        """The page in the reading settings that are in force for this reader on this device."""
        account = Reader(reading=dict(self.chosen))
        in_force = reading.in_force(account, reading.read(page.reading))
        return replace(page, reading=in_force.cookie)

    def has_part(self, kept: Kept) -> bool:
        """Whether something of their own stands on the page, so that they are not ordinary here."""
        return any(
            any(self.watch.rows(ordinary.OWN, reader=self.id, article=article)[0])
            for article in kept.stamp.conversations
        )

    def is_still_so(self) -> bool:
        """Whether all of it is as it was a moment ago, the log in too."""
        return regular(self.watch, self.secret_hash) == self

    def asking(self, talk: bytes | None = None) -> Asking:
        """What goes into gaps, the conversation `talk` too where they have a part in it."""
        saved = self.watch.rows(ordinary.KEPT, reader=self.id)
        return Asking(self.id, self.name, frozenset(row[0] for row in saved), self.unread, talk)


def regular(watch: Watch, secret_hash: str) -> Regular | None:
    """Who is logged in by a secret, if they may be ordinary. Raises Unreachable."""
    instant = watch.instant(datetime.now(UTC))
    rows = watch.rows(ordinary.WHO, secret_hash=secret_hash, now=instant)
    if not rows:
        return None
    number, name, chosen, expires, unread = rows[0]
    known = json.loads(chosen) if isinstance(chosen, str) else chosen
    return Regular(watch, secret_hash, number, name, known, expires, unread)


def fill(kept: Kept, reader: Asking, environ: Environ, answer: Answer) -> Iterable[bytes]:
    """Answer with the page that `kept` is the mould of, for `reader` alone."""
    mould = _mould_for(reader, kept)
    parts, mark = mould.filled(reader)
    is_joined = len(parts) <= MANY_GAPS and reader.talk is None
    wanted = JOINED if is_joined else QUICK_AS_A_WHOLE
    encoding = compression.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""), wanted)
    tag = f'"{kept.etag.strip(chr(34))[:24]}-{mark}-{encoding or "plain"}"'
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and is_known(known, tag):
        answer("304 NOT MODIFIED", unchanged(_headers(kept, reader, tag)))
        return ()
    is_gzipped = is_joined and encoding == "gzip"
    body = mould.gzipped(parts) if is_gzipped else _compressed(mould.plain(parts), encoding)
    more = [("Content-Encoding", encoding)] if encoding else []
    length = ("Content-Length", str(len(body)))
    answer("200 OK", [*_headers(kept, reader, tag), *more, length])
    return [body]


def _mould_for(reader: Asking, kept: Kept) -> Mould:
    mould = kept.mould
    if mould and reader.talk is not None:
        mould = mould.around
    assert mould is not None  # noqa: S101 (for the type checker)
    return mould


def _compressed(body: bytes, encoding: str) -> bytes:
    return compression.FOR_PAGES[encoding](body) if encoding else body


def _headers(kept: Kept, reader: Asking, tag: str) -> Headers:
    return [
        *(pair for pair in kept.headers if pair[0].lower() not in OTHERS),
        *(("Vary", f"{value}, Cookie") for name, value in kept.headers if name == "Vary"),
        ("Cache-Control", "private, no-cache"),
        ("ETag", tag),
        ("Server-Timing", "moulded" if reader.talk is None else "taking-part"),
    ]
