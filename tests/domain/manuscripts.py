"""Texts for tests of rendering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.rendering import articles

DIGEST = "0123456789abcdef01234567"


@dataclass(frozen=True)
class Shown:
    """A picture that stands ready."""

    digest: str = DIGEST
    width: int = 1000
    height: int = 625
    widths: tuple[int, ...] = (480, 960)


def html(markdown: str, **pictures: Any) -> str:
    return articles.render(markdown, pictures).html


SAID = (
    "Nobody asked who had lit the lamp in the window, and nobody put it out, for it was the only"
    " light on that side of the valley."
)
