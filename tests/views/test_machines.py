"""What machines ask for: map, robots, manifest, icons, and whether the site is well."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import text

from app import create_app
from domain import icons
from models import Publication, Status, now
from models.database import connect, db, writing
from settings import ROOT, Settings
from tests.cast import Cast
from tests.conftest import StrictClient, leave
from tests.pieces import piece

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PNGS = {"/icon-192.png": 192, "/icon-512.png": 512, "/apple-touch-icon.png": 180}
ICONS = [*PNGS, "/icon.svg", "/favicon.ico"]
TYPEFACE = ROOT / "static" / "fonts" / "newsreader-display.woff2"


def places(client: StrictClient, path: str = "/sitemap.xml") -> dict[str, str | None]:
    """The addresses of a map, and when each was changed."""
    response = client.get(path)
    assert response.content_type == "application/xml; charset=utf-8"
    tree = ET.fromstring(response.data)  # noqa: S314 (our own)
    return {node.findtext(f"{S}loc", ""): node.findtext(f"{S}lastmod") for node in tree}


def test_the_map_shows_what_may_be_read(client: StrictClient, cast: Cast) -> None:
    published = datetime(2026, 1, 2, tzinfo=UTC)
    piece(cast, "One", author="Ines Okafor", topics=["Oil"], published_at=published)
    piece(cast, "Two", published_at=published, updated_at=published + timedelta(days=1, seconds=1))
    piece(cast, "Draft", author="Tom Vale", topics=["Light"], status=Status.DRAFT)
    piece(cast, "Withdrawn", status=Status.WITHDRAWN)
    piece(cast, "Tomorrow", topics=["Fog"], published_at=now() + timedelta(days=1))
    assert places(client) == {
        "http://localhost/": None,
        "http://localhost/about": None,
        "http://localhost/sections/world": None,
        "http://localhost/topics/oil": None,
        "http://localhost/authors/ines-okafor": None,
        "http://localhost/articles/one": "2026-01-02T00:00:00Z",
        "http://localhost/articles/two": "2026-01-03T00:00:01Z",
    }


def test_every_address_of_the_map_answers(client: StrictClient, cast: Cast) -> None:
    piece(cast, "One", author="Ines Okafor", topics=["Oil"])
    for address in places(client):
        if address != "http://localhost/about":
            assert client.get(address.removeprefix("http://localhost")).status_code == 200, address


def test_a_long_map_has_pages(
    client: StrictClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.sitemap.PER_PAGE", 2)
    for number in range(3):
        piece(cast, f"Number {number}", topics=["Oil"])
    pages = list(places(client))
    assert pages == [f"http://localhost/sitemap-{number}.xml" for number in range(3)]
    found = [set(places(client, page.removeprefix("http://localhost"))) for page in pages]
    assert "http://localhost/topics/oil" in found[0]
    assert found[1] == {"http://localhost/articles/number-0", "http://localhost/articles/number-1"}
    assert found[2] == {"http://localhost/articles/number-2"}
    assert client.get("/sitemap-3.xml").status_code == 404
    assert client.get(f"/sitemap-{10**30}.xml").status_code == 404


def test_robots_are_shown_the_map(client: StrictClient, cast: Cast) -> None:
    response = client.get("/robots.txt")
    lines = response.get_data(as_text=True).splitlines()
    assert response.content_type == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    assert "Disallow: /account" in lines
    assert "Disallow: /search" not in lines, "they must see that it says noindex"
    assert lines[-1] == "Sitemap: http://localhost/sitemap.xml"


def test_the_manifest_is_the_publications(client: StrictClient, cast: Cast) -> None:
    response = client.get("/manifest.webmanifest")
    facts = json.loads(response.data)
    assert response.content_type == "application/manifest+json"
    assert (facts["name"], facts["lang"]) == ("The Evening Post", "en-GB")
    assert facts["description"] == "Read by lamplight"
    for each in facts["icons"]:
        shown = client.get(each["src"])
        assert (shown.status_code, shown.mimetype) == (200, each["type"])


@pytest.mark.parametrize("path", ICONS)
def test_icons_are_kept_a_day_and_shown_elsewhere(
    client: StrictClient, cast: Cast, path: str
) -> None:
    response = client.get(path)
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = client.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(("path", "size"), PNGS.items())
def test_icons_have_their_size_and_the_accent(
    client: StrictClient, cast: Cast, path: str, size: int
) -> None:
    picture = Image.open(io.BytesIO(client.get(path).data))
    assert (picture.size, picture.mode) == ((size, size), "RGB")
    assert picture.getpixel((1, 1)) == (0x8F, 0x24, 0x13)
    writing()
    db.get_one(Publication, 1).accent = "#14532d"
    db.commit()
    assert Image.open(io.BytesIO(client.get(path).data)).getpixel((1, 1)) == (0x14, 0x53, 0x2D)


def test_the_old_icon_holds_three_sizes(client: StrictClient, cast: Cast) -> None:
    picture = Image.open(io.BytesIO(client.get("/favicon.ico").data))
    assert picture.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_the_svg_icon_is_an_image_with_the_initial(client: StrictClient, cast: Cast) -> None:
    writing()
    db.get_one(Publication, 1).name = "<Lamp & Co>"
    db.commit()
    tree = ET.fromstring(client.get("/icon.svg").data)  # noqa: S314 (our own)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert "".join(tree.itertext()) == "L"


def emblem(name: str, **facts: str) -> icons.Emblem:
    site = Publication(name=name, accent=facts.get("accent", "#8f2413"), logo=facts.get("logo"))
    return icons.emblem(site, TYPEFACE, Path(facts.get("media", "/nowhere")))


def test_an_initial_that_the_typeface_lacks_becomes_a_book() -> None:
    hebrew, arabic, latin = emblem("עיתון"), emblem("جريدة"), emblem("Post")
    assert hebrew.initial == "ע"
    assert icons.png(hebrew, 64) == icons.png(arabic, 64) != icons.png(latin, 64)


def test_the_letter_can_be_told_from_the_accent() -> None:
    assert emblem("Post", accent="#ffee99").letter_colour == icons.INK
    assert emblem("Post", accent="#202020").letter_colour == icons.PAPER
    assert emblem("Post", accent="nonsense").accent == "#8f2413"
    assert emblem("!!!").initial == "L"


def test_a_logo_of_ours_is_the_icon(tmp_path: Path) -> None:
    Image.new("RGB", (300, 100), "#00ff00").save(tmp_path / "logo.webp")
    own = emblem("Post", logo="/media/logo.webp", media=str(tmp_path))
    picture = Image.open(io.BytesIO(icons.png(own, 100)))
    assert picture.getpixel((50, 50))[1] > 240  # type: ignore[index]
    assert picture.getpixel((50, 10)) == (0xFB, 0xF9, 0xF4)
    assert b"data:image/png" in icons.svg(own)
    assert emblem("Post", logo="/media/lost.webp", media=str(tmp_path)).logo is None


@pytest.mark.both_engines
def test_it_is_well(client: StrictClient, cast: Cast) -> None:
    for path in ("/healthz", "/readyz"):
        response = client.get(path)
        assert (response.status_code, response.data) == (200, b"ok\n")
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.both_engines
def test_tables_of_another_version_are_not_ready(client: StrictClient, cast: Cast) -> None:
    writing()
    db.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    db.commit()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "flask migrate" in response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get("/healthz").status_code == 200


def test_a_database_without_tables_is_not_ready(settings: Settings, tmp_path: Path) -> None:
    app: Flask = create_app(settings)
    connect(f"sqlite:///{tmp_path / 'empty.db'}")
    client = app.test_client()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    leave()
