"""A paper scroll that unrolls in a great spiral, out of the light and to an end."""

import numpy as np

from .colour import RED, Array, radial, ramp, smooth
from .script import printed
from .sheet import Sheet

CENTRE = (1120, 585)
RATIO = 1.62  # every turn of the scroll is this much larger than the one inside it
GROWTH = float(np.log(RATIO))
FLAT, SLANT = 0.8, -0.32
END = 2 * np.pi * 13.44  # where the scroll stops


def put(angle: Array, across: Array) -> Array:
    """Where a point of the scroll lies; `across` runs from its inner edge, 0, to its outer, 1."""
    r = RATIO ** (across + angle / (2 * np.pi))
    x, y = r * np.cos(angle), r * np.sin(angle) * FLAT
    c, s = np.cos(SLANT), np.sin(SLANT)
    return np.stack([CENTRE[0] + x * c - y * s, CENTRE[1] + x * s + y * c], -1)


def unrolled(sheet: Sheet) -> tuple[Array, Array, Array]:
    """For every pixel: radius, angle along the scroll, place across it."""
    x, y = sheet.all().grids()
    dx, dy = x - CENTRE[0], y - CENTRE[1]
    c, s = np.cos(SLANT), np.sin(SLANT)
    px, py = dx * c + dy * s, (-dx * s + dy * c) / FLAT
    r, turn = np.hypot(px, py) + 1e-3, np.arctan2(py, px) % (2 * np.pi)
    winding = np.log(r) / GROWTH - turn / (2 * np.pi)
    whole = np.floor(winding)
    return r, turn + 2 * np.pi * whole, winding - whole


def light(depth: Array, angle: Array, across: Array | float) -> Array:
    """How light the paper is: lit from within, each turn shading the one below."""
    facing = 0.5 + 0.5 * np.cos(angle - 3.6)
    value = 1.08 - 0.62 * smooth(0.12, 1.15, depth) + 0.16 * facing * smooth(0.15, 0.7, depth)
    value = value - 0.42 * np.exp(-(1 - across) / 0.1) - 0.2 * np.exp(-(1 - across) / 0.4)
    return value + 0.1 * np.exp(-across / 0.05) - 0.08 * across


def paper(sheet: Sheet) -> None:
    """The scroll itself, its shadow, and the bright rim of every turn."""
    r, angle, across = unrolled(sheet)
    depth = np.log(r / 18) / np.log(1400 / 18)
    edge = (across - (across > 0.5)) * GROWTH * r  # pixels to the nearest edge between two turns
    share = np.clip(edge / 1.6 + 0.5, 0, 1)
    brim = (across > 0.5) & (angle + 2 * np.pi > END)  # no turn lies outside this one
    both = light(depth, angle, 1.0) * (1 - share) + light(depth, angle, 0.0) * share
    tones = ramp(
        np.where((np.abs(edge) < 0.8) & ~brim, both, light(depth, angle, across)),
        (0, "#24100f"),
        (0.2, "#5a2a1a"),
        (0.42, "#a2562a"),
        (0.62, "#dd9a52"),
        (0.82, "#f6cf8d"),
        (1.0, "#ffedc4"),
        (1.15, "#fff8e4"),
    )
    end = np.clip(0.5 - (angle - END) * r, 0, 1)
    body = sheet.field(end * np.where(brim, np.clip(-edge, 0, 1), 1))
    sheet.lay(sheet.all(), ground(sheet))
    cast = sheet.field(smooth(0.035, -0.03, (angle - END) / 6.28 + 0.012 * np.sin(across * 3)))
    sheet.shade(cast.blur(16), "#0a0505", 0.75)
    sheet.lay(body, tones, brush=0.014)
    rim = np.exp(-(((across - 0.006) * r / 2.2) ** 2)) * smooth(25, 120, r)
    sheet.lay(body.times(rim), "#fff3d6", 0.55)


def ground(sheet: Sheet) -> Array:
    """The dark under the scroll."""
    x, y = sheet.all().grids()
    far = np.hypot(x - CENTRE[0], y - CENTRE[1]) / 1500
    return ramp(far, (0, "#4a2016"), (0.6, "#2a1312"), (1, "#160b0c"))


def text(sheet: Sheet) -> None:
    """Print that runs along the scroll and grows with it."""
    rng, size = np.random.default_rng(6), 0.036
    tracks, widths = [], []
    step = size * GROWTH
    stop = END - 0.16
    for row in range(7):
        across = 0.8 - row * 0.1
        for turn in range(7):
            start = stop - 2 * np.pi * (turn + 1)
            room = 2 * np.pi - (0.55 if turn == 0 and row == 6 else 0)
            for path in printed(rng, room / step):
                at = put(start + path[:, 0] * step, across + path[:, 1] * size)
                scale = float(np.hypot(*(at[0] - CENTRE)))
                if scale < 45:
                    continue
                tracks.append(at)
                widths.append(max(0.5, scale * 0.0031))
    shown = sheet.lines(tracks, widths)
    sheet.shade(shown, "#3b160c", 0.8)


def ending(sheet: Sheet) -> None:
    """The mark that says: here it ends."""
    angle = END - 0.16 - np.array([0.5, 0.455, 0.455, 0.5]) + 0.03
    sheet.lay(sheet.shape(put(angle, 0.2 + np.array([0, 0, 0.055, 0.055]))), RED)


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(seed=21)
    paper(sheet)
    text(sheet)
    ending(sheet)
    heart = radial(CENTRE, 420, (0, "#fff3d0"), (0.08, "#ffdf9f"), (0.3, "#7a4a1c"), (1, "#000000"))
    sheet.light(sheet.disc(*CENTRE, 420), heart, 0.8)
    return sheet
