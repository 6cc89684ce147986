"""Pictures for tests: red on the left, blue on the right."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from domain import darkroom
from domain.darkroom import Negative

RED, BLUE = (200, 30, 30), (30, 30, 200)


def draw(path: Path, size: tuple[int, int] = (1000, 500), **how: object) -> Path:
    """A picture that is red on the left and blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    image.save(path, **how)
    return path


def developed(path: Path, media: Path) -> Negative:
    negative = darkroom.look(path)
    darkroom.develop(path, negative, media)
    return negative


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 40) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))
