"""A chart of sticks and shells, after those of the Marshall Islands, on sand."""

import numpy as np

from .colour import Array, Points, linear, mix, radial
from .sheet import Sheet
from .space import arc, ribbon, spline, turned
from .texture import cloud, wander

STICKS = (
    ((240, 640), (1000, 616), (1770, 634)),
    ((330, 300), (1000, 288), (1660, 306)),
    ((350, 968), (1000, 956), (1690, 962)),
    ((505, 118), (518, 640), (502, 1140)),
    ((1492, 112), (1480, 640), (1500, 1136)),
    ((1004, 84), (996, 640), (1006, 1170)),
    ((420, 218), (760, 466), (1240, 794), (1600, 1046)),
    ((1584, 214), (1250, 452), (752, 806), (410, 1040)),
    ((300, 160), (520, 400), (590, 640), (512, 880), (290, 1110)),
    ((1704, 168), (1490, 400), (1412, 640), (1486, 880), (1712, 1104)),
    ((610, 150), (772, 372), (1000, 446), (1228, 370), (1402, 144)),
    ((596, 1112), (770, 892), (1000, 818), (1232, 894), (1410, 1108)),
    ((812, 160), (862, 430), (880, 630), (862, 836), (806, 1096)),
    ((1192, 156), (1140, 430), (1122, 630), (1140, 836), (1200, 1100)),
)
SHELLS = (
    ((505, 296), 0.5),
    ((1491, 302), 2.2),
    ((509, 963), 1.1),
    ((1491, 960), -0.6),
    ((1000, 289), 0.1),
    ((1002, 957), 1.6),
    ((588, 640), 1.2),
    ((1412, 637), -0.9),
    ((879, 622), 2.5),
    ((1346, 394), 0.8),
    ((700, 424), -0.5),
    ((1140, 836), -0.7),
    ((640, 880), 0.6),
    ((1660, 306), 0.2),
    ((340, 968), -0.2),
)
HOME = (998, 625)


def spread(points: Points) -> Array:
    """The chart drawn out to fill the sheet."""
    return (np.asarray(points, float) - (1000, 632)) * (1.17, 1.06) + (1000, 625)


def sand(sheet: Sheet) -> None:
    """The ground: sand, with ripples the wind left."""
    sheet.lay(
        sheet.all(),
        radial((820, 440), 1500, (0, "#f1dfb8"), (0.5, "#e3c893"), (1, "#b98a55")),
        brush=0.02,
    )
    x, y = sheet.all().grids()
    drift = cloud(2000, 1250, 520, 5, 2)
    ripple = np.sin((y + 0.22 * x) / 27 + 2.4 * drift)
    sheet.shade(
        sheet.field(np.clip(ripple, 0, 1) ** 2 * np.clip(0.55 + 0.5 * drift, 0, 1)), "#c79f68", 0.2
    )
    sheet.light(
        sheet.field(np.clip(-ripple, 0, 1) ** 3 * np.clip(0.55 + 0.5 * drift, 0, 1)),
        "#fff3d2",
        0.12,
    )


def crossings(paths: list[Array]) -> list[tuple[Array, float]]:
    """Where sticks cross, and the direction of the upper one."""
    found = []
    for i, one in enumerate(paths):
        for other in paths[i + 1 :]:
            gap = np.hypot(*(one[:, None] - other[None]).transpose(2, 0, 1))
            a, b = np.unravel_index(gap.argmin(), gap.shape)
            if gap[a, b] < 8 and all(np.hypot(*(one[a] - f[0])) > 26 for f in found):
                way = one[min(a + 2, len(one) - 1)] - one[max(a - 2, 0)]
                found.append((one[a], float(np.arctan2(way[1], way[0]))))
    return found


