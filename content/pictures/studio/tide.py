"""A pale estuary at low water: bands of water and mud, a church tower, one lamp lit."""

import numpy as np

from .colour import Array, linear, mix, radial
from .sheet import Sheet
from .space import box, ribbon, spline, turned
from .texture import wander

HORIZON = 452
TOWER = 640


def sky(sheet: Sheet) -> None:
    """Evening sky with long thin clouds."""
    tones = ((0, "#7fa6ac"), (0.45, "#b9d0d1"), (0.8, "#e4e6dc"), (1, "#f7e6c4"))
    sheet.lay(sheet.all(), linear((0, 0), (0, HORIZON), *tones), brush=0.012)
    rng = np.random.default_rng(3)
    for y, x, long, thick in (
        (90, 1500, 900, 26),
        (150, 500, 1100, 20),
        (214, 1250, 1300, 24),
        (278, 300, 800, 12),
        (318, 1500, 900, 12),
        (366, 900, 1500, 9),
    ):
        path = np.stack(
            [np.linspace(x - long / 2, x + long / 2, 90), y + 5 * wander(90, 22, rng)], 1
        )
        swell = np.sin(np.linspace(0, np.pi, 90)) ** 0.7 * (1 + 0.35 * wander(90, 9, rng))
        cloud = sheet.shape(ribbon(path, thick * np.abs(swell)))
        sheet.lay(cloud.blur(1.5), mix("#f3efe2", "#f7dcae", y / 400), 0.6, brush=0.03)


def hill(x: Array, middle: float, reach: float, height: float) -> Array:
    """The height of a smooth hill at every x."""
    return height * np.exp(-(((x - middle) / reach) ** 2))


def land(sheet: Sheet) -> None:
    """The far shore, the low hill, and the village on it."""
    rng, x = np.random.default_rng(8), np.linspace(-20, 2020, 500)
    far = HORIZON - 12 - hill(x, 1650, 420, 52) - hill(x, 1150, 260, 20) - 2 * wander(500, 12, rng)
    near = (
        HORIZON
        + 2
        - hill(x, 560, 330, 74)
        - hill(x, 160, 260, 30)
        - 3 * np.abs(wander(500, 6, rng))
    )
    for line, tone in ((far, "#9dbcbf"), (near, "#47737a")):
        sheet.lay(
            sheet.shape([*zip(x, line, strict=True), (2020, 470), (-20, 470)]), tone, brush=0.05
        )
    for _ in range(46):
        at = rng.normal(520, 210)
        y = HORIZON + 4 - float(hill(np.array(at), 560, 330, 74))
        tone = mix("#3b6b73", "#2b5660", rng.random())
        sheet.lay(sheet.disc(at, y, rng.uniform(8, 20), 0.72), tone, brush=0.06)
    roofs = (
        (500, 410, 34),
        (548, 402, 40),
        (742, 402, 44),
        (800, 412, 36),
        (446, 420, 30),
        (860, 426, 30),
    )
    for left, top, wide in roofs:
        sheet.lay(sheet.shape(box(left, top, left + wide, top + 22)), "#dcd9c8")
        roof = [
            (left - 4, top + 1),
            (left + 8, top - 13),
            (left + wide - 8, top - 13),
            (left + wide + 4, top + 1),
        ]
        sheet.lay(sheet.shape(roof), "#8a4a38")
    church(sheet)


