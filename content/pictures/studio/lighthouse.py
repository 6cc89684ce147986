"""A lighthouse on its rock at night, its beam across the sea."""

import numpy as np

from .colour import AMBER, PAPER, Array, linear, mix, radial, smooth
from .sheet import Sheet
from .space import box, ribbon, spline
from .texture import wander

HORIZON, X, TOP, FOOT = 668, 1440, 236, 640
LANTERN = (X, TOP + 8)
AIM = 0.045  # the slope of the beam


def sky(sheet: Sheet) -> None:
    """Night, stars, a few low clouds."""
    tones = ((0, "#08181e"), (0.45, "#12333b"), (0.8, "#23545d"), (1, "#4f8287"))
    sheet.lay(sheet.all(), linear((0, 0), (0, HORIZON), *tones), brush=0.03)
    rng = np.random.default_rng(17)
    for _ in range(230):
        x, y = rng.uniform(0, 2000), rng.uniform(0, 1) ** 1.3 * 520
        sheet.lay(
            sheet.disc(x, y, rng.choice([1.0, 1.3, 1.7, 2.4], p=[0.45, 0.3, 0.2, 0.05])),
            "#f3ecd4",
            rng.uniform(0.35, 0.95),
        )
    for x, y, long, thick in (
        (330, 560, 900, 26),
        (1250, 600, 1300, 20),
        (1900, 540, 600, 18),
        (700, 628, 1500, 12),
    ):
        path = np.stack(
            [np.linspace(x - long / 2, x + long / 2, 80), y + 4 * wander(80, 20, rng)], 1
        )
        swell = np.sin(np.linspace(0, np.pi, 80)) * (1 + 0.4 * wander(80, 9, rng))
        sheet.lay(sheet.shape(ribbon(path, thick * np.abs(swell))), "#2d5f67", 0.6, brush=0.04)


def beam(sheet: Sheet) -> None:
    """The beam to the left, and its fellow turning away to the right."""
    x, y = LANTERN
    soft = linear(
        (x, 0), (x - 1500, 0), (0, "#ffe7b0"), (0.25, "#c79a58"), (0.7, "#6b5a38"), (1, "#2c2c22")
    )
    for spread, strength in ((0.115, 0.34), (0.07, 0.42)):
        far = -1600
        cone = [
            (x, y - 9),
            (far, y - 9 + (x - far) * (AIM - spread)),
            (far, y + 9 + (x - far) * (AIM + spread)),
            (x, y + 9),
        ]
        sheet.light(sheet.shape(cone).blur(1.5), soft, strength)
    away = linear((x, 0), (x + 560, 0), (0, "#ffe7b0"), (0.4, "#8f7444"), (1, "#000000"))
    sheet.light(
        sheet.shape([(x, y - 9), (2160, y - 150), (2160, y + 40), (x, y + 9)]).blur(2), away, 0.4
    )


def sea(sheet: Sheet) -> None:
    """Dark water, band upon band."""
    rng, x = np.random.default_rng(23), np.linspace(-20, 2020, 300)
    sheet.lay(sheet.shape(box(-5, HORIZON, 2005, 1010)), "#1d4a53", brush=0.05)
    for i, share in enumerate(np.linspace(0.02, 0.95, 13)):
        y = HORIZON + 332 * share**1.4
        line = y + 9 * share * wander(300, 26, rng) + 4 * share * wander(300, 7, rng)
        tone = mix("#1d4a53" if i % 2 else "#255963", "#071519", 0.12 + 0.85 * share)
        sheet.lay(
            sheet.shape([*zip(x, line, strict=True), (2020, 1010), (-20, 1010)]), tone, brush=0.05
        )


