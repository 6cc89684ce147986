"""The accent colour of a publication, made readable on each of the three papers.

Contrast is that of WCAG 2.2 (relative luminance, success criterion 1.4.3).
"""

from __future__ import annotations

import colorsys
import re

PAPERS = {"paper": "#fbf9f4", "sepia": "#f4e9d3", "night": "#14161a"}
ENOUGH = {"paper": 5.2, "sepia": 5.2, "night": 8.0}
"""AA asks for 4.5; a little more, since accents also stand on the raised paper and on marks, and
at night a deep colour glares before it can be read."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether `text` is a colour as `#rrggbb`."""
    return bool(_HEX.fullmatch(text))


def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def accents(colour: str) -> dict[str, str]:
    """The accent for each paper: `colour` itself, made darker or lighter until it can be read."""
    return {name: _readable(colour, paper, ENOUGH[name]) for name, paper in PAPERS.items()}


def _readable(colour: str, paper: str, enough: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(
        *(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    )
    step = -0.02 if luminance(paper) > 0.18 else 0.02
    while contrast(colour, paper) < enough and 0 <= lightness + step <= 1:
        lightness += step
        rgb = colorsys.hls_to_rgb(hue, lightness, saturation)
        colour = "#" + "".join(f"{round(c * 255):02x}" for c in rgb)
    return colour
