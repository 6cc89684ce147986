"""The publication's icons, drawn from its accent colour and initial, or from its logo."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from models import Publication

from . import colours

ICO_SIZES = ((16, 16), (32, 32), (48, 48))
PAPER, INK = colours.PAPERS["paper"], "#1d1b17"
_LETTER = 0.66
"""The height of the letter's line in the square: inside the part that every mask leaves."""
_ROUND = 0.19


@dataclass(frozen=True)
class Emblem:
    """What an icon is drawn from. Equal emblems give equal bytes, which are drawn once."""

    accent: str
    initial: str
    typeface: Path
    logo: Path | None = None

    @property
    def letter_colour(self) -> str:
        """Paper, or ink where paper could not be told from the accent."""
        return PAPER if colours.contrast(PAPER, self.accent) >= 3 else INK


def emblem(site: Publication, typeface: Path, media: Path) -> Emblem:
    """The emblem of `site`; its logo is used where it is a picture of ours."""
    accent = site.accent if colours.is_colour(site.accent) else "#8f2413"
    initial = next((letter for letter in site.name if letter.isalnum()), "L").upper()[:1]
    logo = media / Path(site.logo or "").name
    return Emblem(accent, initial, typeface, logo if site.logo and logo.is_file() else None)


@lru_cache(maxsize=32)
def png(of: Emblem, size: int) -> bytes:
    """A square without transparency: phones cut their own shape out of it."""
    return _saved(_square(of, size), "PNG", optimize=True)


@lru_cache(maxsize=8)
def ico(of: Emblem) -> bytes:
    """The icon for browsers that ask for nothing else, with round corners."""
    return _saved(_rounded(_square(of, 192)), "ICO", sizes=ICO_SIZES)


@lru_cache(maxsize=8)
def svg(of: Emblem) -> bytes:
    """The icon for any size."""
    inside = (
        f'<rect width="64" height="64" rx="12" fill="{of.accent}"/>'
        f'<text x="32" y="46" text-anchor="middle" font-size="42" fill="{of.letter_colour}"'
        f' font-family="Newsreader,Georgia,serif">{escape(of.initial)}</text>'
    )
    if of.logo:
        data = base64.b64encode(_saved(_rounded(_square(of, 192)), "PNG")).decode()
        inside = f'<image width="64" height="64" href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{inside}</svg>'.encode()


def _square(of: Emblem, size: int) -> Image.Image:
    return _with_logo(of.logo, size) if of.logo else _with_letter(of, size)


def _with_logo(logo: Path, size: int) -> Image.Image:
    square = Image.new("RGB", (size, size), PAPER)
    with Image.open(logo) as picture:
        mark = picture.convert("RGBA")
    mark.thumbnail((round(size * 0.8), round(size * 0.8)))
    square.paste(mark, ((size - mark.width) // 2, (size - mark.height) // 2), mark)
    return square


def _with_letter(of: Emblem, size: int) -> Image.Image:
    square = Image.new("RGB", (size, size), of.accent)
    draw = ImageDraw.Draw(square)
    letter = ImageFont.truetype(str(of.typeface), round(size * _LETTER))
    if _lacks(letter, of.initial):
        _draw_book(draw, size, of.letter_colour)
        return square
    left, top, right, bottom = draw.textbbox((0, 0), of.initial, font=letter)
    place = ((size - right - left) / 2, (size - bottom - top) / 2)
    draw.text(place, of.initial, font=letter, fill=of.letter_colour)
    return square


def _lacks(letter: ImageFont.FreeTypeFont, character: str) -> bool:
    """Whether our typeface has no such letter: it then draws what it draws for no letter at all."""
    return bytes(letter.getmask(character)) == bytes(letter.getmask("\uffff"))


def _draw_book(draw: ImageDraw.ImageDraw, size: int, colour: str) -> None:
    """An open book, for initials that our typeface does not have."""

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * size, y * size) for x, y in points]

    draw.polygon(at((0.22, 0.34), (0.48, 0.4), (0.48, 0.7), (0.22, 0.64)), fill=colour)
    draw.polygon(at((0.78, 0.34), (0.52, 0.4), (0.52, 0.7), (0.78, 0.64)), fill=colour)


def _rounded(square: Image.Image) -> Image.Image:
    mask = Image.new("L", (square.width * 4, square.height * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, mask.width - 1, mask.height - 1), radius=mask.width * _ROUND, fill=255
    )
    rounded = square.convert("RGBA")
    rounded.putalpha(mask.resize(square.size, Image.Resampling.LANCZOS))
    return rounded


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()
