"""The download over HTTP: its owner's alone, after the password, and not too often."""

from __future__ import annotations

import io
from zipfile import ZipFile

from flask.testing import FlaskClient
from sqlalchemy import update

from domain.login import RECENT
from models import Login, now
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import HTMX

PATH = "/account/download"


def test_everything_in_one_file(client: FlaskClient, cast: Cast) -> None:
    cast.log_in(client, cast.ruth)
    assert PATH in client.get("/account").text
    response = client.get(PATH)
    assert response.status_code == 200
    assert response.is_streamed
    assert response.mimetype == "application/zip"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    archive = ZipFile(io.BytesIO(response.data))
    assert b"Ruth Adler" in archive.read("README.txt")


def test_a_stranger_logs_in_first(client: FlaskClient) -> None:
    plain = client.get(PATH)
    assert (plain.status_code, plain.headers["Location"]) == (303, f"/login?next={PATH}")
    assert client.get(PATH, headers=HTMX).headers["HX-Redirect"] == f"/login?next={PATH}"


def test_the_password_is_asked_for_once_more(client: FlaskClient, cast: Cast) -> None:
    cast.log_in(client, cast.ruth)
    writing()
    db.execute(update(Login).values(password_at=now() - 2 * RECENT))
    db.commit()
    asked = client.get(PATH)
    assert asked.status_code == 303
    assert asked.headers["Location"] == f"/account/present-password?next={PATH}"