def shine(x: Array, y: Array) -> Array:
    """How much lamplight a wave at (x, y) throws back."""
    near = (y - HORIZON) / 332
    below = np.exp(-(((x - X + 20) / (34 + 130 * near)) ** 2)) * (1 - 0.45 * near)
    path = np.exp(-(((x - 1050 + 1250 * near) / (420 + 500 * near)) ** 2)) * np.exp(-near / 0.6)
    return below + 0.55 * path


def glitter(sheet: Sheet) -> None:
    """Every wave a small stroke; those in the light are gold."""
    rng = np.random.default_rng(29)
    count = 1500
    near = rng.uniform(0.01, 1, count) ** 1.25
    x, y = rng.uniform(-20, 2020, count), HORIZON + 4 + near * 330
    gold = shine(x, y) * rng.uniform(0.4, 1.25, count)
    groups: dict[str, list] = {"#ffe9b8": [], "#e9b368": [], "#8d7a4f": [], "#3b737b": []}
    for k in range(count):
        half = (6 + 42 * near[k]) * rng.uniform(0.4, 1.2)
        at = np.array(
            [(x[k] - half, y[k] + 1), (x[k], y[k] - 1.5 - 3 * near[k]), (x[k] + half, y[k] + 1)]
        )
        tone = (
            "#ffe9b8"
            if gold[k] > 0.72
            else "#e9b368"
            if gold[k] > 0.42
            else "#8d7a4f"
            if gold[k] > 0.24
            else "#3b737b"
        )
        if tone == "#3b737b" and rng.random() < 0.5:
            continue
        groups[tone].append(
            ribbon(spline(at, 12), (1 + 4.2 * near[k]) * np.sin(np.linspace(0.1, np.pi - 0.1, 12)))
        )
    for tone, strokes in groups.items():
        sheet.lay(sheet.shape(*strokes), tone, 0.4 if tone == "#3b737b" else 0.9)


def rock(sheet: Sheet) -> None:
    """The rock in broad cuts: its dark body, then the faces that see the lamp."""
    body = [
        (1120, 700),
        (1160, 676),
        (1222, 668),
        (1258, 640),
        (1330, 628),
        (1372, 604),
        (1440, 596),
        (1520, 604),
        (1560, 628),
        (1640, 640),
        (1700, 668),
        (1790, 680),
        (1850, 702),
        (1700, 716),
        (1400, 722),
        (1200, 714),
    ]
    sheet.shade(sheet.disc(1480, 716, 400, 0.07).blur(9), "#020708", 0.5)
    sheet.lay(sheet.shape(body), "#0b1d22", brush=0.08)
    faces = (
        ([(1258, 640), (1330, 628), (1372, 604), (1392, 640), (1330, 676), (1270, 668)], "#23474d"),
        ([(1372, 604), (1440, 596), (1520, 604), (1500, 632), (1392, 640)], "#3b666a"),
        ([(1520, 604), (1560, 628), (1590, 672), (1500, 632)], "#16333a"),
        ([(1160, 676), (1222, 668), (1258, 640), (1270, 668), (1210, 694)], "#1a3a41"),
        ([(1392, 640), (1500, 632), (1540, 690), (1420, 700), (1330, 676)], "#142e34"),
        ([(1640, 640), (1700, 668), (1680, 696), (1610, 690)], "#142e34"),
    )
    for points, tone in faces:
        sheet.lay(sheet.shape(points), tone, brush=0.1)
    rng = np.random.default_rng(4)
    at = np.linspace(1105, 1865, 200)
    foam = np.stack([at, 711 + 2.2 * wander(200, 9, rng)], 1)
    sheet.lay(sheet.shape(ribbon(foam, np.abs(3 + 3 * wander(200, 6, rng)))), "#a9c6c6", 0.75)


def house(sheet: Sheet) -> None:
    """The keeper's house, and the light in its window."""
    sheet.lay(sheet.shape(box(1520, 562, 1618, 616)), "#5f8488", brush=0.04)
    sheet.lay(sheet.shape([(1508, 564), (1536, 530), (1606, 530), (1630, 564)]), "#5b1c12")
    sheet.lay(sheet.shape(box(1548, 578, 1568, 602)), AMBER[0])


