"""A pale moon above cushions of moss in the rain."""

import numpy as np

from .colour import AMBER, Array, linear, mix, radial
from .sheet import Sheet
from .space import ribbon, spline

MOON = (1330, 330, 168)
LAYERS = (  # the ground line, the size of the cushions, their tones: shade, middle, light
    (770, 150, "#8f9478", "#a3a688", "#bcbb9c"),
    (860, 210, "#717a5c", "#8a9070", "#b0b18e"),
    (985, 280, "#525d42", "#6d7854", "#a2a77c"),
    (1140, 350, "#323d2b", "#4b583d", "#828c60"),
    (1330, 430, "#1a211a", "#2b3628", "#5a6644"),
)


def sky(sheet: Sheet) -> None:
    """Mist, the moon and its ring."""
    sheet.lay(
        sheet.all(),
        linear((0, 0), (0, 900), (0, "#59634d"), (0.5, "#8c9078"), (1, "#c9c8ad")),
        brush=0.02,
    )
    x, y, r = MOON
    halo = radial((x, y), 820, (0, "#c9c3a0"), (0.22, "#8f8b70"), (0.5, "#3c3b30"), (1, "#000000"))
    sheet.light(sheet.disc(x, y, 820), halo, 0.62)
    for wide, strength in ((2.05, 0.1), (1.5, 0.16)):
        sheet.lay(sheet.disc(x, y, r * wide), "#f3efdd", strength)
    face = radial((x - 50, y - 60), 300, (0, "#fffdf3"), (0.55, "#f6f0dc"), (1, "#dcd4b4"))
    sheet.lay(sheet.disc(x, y, r), face)


def cushion(
    sheet: Sheet,
    at: tuple[float, float],
    size: tuple[float, float],
    tones: list[str],
    rng: np.random.Generator,
) -> None:
    """One cushion: a dark dome covered in little leaves that catch the moon."""
    (x, y), (wide, high), (dark, middle, light) = at, size, tones
    dome = np.array(
        [(x + wide * np.cos(a), y - high * np.sin(a)) for a in np.linspace(0, np.pi, 120)]
    )
    sheet.shade(
        sheet.shape(np.concatenate([dome, [(x - wide, y + 400), (x + wide, y + 400)]])).blur(26),
        "#20281f",
        0.35,
    )
    sheet.lay(
        sheet.shape(np.concatenate([dome, [(x - wide, y + 600), (x + wide, y + 600)]])),
        dark,
        brush=0.05,
    )
    count = int(wide * high / 26)
    turn, out = rng.uniform(-0.15, np.pi + 0.15, count), np.sqrt(rng.uniform(0, 1.01, count))
    order = np.argsort(-out)
    turn, out = turn[order], out[order]
    leaf = 7 + wide * 0.034
    sun = np.array([MOON[0] - x, y - MOON[1]], float)
    sun /= np.hypot(*sun)
    lit = out * (np.cos(turn) * sun[0] + np.sin(turn) * sun[1]) + rng.normal(0, 0.2, count)
    for low, upper, tone in (
        (0.12, 0.5, middle),
        (0.5, 0.8, mix(middle, light, 0.55)),
        (0.8, 9, light),
    ):
        pick = (lit > low) & (lit <= upper)
        sheet.lay(
            sheet.lines(
                leaves(x, y, wide, high, turn[pick], out[pick], leaf, rng), 1.2 + wide * 0.006
            ),
            tone,
            0.9,
        )


def leaves(
    x: float,
    y: float,
    wide: float,
    high: float,
    turn: Array,
    out: Array,
    leaf: float,
    rng: np.random.Generator,
) -> list[Array]:
    """Little strokes that stand outwards on a dome."""
    root = np.stack([x + wide * out * np.cos(turn), y - high * out * np.sin(turn)], 1)
    bend = rng.normal(0, 0.4, len(turn))
    way = np.stack([np.cos(turn + bend) * (0.35 + 0.65 * out), -np.sin(turn + bend)], 1)
    tip = root + way * (leaf * rng.uniform(0.6, 1.3, len(turn)))[:, None]
    return list(np.stack([root, tip], 1))


