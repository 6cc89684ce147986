"""A night train with lit windows, on a viaduct across a dark blue valley."""

from collections.abc import Sequence

import numpy as np

from .colour import AMBER, Array, linear, mix, radial
from .sheet import Sheet
from .space import arc, box, ribbon, rounded
from .texture import wander

RAIL, MOON = 742, (455, 262)
COACHES, LONG, HIGH = 6, 264, 82
FIRST = 40


def sky(sheet: Sheet) -> None:
    """Night, the moon, stars."""
    tones = ((0, "#081419"), (0.4, "#0f2a33"), (0.75, "#1f4a55"), (1, "#3f717a"))
    sheet.lay(sheet.all(), linear((0, 0), (0, 720), *tones), brush=0.025)
    rng = np.random.default_rng(3)
    for _ in range(150):
        x, y = rng.uniform(0, 2000), rng.uniform(0, 1) ** 1.3 * 480
        sheet.lay(sheet.disc(x, y, rng.choice([1.1, 1.5, 2.1])), "#f0ead6", rng.uniform(0.3, 0.85))
    halo = radial(MOON, 520, (0, "#6f8f8c"), (0.2, "#46666a"), (0.5, "#1a2e33"), (1, "#000000"))
    sheet.light(sheet.disc(*MOON, 520), halo, 0.6)
    face = radial(
        (MOON[0] - 24, MOON[1] - 30), 140, (0, "#fffaf0"), (0.7, "#f3e8cb"), (1, "#d8c79b")
    )
    sheet.lay(sheet.disc(*MOON, 92), face)


def ridge(base: float, rough: Sequence[float], seed: int) -> Array:
    """The line of a range of hills: wide waves and narrow ones."""
    rng = np.random.default_rng(seed)
    x = np.linspace(-20, 2020, 400)
    line = base - rough[0] * wander(400, 95, rng) - rough[1] * wander(400, 26, rng)
    return np.stack([x, line], 1)


def hills(sheet: Sheet) -> None:
    """Ranges behind the line, each a little darker, with mist at the foot."""
    rows = (
        (500, (58, 9), 5, "#35646d", "#4f7f85"),
        (585, (62, 10), 11, "#24505a", "#3d6e76"),
        (690, (66, 12), 6, "#173e48", "#2b5963"),
        (764, (6, 2), 22, "#0f2f38", "#2a5a64"),
    )
    for base, rough, seed, tone, foot in rows:
        line = ridge(base, rough, seed)
        body = sheet.shape(np.concatenate([line, [(2020, 1260), (-20, 1260)]]))
        sheet.lay(body, linear((0, base - 80), (0, base + 300), (0, tone), (1, foot)), brush=0.04)
        sheet.lay(sheet.lines([line + (0, 1)], 2), "#a9c6c6", 0.16)


def river(sheet: Sheet) -> None:
    """The water below, with what it catches of the train and the moon."""
    sheet.lay(
        sheet.shape(box(-10, 1036, 2010, 1260)),
        linear((0, 1036), (0, 1250), (0, "#2c5f69"), (1, "#0c252d")),
        brush=0.06,
    )
    rng = np.random.default_rng(19)
    gold, pale = [], []
    for _ in range(520):
        near = rng.uniform(0, 1)
        y, half = 1042 + near * 205, (8 + 26 * near) * rng.uniform(0.4, 1.2)
        if rng.random() < 0.72:
            coach = FIRST + (LONG + 12) * rng.integers(COACHES) + 34 + 33 * rng.integers(7)
            x, group = coach + rng.normal(0, 5 + 10 * near), gold
            half *= 0.6
        else:
            x, group = MOON[0] + rng.normal(0, 30 + 30 * near), pale
        track = np.array([(x - half, y), (x, y + 1), (x + half, y)])
        group.append(ribbon(track, np.array([0.3, 2 + 3 * near, 0.3])))
    sheet.lay(sheet.shape(*gold), "#e9a65a", 0.55)
    sheet.lay(sheet.shape(*pale), "#e8e6d4", 0.7)


