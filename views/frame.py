"""The frame around every page: the publication, the reading settings, and who is reading."""

from __future__ import annotations

from typing import Any

from flask import g

from domain import publication, reading, saved, welcome

from . import visitor


def facts() -> dict[str, Any]:
    """What every template may use; asked for once in a request."""
    if "frame" not in g:
        person = visitor.reader()
        site = publication.current()
        g.frame = {
            "publication": site,
            "person": person,
            "saved_ids": saved.ids(person),
            "settings": visitor.reading_settings(),
            "choices": reading.CHOICES,
            "offered": reading.offered(person, visitor.reading_here()),
            "welcome": welcome.words_for(site, visitor.welcome_read()),
        }
    return g.frame


def forget() -> None:
    """Ask again: what the frame tells was changed by this request."""
    g.pop("frame", None)
