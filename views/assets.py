"""Style sheet, scripts and fonts: joined once at start, named by content, compressed once.

The accent colour belongs to the publication and not to the code, so it stands in the address of
the style sheet: the same address always answers the same bytes, and a new accent is a new address.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, url_for

from domain import colours, publication
from domain.refusal import Missing

from . import compression

bp = Blueprint("assets", __name__)

KEPT = "public, max-age=31536000, immutable"
FIRST = ("tokens", "base", "layout")
LAST = ("print",)
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
}


@dataclass
class Assets:
    """Every file that pages refer to, by the name that its address ends with."""

    css: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """From the name in the project, such as `elements.js`, to the name in the address."""


@bp.get("/assets/<name>")
def show(name: str) -> Response:
    """One file, for good."""
    kind = TYPES.get(Path(name).suffix)
    encoding = "" if Path(name).suffix == ".woff2" else compression.chosen()
    body = _packed(name, encoding, _is_in_use(name)) if encoding else _body(name)
    response = Response(body, content_type=kind)
    if Path(name).suffix != ".woff2":
        response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = KEPT
    return response


def address(name: str) -> str:
    """The address of a file of the project: `asset("elements.js")`."""
    return url_for("assets.show", name=_assets().names[name])


def stylesheet(accent: str) -> str:
    """The address of the style sheet in a publication's accent colour."""
    return url_for("assets.show", name=f"{_assets().names['site.css']}-{accent[1:].lower()}.css")


def _assets() -> Assets:
    found: Assets = current_app.extensions["lectern-assets"]
    return found


def _body(name: str) -> bytes:
    if name in _assets().files:
        return _assets().files[name]
    prefix, _, accent = name.removesuffix(".css").rpartition("-")
    is_ours = name.endswith(".css") and prefix == _assets().names["site.css"]
    if is_ours and colours.is_colour(f"#{accent}"):
        return (_assets().css + _accent_rules(f"#{accent}")).encode()
    raise Missing()


def _accent_rules(accent: str) -> str:
    tones = colours.accents(accent)
    own = "".join(f"--accent-{paper}:{tone};" for paper, tone in tones.items())
    return f"@layer tokens{{:root{{{own}}}}}"


def _is_in_use(name: str) -> bool:
    """Whether pages name it: any other accent could be asked for, and must not cost much."""
    if name in _assets().files:
        return True
    return stylesheet(publication.current().accent) == url_for("assets.show", name=name)


@lru_cache(maxsize=64)
def _packed(name: str, encoding: str, dear: bool) -> bytes:
    """The bytes of one file in one encoding, made once: a name never means other bytes."""
    encoders = compression.FOR_GOOD if dear else compression.FOR_PAGES
    return encoders[encoding](_body(name))


def _gather(root: Path) -> Assets:
    assets = Assets()
    for font in sorted((root / "fonts").glob("*.woff2")):
        _add(assets, font.name, font.read_bytes())
    for script in sorted((root / "vendor").glob("*.js")):
        _add(assets, re.sub(r"-[\d.]+\.min", "", script.name), script.read_bytes())
    scripts = sorted((root / "js").glob("*.js"))
    _add(assets, "elements.js", _lean("\n".join(s.read_text() for s in scripts)).encode())
    sheets = sorted((root / "css").glob("*.css"), key=_rank)
    assets.css = _with_fonts(_tight(_lean("\n".join(s.read_text() for s in sheets))), assets)
    _gather_apart(assets, root)
    assets.names["site.css"] = f"site-{_digest(assets.css.encode())}"
    return assets


def _gather_apart(assets: Assets, root: Path) -> None:
    """What only some pages need, staff's, those with keys, or letters: articles never load it."""
    for name in ("desk.css", "desk.js", "dev.css", "keys.css", "keys.js"):
        room, _, kind = name.partition(".")
        files = sorted((root / kind / room).glob(f"*.{kind}"))
        _add(assets, name, _lean("\n".join(each.read_text() for each in files)).encode())


def _add(assets: Assets, name: str, body: bytes) -> None:
    path = Path(name)
    assets.names[name] = f"{path.stem}-{_digest(body)}{path.suffix}"
    assets.files[assets.names[name]] = body


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:12]


def _rank(sheet: Path) -> tuple[int, str]:
    order = [*FIRST, None, *LAST]
    place = order.index(sheet.stem) if sheet.stem in order else order.index(None)
    return place, sheet.stem


def _lean(source: str) -> str:
    """Without comments and indentation: what only people need does not travel."""
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("// "))


def _tight(css: str) -> str:
    """Without the spaces that only separate; those between quotation marks are somebody's words."""
    spaces = r"""("[^"]*"|'[^']*')|\s*([{};,])\s*|(:)\s+"""
    tight = re.sub(spaces, lambda found: "".join(filter(None, found.groups())), css)
    return tight.replace(";}", "}")


def _with_fonts(css: str, assets: Assets) -> str:
    return re.sub(r"url\(([\w.-]+\.woff2)\)", lambda m: f"url({assets.names[m[1]]})", css)


def init_app(app: Flask) -> None:
    """Gather the files of `static/`, and hand their addresses to the templates."""
    app.extensions["lectern-assets"] = _gather(Path(app.root_path) / "static")
    app.jinja_env.globals.update(asset=address, stylesheet=stylesheet)
    app.register_blueprint(bp)
