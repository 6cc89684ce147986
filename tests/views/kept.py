"""Asking whether an answer was kept, and changing what it was made of."""

from __future__ import annotations

import re
from dataclasses import replace

from flask.testing import FlaskClient

from app import create_app
from models.database import db, writing
from settings import Settings
from tests.cast import Cast
from tests.conftest import StrictClient, hand_over

KEPT = "Server-Timing"
"""The header that says an answer was kept."""
MOULDED = "moulded"
"""What it says of one that was poured from a mould."""
TAKING_PART = "taking-part"
"""What it says of one whose conversation was made for its reader, and the rest poured."""


def path_of(cast: Cast) -> str:
    return f"/articles/{cast.article.slug}"


def is_kept(client: StrictClient, path: str, **headers: str) -> bool:
    """Whether `path` is answered from the cache, after it was asked for once."""
    client.get(path, headers=headers)
    return KEPT in client.get(path, headers=headers).headers


def change(row: object, **facts: object) -> None:
    """Change a row as an editor would, in a unit of work of its own."""
    hand_over()
    writing()
    for name, value in facts.items():
        setattr(row, name, value)
    db.add(row)
    db.commit()
    db.remove()


def text(client: FlaskClient, path: str) -> str:
    """The page without what is another each time."""
    return without_key(client.get(path).get_data(as_text=True))


def without_key(html: str) -> str:
    """A page without the composer's random value."""
    return re.sub(r'name="key" value="[\w-]+"', 'name="key" value=""', html)


def made_anew(settings: Settings, client: FlaskClient, path: str) -> str:
    """A page as it is made for the same browser by a site that keeps nothing."""
    other = create_app(replace(settings, cache=0)).test_client()
    for cookie in client._cookies.values():  # type: ignore[union-attr]
        other.set_cookie(cookie.key, cookie.value)
    return text(other, path)
