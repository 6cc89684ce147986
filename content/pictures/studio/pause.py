"""A great semicolon: the dot is a lamp, and the comma is its shadow."""

import numpy as np

from .colour import Array, linear, radial, ramp, smooth
from .sheet import Sheet
from .space import arc, bezier, box

X, LAMP, SHADOW, R = 1000, 385, 806, 152


def wall(sheet: Sheet) -> None:
    """Lamplight on the wall, in rings that fade into one another."""
    x, y = sheet.all().grids()
    far = np.hypot(x - X, (y - LAMP) * 1.04) / 1350
    rings = np.floor(far * 11) / 11
    step = smooth(0.0, 0.012, (far * 11) % 1 / 11)
    value = 0.6 * far + 0.4 * (rings - 1 / 11 * (1 - step) + 1 / 11)
    tones = ramp(
        value,
        (0, "#fff0c8"),
        (0.14, "#fbd893"),
        (0.3, "#eeaf62"),
        (0.5, "#c4743a"),
        (0.72, "#854023"),
        (0.9, "#562718"),
        (1.1, "#331713"),
    )
    sheet.lay(sheet.all(), tones, brush=0.011)


def comma() -> Array:
    """The outline of the comma: a round head and a tail that swings down to the left."""
    foot, tail = (X + R * np.cos(1.2), SHADOW + R * np.sin(1.2)), (X - 78, SHADOW + 358)
    outer = bezier((X + R, SHADOW), (X + R, SHADOW + 165), (X + 62, SHADOW + 296), tail)
    inner = bezier(tail, (X - 2, SHADOW + 296), (X + 52, SHADOW + 232), foot)
    return np.concatenate([outer, inner, arc(X, SHADOW, R, 1.2 / (2 * np.pi), 1, 120)])


def shadow(sheet: Sheet) -> None:
    """The comma, sharp where it begins and soft where it ends."""
    shape = sheet.shape(comma())
    sheet.shade(shape.blur(20), "#6b2f18", 0.5)
    sheet.lay(
        shape,
        linear(
            (0, SHADOW - R), (0, SHADOW + 330), (0, "#1d1112"), (0.6, "#2a1615"), (1, "#3d1d17")
        ),
        brush=0.07,
    )
    rim = sheet.shape(arc(X, SHADOW, R, 0, 1, 200), holes=[arc(X, SHADOW + 7, R, 0, 1, 200)]).blur(
        1.2
    )
    sheet.light(rim.within(shape), "#e9a65a", 0.4)


def lamp(sheet: Sheet) -> None:
    """A globe of milk glass on a cord."""
    glow = radial(
        (X, LAMP), 560, (0, "#fff3d0"), (0.27, "#e0a45a"), (0.45, "#6b421d"), (1, "#000000")
    )
    sheet.light(sheet.disc(X, LAMP, 560), glow, 0.6)
    sheet.lay(sheet.shape(box(X - 2.5, -10, X + 2.5, LAMP - R - 30)), "#2a1512")
    cap = [
        (X - 40, LAMP - R + 12),
        (X - 30, LAMP - R - 16),
        (X - 12, LAMP - R - 36),
        (X + 12, LAMP - R - 36),
        (X + 30, LAMP - R - 16),
        (X + 40, LAMP - R + 12),
    ]
    sheet.lay(
        sheet.shape(cap),
        linear((X - 40, 0), (X + 40, 0), (0, "#6b3417"), (0.35, "#d99a4e"), (1, "#4a2212")),
    )
    globe = radial(
        (X, LAMP + 8), R * 1.04, (0, "#fffdf2"), (0.6, "#fff6da"), (0.86, "#ffe3a6"), (1, "#f3bd6c")
    )
    sheet.lay(sheet.disc(X, LAMP, R), globe)
    sheet.lay(
        sheet.shape(
            arc(X, LAMP - R + 12, 46, 0.5, 1.0, 40) * (1, 0.2) + (0, (LAMP - R + 12) * 0.8)
        ),
        "#4a2212",
    )


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(seed=91)
    wall(sheet)
    shadow(sheet)
    lamp(sheet)
    return sheet