def tower(sheet: Sheet) -> None:
    """The tower, white and red, and its small windows."""
    wall = sheet.shape([(X - 54, FOOT), (X - 33, TOP + 44), (X + 33, TOP + 44), (X + 54, FOOT)])
    sheet.lay(
        wall,
        linear((X - 56, 0), (X + 56, 0), (0, "#f1ead6"), (0.45, "#c3d0cb"), (1, "#4c757b")),
        brush=0.03,
    )
    for low, high in ((TOP + 110, TOP + 186), (TOP + 262, TOP + 338)):
        red = linear((X - 56, 0), (X + 56, 0), (0, "#b23a25"), (0.5, "#8f2413"), (1, "#4a150e"))
        sheet.lay(sheet.shape(box(X - 70, low, X + 70, high)).within(wall), red, brush=0.03)
    for y in (TOP + 84, TOP + 222, TOP + 360):
        sheet.lay(
            sheet.shape(
                [(X - 6, y + 12), (X - 6, y - 8), (X, y - 14), (X + 6, y - 8), (X + 6, y + 12)]
            ),
            "#f0c47a",
        )


def lantern(sheet: Sheet) -> None:
    """Gallery, lantern, cap, and the glow about them."""
    sheet.lay(sheet.shape(box(X - 48, TOP + 34, X + 48, TOP + 46)), "#0d2126")
    rails = [[(a, TOP + 34), (a, TOP + 16)] for a in range(X - 46, X + 47, 10)] + [
        [(X - 47, TOP + 16), (X + 47, TOP + 16)]
    ]
    sheet.lay(sheet.lines(rails, 2), "#0d2126")
    sheet.lay(sheet.shape(box(X - 24, TOP - 18, X + 24, TOP + 34)), "#fff3cf")
    sheet.lay(
        sheet.lines([[(a, TOP - 18), (a, TOP + 34)] for a in (X - 24, X - 9, X + 9, X + 24)], 3),
        "#0d2126",
    )
    cap = [
        (X - 32, TOP - 18),
        *spline(
            [
                (X - 26, TOP - 20),
                (X - 16, TOP - 44),
                (X, TOP - 54),
                (X + 16, TOP - 44),
                (X + 26, TOP - 20),
            ],
            40,
        ),
        (X + 32, TOP - 18),
    ]
    sheet.lay(sheet.shape(cap), "#6e1c10")
    sheet.lay(sheet.lines([[(X, TOP - 52), (X, TOP - 80)]], 3), "#0d2126")
    glow = radial(
        LANTERN,
        330,
        (0, "#fff0c8"),
        (0.1, "#d9a55c"),
        (0.3, "#5d3f1e"),
        (0.6, "#1a1209"),
        (1, "#000000"),
    )
    sheet.light(sheet.disc(*LANTERN, 330), glow, 0.85)


def boat(sheet: Sheet) -> None:
    """A small sail on the horizon."""
    sail = [(352, HORIZON + 2), (352, HORIZON - 36), (374, HORIZON + 2)]
    sheet.lay(sheet.shape(sail), PAPER, 0.55)
    sheet.lay(
        sheet.shape(
            [(332, HORIZON + 4), (384, HORIZON + 4), (374, HORIZON + 12), (342, HORIZON + 12)]
        ),
        "#0b1d22",
    )


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(2000, 1000, seed=61)
    sky(sheet)
    beam(sheet)
    sea(sheet)
    glitter(sheet)
    rock(sheet)
    house(sheet)
    tower(sheet)
    lantern(sheet)
    boat(sheet)
    x, y = sheet.all().grids()
    night = smooth(0.75, 1.5, np.hypot((x - 1050) / 1050, (y - 450) / 620))
    sheet.shade(sheet.field(night), "#050d10", 0.6)
    return sheet
