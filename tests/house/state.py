"""One state of the site: what is asked for, by whom, in which publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VISITOR = "somebody on a first visit"
STRANGER = "a stranger"
GUEST = "a guest with saves"
RUTH = "Ruth"
YUSUF = "Yusuf"
NOUR = "Nour"
INES = "Ines"
LIAT = "Liat"
HALFWAY = "Mira, halfway through a log in"
AMOS = "Amos"
"""Has yet to confirm his address."""

USUAL = "the usual publication"
EMPTY = "a publication with nothing in it"
HOME = "a publication on the computer of whoever develops it"
BROKEN = "a publication whose database is gone"
STRICT = "a publication that takes little, rarely, and reads first"
"""Low limits, small requests, and first comments held for an editor."""

MACHINES = frozenset(
    {
        *("assets.show", "pictures.show", "speculation.show"),
        *(f"feeds.{each}" for each in ("everything", "section", "topic", "author")),
        "feeds.conversation",
        *(f"machines.{each}" for each in ("sitemap_whole", "sitemap_page", "robots", "manifest")),
        *(f"machines.{each}" for each in ("icon", "icon_small", "icon_large", "icon_touch")),
        *(f"machines.{each}" for each in ("icon_old", "alive", "ready")),
    }
)
"""What is here for machines: tested with the views, and no page."""


@dataclass(frozen=True)
class State:
    """One thing to ask for. A path may name ids of the publication: `/comments/{first}`."""

    name: str
    path: str
    who: str = STRANGER
    status: int = 200
    form: Mapping[str, str] | None = None
    world: str = USUAL
    reading: str = ""
    """The cookie of the reading settings."""
    foreign: bool = False
    times: int = 1
    """How often it is asked for, until it is this state."""
    shows: str = ""
    """Words that stand on the page in this state."""

    @property
    def method(self) -> str:
        """A form is posted, anything else is read."""
        return "GET" if self.form is None else "POST"


def send(name: str, path: str, who: str, status: int, /, **form: str) -> State:
    """A form that is sent."""
    return State(name, path, who, status, form)


def strict(name: str, path: str, who: str, status: int, times: int = 1, /, **form: str) -> State:
    """Something that is asked of the strict publication, so many times."""
    return State(name, path, who, status, form or None, STRICT, times=times)


def foreign(name: str, path: str, /, **form: str) -> State:
    """A form that another site sends."""
    return State(name, path, STRANGER, 403, form, foreign=True)