def church(sheet: Sheet) -> None:
    """Tower, nave and the lamp in the belfry."""
    x, foot = TOWER, 392
    sheet.lay(sheet.shape(box(x + 20, foot - 38, x + 104, foot + 8)), "#c3c9bd")
    sheet.lay(
        sheet.shape(
            [(x + 16, foot - 36), (x + 28, foot - 62), (x + 100, foot - 62), (x + 110, foot - 36)]
        ),
        "#2c545c",
    )
    sheet.lay(sheet.shape(box(x - 22, foot - 120, x + 22, foot + 8)), "#dfdecf")
    sheet.lay(sheet.shape(box(x + 4, foot - 120, x + 22, foot + 8)), "#a9b9b4")
    sheet.lay(sheet.shape([(x - 27, foot - 119), (x, foot - 168), (x + 27, foot - 119)]), "#22474f")
    sheet.lay(sheet.lines([[(x, foot - 166), (x, foot - 186)]], 2.5), "#22474f")
    for left in range(4):
        sheet.lay(
            sheet.shape(box(x + 32 + 17 * left, foot - 24, x + 38 + 17 * left, foot - 8)), "#5d8288"
        )
    sheet.lay(
        sheet.shape(
            [
                (x - 9, foot - 76),
                (x - 9, foot - 94),
                (x, foot - 104),
                (x + 9, foot - 94),
                (x + 9, foot - 76),
            ]
        ),
        "#fff0c4",
    )
    spot = radial(
        (x, foot - 90), 130, (0, "#ffd27f"), (0.12, "#b77a32"), (0.5, "#3a2410"), (1, "#000000")
    )
    sheet.light(sheet.disc(x, foot - 90, 130), spot, 0.75)


def flats(sheet: Sheet) -> None:
    """Bands of mud and standing water that widen towards us."""
    rng, x = np.random.default_rng(21), np.linspace(-20, 2020, 400)
    tones = (
        "#b4c3b9",
        "#98a899",
        "#bdcfcc",
        "#8b9b8c",
        "#a3bdbd",
        "#7d8f83",
        "#8fb0b3",
        "#6d8178",
        "#76a0a5",
        "#5c746e",
        "#5f8c94",
        "#4c6662",
        "#447079",
        "#3d5957",
        "#356069",
        "#2e4b4c",
        "#285159",
        "#203d41",
        "#15343b",
    )
    for i, tone in enumerate(tones):
        share = i / len(tones)
        top = HORIZON + 815 * share**1.65
        line = (
            top + (1 + 15 * share) * wander(400, 95, rng) + (0.5 + 4 * share) * wander(400, 16, rng)
        )
        if i == 0:
            line = 0 * x + HORIZON + 1
        band = sheet.shape([*zip(x, line, strict=True), (2020, 1260), (-20, 1260)])
        sheet.shade(band.blur(2 + 8 * share), "#16343a", 0.1)
        sheet.lay(band, tone, brush=0.045)
        edge = np.stack([x, line], 1)
        sheet.lay(sheet.lines([edge], 1 + 2 * share), "#e8efe9", 0.42 - 0.25 * share)


def bend(y: Array) -> tuple[Array, Array]:
    """The middle and the width of the channel at every y."""
    near = (y - HORIZON) / (1250 - HORIZON)
    turn = 2 * np.pi * 1.62 * near**0.55
    middle = 690 + near * 330 + (16 + 520 * near**0.9) * np.sin(turn + 0.2)
    return middle, 5 + 470 * near**1.35 + 34 * np.sqrt(near)


def channel(sheet: Sheet) -> None:
    """The last of the water, winding out, with the sky in it."""
    y = np.linspace(HORIZON + 4, 1290, 420)
    middle, wide = bend(y)
    rng = np.random.default_rng(5)
    ragged = wide * (1 + 0.05 * wander(420, 9, rng))
    outline = np.concatenate(
        [np.stack([middle - ragged / 2, y], 1), np.stack([middle + ragged / 2, y], 1)[::-1]]
    )
    water = sheet.shape(outline)
    rim = water.blur(7)
    sheet.lay(rim, "#17383f", 0.35)
    tones = (
        (0, "#fbe9c6"),
        (0.16, "#eee8d6"),
        (0.42, "#cfdedc"),
        (0.75, "#9fc0c3"),
        (1, "#78a3aa"),
    )
    sheet.lay(water, linear((0, HORIZON), (0, 1250), *tones), brush=0.035)
    for row in np.sort(rng.uniform(0.05, 1, 60) ** 1.1):
        at = HORIZON + row * 800
        mid, span = (float(v) for v in bend(np.array(at)))
        left = mid + span * rng.uniform(-0.5, 0.3)
        path = np.stack(
            [
                np.linspace(left, left + span * rng.uniform(0.1, 0.5), 24),
                at + row * 2 * wander(24, 8, rng),
            ],
            1,
        )
        streak = sheet.shape(
            ribbon(path, (1 + 6 * row) * np.sin(np.linspace(0, np.pi, 24)))
        ).within(water)
        sheet.lay(streak, "#f8f3e2" if rng.random() < 0.6 else "#5f9098", 0.55)
    gleam(sheet)