def viaduct(sheet: Sheet) -> None:
    """Round arches of stone, with the hills seen through them."""
    span, pier, top = 224, 46, RAIL + 34
    holes = []
    for k in range(-1, 10):
        middle = k * span + 60
        half = (span - pier) / 2
        head = arc(middle, top + 26 + half, half, 0.5, 1.0, 60)
        holes.append(np.concatenate([head, [(middle + half, 1250), (middle - half, 1250)]]))
    wall = sheet.shape(box(-20, RAIL + 6, 2020, 1062), holes=holes)
    sheet.lay(
        wall,
        linear((0, RAIL), (0, 1062), (0, "#0d222a"), (0.5, "#102a33"), (1, "#1d454f")),
        brush=0.06,
    )
    rims = [hole[:60] for hole in holes]
    sheet.lay(sheet.lines(rims, 5), "#2e5a63", 0.8)
    for k in range(-1, 10):
        x = k * span + 60 + span / 2
        sheet.lay(
            sheet.shape(box(x - pier / 2, top + 128, x - pier / 2 + 9, 1062)), "#2e5a63", 0.55
        )
        sheet.lay(
            sheet.shape(box(x - pier / 2 - 7, top + 112, x + pier / 2 + 7, top + 126)), "#0a1b21"
        )
        mirror = linear((0, 1060), (0, 1250), (0, "#0a1c22"), (1, "#0c252d"))
        sheet.lay(sheet.shape(box(x - pier / 2, 1060, x + pier / 2, 1250)).blur(3), mirror, 0.55)
    sheet.lay(sheet.shape(box(-20, RAIL + 4, 2020, RAIL + 16)), "#1a3a43")


def window(sheet: Sheet, x: float, y: float, rng: np.random.Generator) -> None:
    """A lit window, and perhaps somebody in it."""
    pane = sheet.shape(rounded(x, y, x + 25, y + 30, 5))
    if rng.random() < 0.08:
        sheet.lay(pane, "#5a3a22")
        return
    light = radial((x + 12, y + 4), 34, (0, "#fff6d8"), (0.6, AMBER[0]), (1, "#eeb468"))
    sheet.lay(pane, light)
    if rng.random() < 0.42:
        at = x + rng.uniform(9, 16)
        tone = mix("#5b2a16", "#2b1512", rng.random())
        sheet.lay(sheet.disc(at, y + 17, 4.6).within(pane), tone)
        sheet.lay(sheet.disc(at + rng.uniform(-1, 1), y + 31, 9, 0.95).within(pane), tone)


def coach(sheet: Sheet, x: float, rng: np.random.Generator) -> None:
    """One carriage."""
    y = RAIL - HIGH - 8
    sheet.lay(sheet.shape(box(x + 14, RAIL - 12, x + LONG - 14, RAIL - 2)), "#060d10")
    for wheel in (34, 62, LONG - 62, LONG - 34):
        sheet.lay(sheet.disc(x + wheel, RAIL - 4, 9), "#060d10")
    body = sheet.shape(rounded(x, y, x + LONG, RAIL - 8, 12))
    sheet.lay(
        body,
        linear(
            (0, y),
            (0, RAIL - 8),
            (0, "#16323a"),
            (0.2, "#7d2113"),
            (0.55, "#5d180f"),
            (1, "#2b0f0c"),
        ),
    )
    sheet.lay(sheet.shape(box(x - 2, y + 10, x + LONG + 2, y + 15)).within(body), "#d9a765", 0.6)
    sheet.lay(sheet.shape(rounded(x + 3, y - 5, x + LONG - 3, y + 10, 7)), "#0f262d")
    sheet.lay(sheet.lines([[(x + 8, y - 4), (x + LONG - 8, y - 4)]], 2), "#8fb0b3", 0.6)
    for k in range(7):
        window(sheet, x + 22 + k * 33, y + 22, rng)


