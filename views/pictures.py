"""Pictures, as files that never change: another content has another name."""

from __future__ import annotations

from flask import Blueprint, Response, send_file

from domain import pictures

from .installation import settings

bp = Blueprint("pictures", __name__)

FOREVER = "public, max-age=31536000, immutable"


@bp.get("/media/<name>")
def show(name: str) -> Response:
    """A picture in one width and format; feeds and cards on other sites show it too."""
    path, mimetype = pictures.file_at(settings().media, name)
    response = send_file(path, mimetype=mimetype, conditional=True, etag=False)
    response.headers["Cache-Control"] = FOREVER
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
