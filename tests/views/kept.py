"""Asking whether an answer was kept, and changing what it was made of."""

from __future__ import annotations

from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient, hand_over

KEPT = "Server-Timing"
"""The header that says an answer was kept."""


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
