"""The site that the tests visit, and how one becomes somebody on it."""

from __future__ import annotations

import http.cookiejar
import itertools
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.cast import PASSWORD
from tests.devices import PAPERS, paper

_numbers = itertools.count(1)


@dataclass
class Site:
    """The address of the site, and shortcuts past the forms that are not what a test is about."""

    url: str
    _welcomed: dict[str, Any] = field(default_factory=dict)
    _papers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    """How many recovery codes of staff were used."""

    def welcomed(self) -> dict[str, Any]:
        """The cookie of a device on which the acknowledgement was read."""
        if not self._welcomed:
            jar = http.cookiejar.CookieJar()
            self._post(jar, "/welcome", {})
            self._welcomed = self._cookies(jar, "welcome")[0]
        return self._welcomed

    def log_in(self, context: BrowserContext, address: str) -> None:
        """Log `address` in on every page of `context`, without the form."""
        jar = http.cookiejar.CookieJar()
        came = self._post(jar, "/login", {"email": address, "password": PASSWORD})
        if came == "/login/second-step":
            self._post(jar, came, {"code": paper(PAPERS - next(self._papers))})
        context.add_cookies(self._cookies(jar, "session"))

    def newcomer(self, context: BrowserContext, name: str = "Robin Newcome") -> str:
        """Register somebody of this test's own and log them in; gives their address."""
        address = f"newcomer-{next(_numbers)}@example.org"
        jar = http.cookiejar.CookieJar()
        self._post(jar, "/register", {"name": name, "email": address, "password": PASSWORD})
        context.add_cookies(self._cookies(jar, "session"))
        return address

    def _post(self, jar: http.cookiejar.CookieJar, path: str, form: dict[str, str]) -> str:
        """Send a form; returns where it leads."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), _Stay())
        data = urllib.parse.urlencode(form).encode()
        headers = {"Sec-Fetch-Site": "same-origin"}
        request = urllib.request.Request(self.url + path, data, headers, method="POST")  # noqa: S310 (our own)
        with opener.open(request, timeout=30) as response:
            assert response.status < 400, f"{path}: {response.status}"
            return str(response.headers.get("Location", ""))

    def _cookies(self, jar: http.cookiejar.CookieJar, name: str) -> list[dict[str, Any]]:
        found = [{"name": c.name, "value": c.value, "url": self.url} for c in jar if c.name == name]
        assert found, f"no cookie {name}"
        return found


class _Stay(urllib.request.HTTPRedirectHandler):
    """Takes the answer as it is: the cookies are on it."""

    def http_error_303(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        return fp


def live(page: Page) -> str:
    """What a screen reader was told last."""
    return page.locator("#live").inner_text()


def until(page: Page, condition: str) -> None:
    """Wait until `condition` is true in the page.

    Playwright's own way has the page itself evaluate a string, which our policy refuses it, but for
    the first time: it would go well on a quick machine alone.
    """
    for _ in range(250):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never true: {condition}")
