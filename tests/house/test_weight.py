"""What an article weighs on the wire: HTML, style sheet and scripts, compressed."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser

import pytest
from flask import Flask

from tests.cast import Cast

KILO = 1024
PAGE, SHEET, SCRIPT, REQUESTS = 50 * KILO, 9 * KILO, 3 * KILO, 12


class Asked(HTMLParser):
    """Everything that a browser asks for because a page names it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and {"stylesheet", "preload", "icon", "manifest"} & set(
            given.get("rel", "").split()
        ):
            self.addresses.append(given["href"])
        elif tag in {"script", "img"} and "src" in given:
            self.addresses.append(given["src"])


@pytest.fixture
def page(app: Flask, cast: Cast) -> str:
    """An article of 1,500 words, as a stranger gets it."""
    words = "".join(f"<p>{'The lamp stood in the window as before. ' * 12}</p>" for _ in range(16))
    article = cast.another("A long evening", text=words)
    response = app.test_client().get(f"/articles/{article.slug}")
    assert response.status_code == 200
    return response.get_data(as_text=True)


def size(app: Flask, address: str) -> int:
    """How many bytes of `address` travel in gzip."""
    response = app.test_client().get(address, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200, address
    assert response.headers.get("Content-Encoding") == "gzip", f"{address} travels as it is"
    return len(response.get_data())


def test_an_article_is_light(app: Flask, page: str) -> None:
    weights = {"page": len(gzip.compress(page.encode()))}
    for address in Asked(page).addresses:
        if address.endswith((".css", ".js")):
            weights[address] = size(app, address)
    assert len(weights) >= 4, weights
    assert sum(weights.values()) < PAGE, weights


def test_the_style_sheet_is_light(app: Flask, page: str) -> None:
    (sheet,) = (a for a in Asked(page).addresses if a.endswith(".css"))
    assert size(app, sheet) <= SHEET, f"{sheet}: {size(app, sheet)} bytes in gzip"


def test_our_own_scripts_are_light(app: Flask, page: str) -> None:
    ours = [a for a in Asked(page).addresses if a.endswith(".js") and "htmx" not in a]
    assert ours
    weights = {address: size(app, address) for address in ours}
    assert sum(weights.values()) <= SCRIPT, weights


def test_an_article_asks_rarely_and_only_us(page: str) -> None:
    addresses = Asked(page).addresses
    assert len(set(addresses)) + 1 <= REQUESTS, addresses
    assert all(re.match(r"/(?!/)", address) for address in addresses), addresses
