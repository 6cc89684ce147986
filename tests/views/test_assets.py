"""Style sheet, scripts and fonts: named by content, kept for good, compressed once."""

from __future__ import annotations

import re

import brotli
import pytest

from tests.cast import Cast
from tests.conftest import StrictClient
from views.assets import _tight


def addresses(client: StrictClient) -> list[str]:
    return re.findall(r'"(/assets/[^"]+)"', client.get("/").text)


def test_every_file_that_a_page_names_is_there_for_good(client: StrictClient, cast: Cast) -> None:
    found = addresses(client)
    assert len(found) == 5
    for address in found:
        response = client.get(address)
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]


def test_the_fonts_that_the_style_sheet_names_are_there(client: StrictClient, cast: Cast) -> None:
    sheet = next(a for a in addresses(client) if ".css" in a)
    fonts = set(re.findall(r"url\(([^)]+)\)", client.get(sheet).text))
    assert len(fonts) == 8
    for font in fonts:
        assert client.get(f"/assets/{font}").content_type == "font/woff2"


def test_the_style_sheet_carries_the_publications_accent(client: StrictClient, cast: Cast) -> None:
    sheet = next(a for a in addresses(client) if ".css" in a)
    assert "--accent-paper:#8f2413" in client.get(sheet).text
    other = sheet.replace("8f2413", "004488")
    assert "--accent-paper:#004488" in client.get(other).text


@pytest.mark.parametrize("name", ["x", "site.css", "../app.py", "site-0-zzzzzz.css", "site--.css"])
def test_nothing_else_is_served(client: StrictClient, cast: Cast, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404


def test_compressed_bytes_are_the_same_bytes(client: StrictClient, cast: Cast) -> None:
    sheet = next(a for a in addresses(client) if ".css" in a)
    plain = client.get(sheet)
    small = client.get(sheet, headers={"Accept-Encoding": "br, gzip"})
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.data) == plain.data
    zipped = client.get(sheet, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_what_pages_name_is_packed_as_small_as_can_be(client: StrictClient, cast: Cast) -> None:
    sheet = next(a for a in addresses(client) if ".css" in a)
    accepting = {"Accept-Encoding": "br"}
    ours = client.get(sheet, headers=accepting).data
    assert len(ours) == len(brotli.compress(client.get(sheet).data, quality=11))
    other = client.get(sheet.replace("8f2413", "8f2414"), headers=accepting).data
    assert len(other) > len(ours), "an accent that somebody made up must not cost as much"


def test_what_only_separates_does_not_travel_and_what_is_said_does() -> None:
    css = """a :hover > b { color: red; content: "x; y,  { z }: 1"; font: 1em/1 a, b; }
@media (width > 3em) and (hover) { i { margin: 0 1em } }"""
    assert _tight(css) == (
        """a :hover > b{color:red;content:"x; y,  { z }: 1";font:1em/1 a,b}"""
        """@media (width > 3em) and (hover){i{margin:0 1em}}"""
    )
