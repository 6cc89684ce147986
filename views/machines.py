"""What machines ask for: the map of the site, its manifest and icons, and whether it is well."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, request, url_for

from domain import colours, icons, publication, readiness, sitemap

from .installation import settings
from .metadata import addresses

bp = Blueprint("machines", __name__)

DAY = "public, max-age=86400"
TYPEFACE = Path("static/fonts/newsreader-display.woff2")
PRIVATE = ("/account", "/login", "/register", "/saved", "/moderation", "/newsroom")


@bp.get("/sitemap.xml")
def sitemap_whole() -> Response:
    """Every public address, or the list of the map's pages."""
    return _xml(sitemap.whole(publication.current(), addresses()))


@bp.get("/sitemap-<int:number>.xml")
def sitemap_page(number: int) -> Response:
    """One page of a long map."""
    return _xml(sitemap.page(number, publication.current(), addresses()))


@bp.get("/robots.txt")
def robots() -> Response:
    """What crawlers should leave alone, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), ""]
    lines.append(f"Sitemap: {addresses().full(url_for('machines.sitemap_whole'))}")
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """The publication as an application on somebody's phone."""
    site = publication.current()
    facts = {
        "id": "/",
        "name": site.name,
        "short_name": site.name,
        "description": site.strapline,
        "lang": site.language,
        "start_url": url_for("front.index"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": colours.PAPERS["paper"],
        "theme_color": colours.PAPERS["paper"],
        "icons": [
            _described(url_for("machines.icon"), "any", "image/svg+xml", "any"),
            _described(url_for("machines.icon_small"), "192x192", "image/png", "any maskable"),
            _described(url_for("machines.icon_large"), "512x512", "image/png", "any maskable"),
        ],
    }
    body = current_app.json.dumps(facts, ensure_ascii=False)
    return Response(body, content_type="application/manifest+json")


@bp.get("/icon.svg")
def icon() -> Response:
    """The icon for any size."""
    return _icon(icons.svg(_emblem()), "image/svg+xml")


@bp.get("/icon-192.png")
def icon_small() -> Response:
    """The icon for a phone's screen."""
    return _icon(icons.png(_emblem(), 192), "image/png")


@bp.get("/icon-512.png")
def icon_large() -> Response:
    """The icon for splash screens and cards."""
    return _icon(icons.png(_emblem(), 512), "image/png")


@bp.get("/apple-touch-icon.png")
def icon_touch() -> Response:
    """The icon for Apple's screens."""
    return _icon(icons.png(_emblem(), 180), "image/png")


@bp.get("/favicon.ico")
def icon_old() -> Response:
    """The icon for browsers that ask for nothing else."""
    return _icon(icons.ico(_emblem()), "image/x-icon")


@bp.get("/healthz")
def alive() -> Response:
    """The process answers; it asks nobody else."""
    return _state("", 200)


@bp.get("/readyz")
def ready() -> Response:
    """The database answers and its tables are ours, else 503 and what is missing."""
    lack = readiness.lack()
    return _state(lack, 503 if lack else 200)


def _described(address: str, sizes: str, kind: str, purpose: str) -> dict[str, str]:
    return {"src": address, "sizes": sizes, "type": kind, "purpose": purpose}


def _emblem() -> icons.Emblem:
    typeface = Path(current_app.root_path) / TYPEFACE
    return icons.emblem(publication.current(), typeface, settings().media)


def _icon(body: bytes, kind: str) -> Response:
    """A picture that other sites may show too; asked about again once a day."""
    response = Response(body, content_type=kind)
    response.headers["Cache-Control"] = DAY
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    response.make_conditional(request)
    return response


def _xml(body: bytes) -> Response:
    return Response(body, content_type="application/xml; charset=utf-8")


def _state(lack: str, status: int) -> Response:
    response = Response(f"{lack or 'ok'}\n", status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