def engine(sheet: Sheet, x: float) -> None:
    """The engine, and its light ahead."""
    y, long = RAIL - HIGH - 8, 250
    for wheel in (34, 62, long - 80, long - 52):
        sheet.lay(sheet.disc(x + wheel, RAIL - 4, 9), "#060d10")
    front = [
        (x, RAIL - 8),
        (x, y),
        (x + 150, y - 2),
        (x + 188, y + 6),
        (x + 232, y + 44),
        (x + 246, RAIL - 22),
        (x + 244, RAIL - 8),
    ]
    sheet.lay(
        sheet.shape(front),
        linear((0, y), (0, RAIL), (0, "#8f2413"), (0.6, "#651a0f"), (1, "#2b0f0c")),
        brush=0.03,
    )
    sheet.lay(
        sheet.shape([(x + 176, y + 14), (x + 190, y + 14), (x + 216, y + 40), (x + 176, y + 40)]),
        AMBER[0],
    )
    sheet.lay(sheet.lines([[(x, y + 56), (x + 238, y + 56)]], 4), "#d9a765", 0.7)
    lamp = (x + 240, RAIL - 34)
    cone = [
        (lamp[0], lamp[1] - 4),
        (2200, lamp[1] - 70),
        (2200, lamp[1] + 46),
        (lamp[0], lamp[1] + 5),
    ]
    beam = linear(lamp, (2120, lamp[1]), (0, "#ffe7b0"), (0.5, "#8a6c40"), (1, "#3a3020"))
    sheet.light(sheet.shape(cone).blur(3), beam, 0.55)
    sheet.light(
        sheet.disc(*lamp, 120),
        radial(lamp, 120, (0, "#fff6da"), (0.1, "#e0ad66"), (0.4, "#4a3119"), (1, "#000000")),
        0.9,
    )


def train(sheet: Sheet) -> None:
    """Six carriages and the engine, and the glow they carry along."""
    rng = np.random.default_rng(7)
    end = FIRST + COACHES * (LONG + 12)
    halo = sheet.shape(box(FIRST, RAIL - 74, end, RAIL - 20)).blur(46)
    sheet.light(halo, "#d98f45", 0.5)
    sheet.lay(sheet.shape(box(FIRST + 20, RAIL - 40, end, RAIL - 20)), "#060d10")
    for k in range(COACHES):
        coach(sheet, FIRST + k * (LONG + 12), rng)
    engine(sheet, end)
    spill = [
        box(
            FIRST + k * (LONG + 12) + 20 + j * 33,
            RAIL + 5,
            FIRST + k * (LONG + 12) + 48 + j * 33,
            RAIL + 15,
        )
        for k in range(COACHES)
        for j in range(7)
    ]
    sheet.light(sheet.shape(*spill).blur(3), "#e9a65a", 0.75)


def trees(sheet: Sheet) -> None:
    """Poplars and bushes in front, almost black."""
    rng = np.random.default_rng(26)
    bank = ridge(1216, (18, 5), 31)
    spots = [
        (x, y, rng.uniform(0.6, 1.2))
        for x, y in (
            (70, 1190),
            (128, 1200),
            (186, 1196),
            (1716, 1196),
            (1790, 1188),
            (1862, 1196),
            (1946, 1190),
        )
    ]
    for x, y, size in spots:
        t = np.linspace(0, 1, 60)
        wide = 62 * size * np.sin(np.pi * t**0.75) ** 0.8 * (1 + 0.08 * wander(60, 5, rng)) + 3
        trunk = np.stack([x + 0 * t, y + 30 - t * 300 * size], 1)
        sheet.lay(sheet.shape(ribbon(trunk, wide)), "#071318", brush=0.08)
        sheet.lay(
            sheet.shape(ribbon(trunk - (wide * 0.26)[:, None] * (1, 0), wide * 0.2)), "#1d414b", 0.5
        )
    sheet.lay(sheet.shape(np.concatenate([bank, [(2020, 1260), (-20, 1260)]])), "#071318")


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(seed=101)
    sky(sheet)
    hills(sheet)
    river(sheet)
    viaduct(sheet)
    train(sheet)
    trees(sheet)
    return sheet
