"""Which requests ask for the same page, and the request that stands for them all.

A page for strangers is made from nothing but what is in its key: path, the names of the query that
we know, reading settings, whether the acknowledgement was read, page or fragment, encoding. The
request that Flask sees on their behalf holds nothing else of what was sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from werkzeug.sansio.http import parse_cookie

from domain import reading

from .. import compression
from ..visitor import DEVICE, READING, SESSION, WELCOME

Environ = dict[str, Any]

NAMES = frozenset(
    [
        "after",
        "done",
        "author",
        "before",
        "next",
        "order",
        "page",
        "q",
        "quote",
        "removed",
        "reply",
        "said",
        "section",
        "show",
        "since",
        "thread",
        "topic",
    ]
)
"""The names in a query that some page asks for; a test holds this to what the views read."""
LONGEST = 600
"""Of path and query together, in bytes. What is longer nobody asks for twice."""
OF_THE_SERVER = frozenset(
    [
        "HTTP_X_FORWARDED_FOR",
        "REMOTE_ADDR",
        "SCRIPT_NAME",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
    ]
)
"""What Flask hears beside the page: by whom it is asked, since some asking is limited."""
_MOULDED = re.compile(r"/(?:(?:articles|sections|topics|authors)/.*)?\Z")
"""What readers come for: articles, their conversations, and lists."""
_MARK = re.compile(r"[0-9a-f]{1,32}")


@dataclass(frozen=True)
class Asked:
    """A page as strangers ask for it."""

    path: str
    query: str
    reading: str
    """The cookie of the reading settings with only what it can say."""
    welcome: str
    """The mark of the acknowledgement that was read, if any."""
    is_partial: bool
    encoding: str

    def key(self, *, has_read: bool) -> tuple[str, str, str, bool, bool, str]:
        """What the page is kept under, for those who read the acknowledgement or those who did not.

        Which acknowledgement is in force the page itself knows.
        """
        return self.path, self.query, self.reading, has_read, self.is_partial, self.encoding


def asked(environ: Environ) -> Asked | None:
    """The page that a request asks for; None where it changes something, or is somebody's own."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_RANGE" in environ:
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST or not query.isascii():
        return None
    cookies = parse_cookie(environ.get("HTTP_COOKIE"))
    if SESSION in cookies or DEVICE in cookies:
        return None
    mark = cookies.get(WELCOME, "")
    return Asked(
        path,
        _known(query) if query else "",
        reading.read(cookies.get(READING)).cookie,
        mark if _MARK.fullmatch(mark) else "",
        _is_partial(environ),
        compression.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )


def asked_by_somebody(environ: Environ) -> tuple[Asked, str] | None:
    """The page that a browser with a session asks for, and its cookie, if it may be moulded."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] != "GET" or not _MOULDED.match(path) or _is_partial(environ):
        return None
    if len(path) + len(query) > LONGEST or not query.isascii() or "HTTP_RANGE" in environ:
        return None
    cookies = parse_cookie(environ.get("HTTP_COOKIE"))
    chosen, mark = reading.read(cookies.get(READING)), cookies.get(WELCOME, "")
    if SESSION not in cookies or chosen.away:
        return None
    known = _known(query) if query else ""
    mark = mark if _MARK.fullmatch(mark) else ""
    return Asked(path, known, chosen.cookie, mark, False, ""), cookies[SESSION]


def _known(query: str) -> str:
    """What a query says under the names that we know, in one order."""
    pairs = parse_qsl(query, keep_blank_values=True)
    first = {name: value for name, value in reversed(pairs) if name in NAMES}
    return urlencode(sorted(first.items()))


def _is_partial(environ: Environ) -> bool:
    """As `answers.Htmx4Headers.partial` judges it."""
    is_restored = environ.get("HTTP_HX_HISTORY_RESTORE_REQUEST") == "true"
    return environ.get("HTTP_HX_REQUEST_TYPE") == "partial" and not is_restored


def for_all(environ: Environ, page: Asked, site: str) -> Environ:
    """The request on behalf of everybody who asks for `page` of the publication at `site`."""
    scheme, host = _parts(site)
    cookies = [f"{READING}={page.reading}"] if page.reading else []
    cookies += [f"{WELCOME}={page.welcome}"] if page.welcome else []
    clean = {name: environ[name] for name in environ if name in OF_THE_SERVER or _is_wsgi(name)}
    clean |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": page.path,
        "QUERY_STRING": page.query,
        "HTTP_HOST": host,
        "HTTP_COOKIE": "; ".join(cookies),
        "HTTP_ACCEPT_ENCODING": page.encoding,
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
    }
    if page.is_partial:
        clean |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_REQUEST_TYPE": "partial"}
    return clean


def _is_wsgi(name: str) -> bool:
    return name.startswith("wsgi.")


@lru_cache
def _parts(site: str) -> tuple[str, str]:
    parts = urlsplit(site)
    return parts.scheme, parts.netloc
