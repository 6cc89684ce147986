"""What a publication asks of comments: the settings under `comments` of its `publication.yml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from domain import publication

EVERYTHING = "all"


@dataclass(frozen=True)
class Policy:
    """Which rules are in force. A rule whose number is 0 holds nothing."""

    hold: str = ""
    """`all`: every comment is read before it is seen."""
    hold_first: int = 0
    """So many comments of a new reader are read first."""
    hold_links: int = 0
    """A comment with so many links or more."""
    hold_repeated: bool = True
    """A comment that says what was said elsewhere in the same words."""
    hold_rejected: int = 0
    """So many in a hundred of a person's recent comments were taken away."""
    hold_reported: int = 3
    """So many readers reported it."""
    public_log: bool = False
    """Whether anybody may read what moderators did, without names."""


def current() -> Policy:
    """The rules in force now. What else stands under `comments` is somebody else's."""
    return of(publication.current().comments)


def of(given: dict[str, Any]) -> Policy:
    """The rules as the settings `given` say them."""
    known = {each.name for each in fields(Policy)}
    return Policy(**{key: value for key, value in given.items() if key in known})
