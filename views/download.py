"""Taking everything of one's own with one."""

from __future__ import annotations

from flask import Blueprint, Response

from domain import download

from . import limits
from .installation import settings
from .safety import keep_from_caches
from .visitor import reader

bp = Blueprint("download", __name__, url_prefix="/account/download")


@bp.get("")
@limits.download
def show() -> Response:
    """One zip file, made while it is sent."""
    person = reader()
    response = Response(download.take(person, settings().url), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{download.name_of(person)}"'
    return response


bp.after_request(keep_from_caches)