def stick(sheet: Sheet, path: Array, wide: float, rng: np.random.Generator) -> None:
    """One rib of palm: shadow, body, lit side, knots."""
    body = wide * (1 + 0.07 * wander(len(path), 30, rng))
    body[:6] *= np.linspace(0.6, 1, 6)
    body[-6:] *= np.linspace(1, 0.6, 6)
    sheet.shade(sheet.shape(ribbon(path + (9, 15), body)).blur(5), "#4a2a12", 0.6)
    tone = mix("#6b3d1e", "#8a5a30", rng.random())
    sheet.lay(sheet.shape(ribbon(path, body)), tone, brush=0.06)
    sheet.lay(
        sheet.shape(ribbon(path + (-1.2, -2.6), body * 0.42)),
        mix(tone, "#f0cf94", 0.55),
        0.85,
        brush=0.08,
    )
    for knot in rng.choice(np.arange(12, len(path) - 12), 5, replace=False):
        side = path[knot + 1] - path[knot]
        side = np.array([-side[1], side[0]]) / np.hypot(*side) * body[knot] * 0.55
        sheet.lay(sheet.lines([[path[knot] - side, path[knot] + side]], 3.2), "#3f2110", 0.8)


def lashing(sheet: Sheet, at: Array, way: float) -> None:
    """Twine around a crossing."""
    sheet.shade(sheet.disc(at[0] + 4, at[1] + 7, 15).blur(4), "#3a200e", 0.5)
    for slope, count in ((0.78, 5), (-0.78, 5)):
        threads = []
        for k in range(count):
            shift = (k - (count - 1) / 2) * 5
            threads.append(turned([(-18, shift), (0, shift + 0.8), (18, shift)], way + slope, at))
        sheet.lay(sheet.lines(threads, 5.4), "#5a371c")
        sheet.lay(sheet.lines(threads, 3.2), "#e8cf9d")


def shell(
    sheet: Sheet, at: tuple[float, float], turn: float, size: float = 39, warm: bool = False
) -> None:
    """A cowrie; the warm one is home."""
    a = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    egg = np.stack([size * 1.25 * np.cos(a), size * (0.86 + 0.1 * np.cos(a)) * np.sin(a)], 1)
    outline = turned(egg, turn, at)
    sheet.shade(sheet.shape(outline + (9, 14)).blur(6), "#3a200e", 0.65)
    tones = ("#fff3cf", "#f2b765", "#a5521f") if warm else ("#fffdf4", "#f1e3c6", "#ad8d64")
    light = radial(
        (at[0] - size * 0.45, at[1] - size * 0.5),
        size * 2,
        (0, tones[0]),
        (0.45, tones[1]),
        (1, tones[2]),
    )
    sheet.lay(sheet.shape(outline), light)
    slit = turned(
        np.stack([np.linspace(-size, size, 30), 5 * np.sin(np.linspace(0, np.pi, 30))], 1), turn, at
    )
    sheet.lay(sheet.shape(ribbon(slit, 7 * np.sin(np.linspace(0.1, np.pi - 0.1, 30)))), "#4a2713")
    teeth = [
        turned([(x, -6), (x, 13)], turn, at) for x in np.linspace(-size * 0.72, size * 0.72, 9)
    ]
    sheet.lay(sheet.lines(teeth, 2), "#6d4526", 0.7)


def paint() -> Sheet:
    """Paint the picture."""
    sheet, rng = Sheet(seed=81), np.random.default_rng(33)
    sand(sheet)
    paths = [spline(spread(points), 260) for points in STICKS]
    for i, path in reversed(list(enumerate(paths))):
        stick(sheet, path, 20 if i < 6 else 15, rng)
    for at, way in crossings(paths):
        lashing(sheet, at, way)
    for at, turn in SHELLS:
        shell(sheet, tuple(spread(at)), turn)
    glow = radial(HOME, 330, (0, "#f3b45f"), (0.3, "#7a4a1d"), (1, "#000000"))
    sheet.light(sheet.disc(*HOME, 330), glow, 0.5)
    shell(sheet, HOME, -0.35, 56, True)
    sheet.lay(
        sheet.lines([arc(*HOME, 106, 0, 1, 120), arc(*HOME, 146, 0, 1, 120)], 2.4), "#8f2413", 0.5
    )
    sheet.shade(
        sheet.all(),
        linear((300, 0), (2000, 1250), (0, "#ffffff"), (0.5, "#fff4e0"), (1, "#c99f76")),
    )
    return sheet
