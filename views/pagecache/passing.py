"""An answer of Flask's on its way past the page cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .asking import Environ

Answer = Callable[..., Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Answer], Iterable[bytes]]

WITH_304 = frozenset(
    ["cache-control", "content-location", "date", "etag", "expires", "server-timing", "vary"]
)
"""RFC 9110, 15.4.5: what a 304 says again."""


@dataclass
class Passed:
    """What was answered, its body not yet read."""

    status: str
    headers: Headers
    body: Iterable[bytes]

    def header(self, name: str) -> str:
        """The header `name`, written as `Title-Case`; empty where there is none."""
        return next((value for key, value in self.headers if key.title() == name), "")

    @property
    def etag(self) -> str:
        """The strong tag of its bytes."""
        return self.header("Etag")

    @property
    def may_be_kept(self) -> bool:
        """Whether it says nothing that is for one person alone."""
        rule = self.header("Cache-Control")
        is_for_all = "no-store" not in rule and "private" not in rule
        return self.status.startswith("200") and is_for_all and not self.header("Set-Cookie")

    def whole(self) -> bytes:
        """The body, read to its end."""
        try:
            return b"".join(self.body)
        finally:
            self._close()

    def say(self, environ: Environ, answer: Answer) -> Iterable[bytes]:
        """Answer it to whoever asked, whose browser may have it already."""
        known, is_found = environ.get("HTTP_IF_NONE_MATCH"), self.status.startswith("200")
        if known is not None and is_found and is_known(known, self.etag):
            self._close()
            answer("304 NOT MODIFIED", unchanged(self.headers))
            return ()
        answer(self.status, self.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            self._close()
            return ()
        return self.body

    def _close(self) -> None:
        if close := getattr(self.body, "close", None):
            close()


def passed_on(application: Application, environ: Environ) -> Passed:
    """What `application` answers."""
    told: list[Any] = []

    def answer(status: str, headers: Headers, *_error: Any) -> Callable[[bytes], None]:
        told[:] = status, headers
        return _refuse

    body = application(environ, answer)
    return Passed(told[0], told[1], body)


def _refuse(_data: bytes) -> None:
    raise TypeError("bodies are returned, not written")


def is_known(known: str, etag: str) -> bool:
    """Whether an If-None-Match names `etag`. RFC 9110, 13.1.2: compared weakly."""
    if known == etag:
        return bool(etag)
    tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
    return bool(etag) and (etag.removeprefix("W/") in tags or tags == ["*"])


def unchanged(headers: Headers) -> Headers:
    """What a 304 says of an answer with `headers`."""
    return [pair for pair in headers if pair[0].lower() in WITH_304]
