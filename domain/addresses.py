"""The public addresses of things, in full, as feeds, maps and metadata need them.

They begin with the installation's own setting and never with what a request said of its host.
The paths are part of the contract with the outside; a test holds them to the routes.
"""

from __future__ import annotations

from dataclasses import dataclass

from models import Picture

from . import pictures

SHARED_WIDTH = 1280


@dataclass(frozen=True)
class Shown:
    """A picture as others fetch it: one file, with its type and its size in pixels."""

    address: str
    kind: str
    width: int
    height: int


@dataclass(frozen=True)
class Addresses:
    """Addresses below `home`, such as `https://example.org`, without a slash at its end."""

    home: str

    def full(self, path: str) -> str:
        """The address of a path of ours."""
        return self.home + path

    def article(self, slug: str) -> str:
        """Where an article is read."""
        return f"{self.home}/articles/{slug}"

    def section(self, slug: str) -> str:
        """Where a section's articles are listed."""
        return f"{self.home}/sections/{slug}"

    def topic(self, slug: str) -> str:
        """Where the articles on a topic are listed."""
        return f"{self.home}/topics/{slug}"

    def author(self, slug: str) -> str:
        """Where an author's articles are listed."""
        return f"{self.home}/authors/{slug}"

    def page(self, slug: str) -> str:
        """Where one of the publication's own pages stands."""
        return f"{self.home}/{slug}"

    def picture(self, picture: Picture) -> Shown:
        """A picture in the width that feeds and cards on other sites like, or the nearest to it."""
        width = min(picture.widths, key=lambda each: abs(each - SHARED_WIDTH))
        height = round(picture.height * width / picture.width)
        path = pictures.address(picture.digest, width)
        return Shown(self.full(path), "image/webp", width, height)