def gleam(sheet: Sheet) -> None:
    """The belfry lamp, broken up in the wet."""
    rng = np.random.default_rng(31)
    for step in range(26):
        y = HORIZON + 10 + step**1.62 * 2.1
        wide = (9 + step * 1.5) * rng.uniform(0.5, 1.2)
        x = TOWER + rng.normal(0, 2 + step * 0.5)
        dash = sheet.shape(
            ribbon(
                np.array([(x - wide, y), (x, y), (x + wide, y)]),
                np.array([0.4, 2 + step * 0.17, 0.4]),
            )
        )
        sheet.lay(dash, mix("#ffdf98", "#e9a65a", step / 26), 0.9 - 0.026 * step)


def posts(sheet: Sheet) -> None:
    """The withies that mark the channel."""
    for near, side in ((0.05, 1), (0.1, 1), (0.17, 1), (0.27, 1), (0.44, -1), (0.8, 1)):
        y = HORIZON + near * 798
        middle, wide = (float(v) for v in bend(np.array(y)))
        x, high = middle + side * (wide * 0.5 + 8 + 20 * near), 22 + 250 * near
        lean = high * 0.05
        stick = ribbon(
            np.array([(x, y), (x + lean * 0.4, y - high / 2), (x + lean, y - high)]), 2 + 9 * near
        )
        mirror = ribbon(
            spline([(x, y), (x + 3 * near, y + high * 0.3), (x + lean, y + high * 0.62)], 30),
            1.5 + 7 * near,
        )
        sheet.shade(sheet.shape(mirror).blur(1 + near), "#0d2a31", 0.4)
        sheet.lay(sheet.shape(stick), mix("#4a7076", "#10272c", min(1, near * 1.5)))


def boat(sheet: Sheet) -> None:
    """A small boat left lying by the tide."""
    x, y, lean = 1560, 760, 0.13
    sheet.shade(sheet.disc(x - 10, y + 52, 205, 0.1).blur(7), "#0d2a31", 0.7)
    hull = spline([(-190, -34), (-150, 26), (-60, 54), (70, 52), (160, 22), (205, -46)], 80)
    rail = spline([(205, -46), (90, -16), (-60, -12), (-190, -34)], 60)
    inside = spline([(-190, -34), (-70, -36), (90, -40), (205, -46)], 60)
    hull, rail, inside = (turned(line, lean, (x, y)) for line in (hull, rail, inside))
    red = linear((x, y - 40), (x - 10, y + 60), (0, "#a5392a"), (1, "#4c160f"))
    sheet.lay(sheet.shape(np.concatenate([hull, rail])), red, brush=0.06)
    sheet.lay(sheet.shape(np.concatenate([inside, rail])), "#12292e")
    sheet.lay(sheet.lines([rail], 5), "#f1e3c2")
    mast = turned([(10, -18), (20, -320)], lean, (x, y))
    sheet.lay(sheet.shape(ribbon(mast, np.array([9, 4]))), "#1b2f33")
    stays = [turned([(20, -316), end], lean, (x, y)) for end in ((203, -44), (-188, -34))]
    sheet.lay(sheet.lines(stays, 1.6), "#1b2f33", 0.8)


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(seed=11)
    sky(sheet)
    land(sheet)
    flats(sheet)
    channel(sheet)
    posts(sheet)
    boat(sheet)
    return sheet