def mounds(sheet: Sheet) -> None:
    """Five rows of cushions, the nearest the darkest."""
    rng = np.random.default_rng(40)
    for ground, size, *tones in LAYERS:
        x = -rng.uniform(0, size)
        row = []
        while x < 2000 + size * 0.6:
            wide = size * rng.uniform(0.75, 1.25)
            row.append((x + wide * 0.6, wide, wide * rng.uniform(0.5, 0.72)))
            x += wide * rng.uniform(1.15, 1.5)
        for x, wide, high in sorted(row, key=lambda c: -c[2]):
            cushion(sheet, (x, ground + rng.uniform(-12, 12)), (wide, high), tones, rng)
        mist = linear((0, ground - size), (0, ground + 60), (0, "#000000"), (1, "#3a3c2c"))
        sheet.light(sheet.all(), mist, 0.16 if ground < 1200 else 0)


def stalk(
    sheet: Sheet, x: float, y: float, high: float, lean: float, tone: str
) -> tuple[float, float]:
    """A spore capsule on its stalk; answers where a drop would hang."""
    path = spline(
        [
            (x, y),
            (x + lean * 0.15, y - high * 0.5),
            (x + lean * 0.6, y - high * 0.92),
            (x + lean, y - high),
            (x + lean * 1.3, y - high * 0.95),
        ],
        60,
    )
    sheet.lay(sheet.shape(ribbon(path, np.linspace(5, 3, 60))), tone)
    tip = path[-1]
    pod = np.stack(
        [
            np.linspace(0, 1, 24) * 36 * np.sign(lean) + tip[0],
            tip[1] + np.linspace(0, 1, 24) ** 1.4 * 20,
        ],
        1,
    )
    sheet.lay(
        sheet.shape(ribbon(pod, 15 * np.sin(np.linspace(0.25, np.pi - 0.45, 24)))),
        mix(tone, "#9a4a24", 0.45),
    )
    return float(pod[-1, 0]), float(pod[-1, 1])


def drop(sheet: Sheet, x: float, y: float, r: float, warm: bool) -> None:
    """A hanging drop, with the moon, or a lamp, upside down in it."""
    turn = np.linspace(0, 2 * np.pi, 120)
    outline = np.stack(
        [
            x + r * np.sin(turn) * np.sin(turn / 2) ** 1.3,
            y + r * 1.35 * (1 - np.cos(turn / 2 * 2)) * 0.72,
        ],
        1,
    )
    body = sheet.shape(outline)
    tones = (AMBER[2], AMBER[1], AMBER[0]) if warm else ("#3c4735", "#8d9377", "#efeadb")
    sheet.lay(
        body, linear((0, y), (0, y + r * 1.95), (0, tones[0]), (0.5, tones[1]), (1, tones[2])), 0.94
    )
    sheet.lay(sheet.disc(x - r * 0.22, y + r * 1.05, r * 0.16, 1.5), "#fffdf3")
    if warm:
        glow = radial((x, y + r), r * 7, (0, "#e9a65a"), (0.3, "#5a3617"), (1, "#000000"))
        sheet.light(sheet.disc(x, y + r, r * 7), glow, 0.75)


def rain(sheet: Sheet) -> None:
    """Fine slanting rain."""
    rng = np.random.default_rng(9)
    for width, count, strength in ((1.3, 150, 0.3), (2.2, 60, 0.36)):
        start = np.stack([rng.uniform(-40, 2100, count), rng.uniform(-60, 1150, count)], 1)
        fall = rng.uniform(40, 150, count)[:, None] * np.array([[-0.16, 1.0]])
        sheet.lay(sheet.lines(list(np.stack([start, start + fall], 1)), width), "#f6f2e2", strength)


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(seed=31)
    sky(sheet)
    mounds(sheet)
    rain(sheet)
    for x, y, high, lean in (
        (250, 1120, 330, 60),
        (330, 1150, 420, 74),
        (1520, 1130, 300, -50),
        (1640, 1150, 380, -64),
        (1760, 1140, 270, 52),
    ):
        tip = stalk(sheet, x, y, high, lean, "#20281f")
        if high > 310:
            drop(sheet, *tip, 20, False)
    drop(sheet, *stalk(sheet, 560, 1160, 610, 120, "#1a211a"), 40, True)
    return sheet
