"""What is asked of a server: requests, and the log ins of those who ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

BROWSER = {
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0",
}
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
PATIENCE = 60


@dataclass(frozen=True)
class Ask:
    """One request."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: str = ""

    def line(self) -> str:
        """As the loaders read it from a file: method, path, headers and body."""
        headers = "\x1f".join(f"{k}\x1e{v}" for k, v in (BROWSER | dict(self.headers)).items())
        return "\t".join((self.method, self.path, headers, self.body))


def form(path: str, cookie: str, **fields: str) -> Ask:
    """A form of ours, sent as htmx sends it by somebody who is logged in."""
    return Ask(path, FORM | PARTIAL | {"Cookie": cookie}, "POST", urlencode(fields))


def written(asks: Iterable[Ask], path: Path) -> Path:
    """The requests in a file, one on a line."""
    path.write_text("".join(f"{each.line()}\n" for each in asks), encoding="utf-8")
    return path


def answer(port: int, ask: Ask) -> tuple[HTTPResponse, bytes]:
    """What a server answers to one request."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(ask.method, ask.path, ask.body or None, BROWSER | dict(ask.headers))
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def logged_in(port: int, address: str, password: str) -> str:
    """The cookie of somebody who has just logged in."""
    fields = urlencode({"email": address, "password": password})
    response, _ = answer(port, Ask("/login", FORM, "POST", fields))
    cookies = response.headers.get_all("Set-Cookie") or []
    session = [each.partition(";")[0] for each in cookies if each.startswith("session=")]
    if response.status != 303 or not session:
        raise RuntimeError(f"{address} could not log in: {response.status}")
    return session[0]


def on_the_wire(response: HTTPResponse, body: bytes) -> int:
    """The bytes of an answer, its headers too."""
    head = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
    return head + len(body) + 19
