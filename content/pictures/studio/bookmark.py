"""A red ribbon across an open page; beyond it, evening from the window of a train."""

import numpy as np

from .colour import AMBER, Array, Points, linear, mix, radial, ramp, smooth
from .margin import rise
from .script import printed
from .sheet import Mask, Sheet
from .space import Camera, ribbon, rounded, spline, turned
from .texture import wander

CAMERA = Camera((0.16, -2.15, 1.72), (0.16, 0.05, 0.0), 1720, (700, 1500))
TILT, SILL = -0.07, 1010


def solid(side: int, uv: Points) -> Array:
    """Points of a page in space."""
    uv = np.asarray(uv, float)
    u, v = uv[..., 0], uv[..., 1]
    flat = turned(np.stack([side * u, v], -1).reshape(-1, 2), TILT).reshape(*u.shape, 2)
    return np.concatenate([flat, rise(np.maximum(u, 0))[..., None]], -1)


def seen(side: int, uv: Points) -> Array:
    """The same points on the sheet."""
    return CAMERA.see(solid(side, uv))


def evening(sheet: Sheet, pane: Mask) -> None:
    """Bands of sky."""
    tones = (
        (0, "#12333b"),
        (0.28, "#3b6b73"),
        (0.5, "#8fb0b3"),
        (0.66, "#e8d9b4"),
        (0.8, "#f4bd74"),
        (0.92, "#e08a4a"),
        (1, "#c4623a"),
    )
    sheet.lay(pane, linear((0, 40), (0, 640), *tones), brush=0.02)
    rng = np.random.default_rng(9)
    for y, x, long, thick, tone in (
        (170, 980, 900, 26, "#4f7f86"),
        (255, 420, 1000, 24, "#7fa6a8"),
        (330, 1050, 800, 20, "#c5cdbc"),
        (402, 500, 1000, 18, "#f5dca6"),
        (470, 900, 1100, 18, "#f7cd8c"),
        (540, 500, 1000, 13, "#eda561"),
    ):
        path = np.stack(
            [np.linspace(x - long / 2, x + long / 2, 90), y + 3 * wander(90, 24, rng)], 1
        )
        swell = np.sin(np.linspace(0, np.pi, 90)) * (1 + 0.3 * wander(90, 12, rng))
        sheet.lay(
            sheet.shape(ribbon(path, thick * np.abs(swell))).within(pane), tone, 0.75, brush=0.03
        )
    sun = sheet.disc(960, 588, 74).within(pane)
    halo = radial(
        (960, 588), 420, (0, "#ffd58a"), (0.25, "#8a4f22"), (0.6, "#241208"), (1, "#000000")
    )
    sheet.light(sheet.disc(960, 588, 420).within(pane), halo, 0.7)
    sheet.lay(sun, radial((960, 588), 80, (0, "#fff8e2"), (1, "#ffe2a4")))


def country(sheet: Sheet, pane: Mask) -> None:
    """Hills and fields that slide by, the nearer the faster."""
    x = np.linspace(0, 1400, 300)
    rows = (
        (604, 34, 60, "#8f5a52", 1),
        (648, 26, 46, "#6a4a4c", 2),
        (694, 20, 60, "#4a4348", 3),
        (742, 10, 90, "#36404a", 4),
        (788, 6, 120, "#28383f", 5),
        (838, 4, 140, "#1b2c33", 6),
        (890, 3, 160, "#121f25", 7),
    )
    for base, rough, step, tone, seed in rows:
        line = base - rough * wander(300, step, np.random.default_rng(seed + 20))
        body = sheet.shape([*zip(x, line, strict=True), (1400, 1100), (0, 1100)])
        sheet.lay(body.within(pane), tone, brush=0.04)
        edge = sheet.lines([np.stack([x, line + 1], 1)], 2).within(pane)
        sheet.lay(edge, "#f4bd74", 0.35 / (1 + 0.3 * seed))
    rng = np.random.default_rng(12)
    for _ in range(46):  # what is near passes as streaks
        y = rng.uniform(760, 990)
        left, long = rng.uniform(0, 1300), rng.uniform(120, 460)
        at = np.array([(left, y), (left + long / 2, y), (left + long, y)])
        tone = str(rng.choice(["#c47a46", "#3b6b73", "#e9a65a", "#57614a"]))
        sheet.lay(sheet.shape(ribbon(at, np.array([0.3, 4.5, 0.3]))).within(pane), tone, 0.4)
    for left in (250, 1180):
        pole = sheet.shape(
            ribbon(np.array([(left, 230), (left + 3, 980)]), np.array([9, 15]))
        ).within(pane)
        arm = sheet.shape(ribbon(np.array([(left - 62, 292), (left + 62, 292)]), 8)).within(pane)
        sheet.lay(pole, "#1b2328", 0.95)
        sheet.lay(arm, "#1b2328", 0.95)
    for drop in (0, 1):
        off = -56 + 112 * drop
        sag = [
            spline(
                [(left + off, 290), ((left + right) / 2 + off, 372 + 8 * drop), (right + off, 290)],
                60,
            )
            for left, right in ((-680, 250), (250, 1180), (1180, 2110))
        ]
        sheet.lay(sheet.lines(sag, 2.6).within(pane), "#1b2328", 0.8)


def carriage(sheet: Sheet, outline: Array) -> None:
    """The window frame, the sill, and the little table."""
    wall = sheet.shape(
        np.array([(-5, -5), (1405, -5), (1405, SILL + 20), (-5, SILL + 20)]), holes=[outline]
    )
    sheet.lay(
        wall,
        linear((0, 0), (1400, 900), (0, "#3a1a16"), (0.6, "#2a1412"), (1, "#1a0d0d")),
        brush=0.05,
    )
    grown = rounded(62, 12, 1338, 958, 92)
    rim = sheet.shape(grown, holes=[outline])
    sheet.lay(
        rim,
        linear((0, 0), (1300, 960), (0, "#6d4423"), (0.5, "#c08a4c"), (1, "#8a5629")),
        brush=0.03,
    )
    glint = sheet.lines([outline], 3)
    sheet.lay(glint, "#f4cf92", 0.5)


def tabletop(sheet: Sheet) -> None:
    """Wood, with the evening on it."""
    wood = linear((0, SILL), (0, 1900), (0, "#b06a38"), (0.25, "#6f3a20"), (1, "#22100d"))
    sheet.lay(
        sheet.shape(np.array([(-5, SILL), (1405, SILL), (1405, 1905), (-5, 1905)])),
        wood,
        brush=0.07,
    )
    sheet.lay(sheet.lines([[(-5, SILL + 2), (1405, SILL + 2)]], 5), "#f0b878", 0.8)
    ground = np.array([(-1.1, -0.76), (1.1, -0.76), (1.1, 0.74), (-1.1, 0.74)])
    flat = CAMERA.see(np.concatenate([turned(ground, TILT) + (0, -0.05), np.zeros((4, 1))], 1))
    sheet.shade(sheet.shape(flat).blur(22), "#1d0c08", 0.72)


def pages(sheet: Sheet) -> None:
    """Two pages, warm where they face the window."""
    rng = np.random.default_rng(44)
    for side in (-1, 1):
        u = np.linspace(0, 1, 90)
        for k in range(7, -1, -1):
            path = np.concatenate(
                [np.stack([u, 0.7 + 0 * u], 1), np.stack([u, -0.75 + 0 * u], 1)[::-1]]
            )
            tone = ("#d2a873", "#8a5a36")[k % 2]
            sheet.lay(
                sheet.shape(seen(side, path) + (side * k * 1.6, k * 2.4)), tone if k else "#f3dcae"
            )
        page = sheet.shape(seen(side, path))
        uu, vv = np.meshgrid(np.linspace(0, 1.02, 60), np.linspace(-0.8, 0.74, 50), indexing="ij")
        glow = (
            0.5
            + 0.42 * vv
            + 0.1 * side * np.cos(uu * 3)
            - 0.42 * np.exp(-uu / 0.05)
            + 0.1 * smooth(0, 0.3, uu)
        )
        value = sheet.mesh(seen(side, np.stack([uu, vv], -1)), glow[:-1, :-1], 5)
        tones = ramp(
            value,
            (0, "#5b3a30"),
            (0.2, "#a57a58"),
            (0.45, "#e2c08c"),
            (0.7, "#f8e0b0"),
            (0.95, "#fff4d8"),
        )
        sheet.lay(page, tones, brush=0.012)
        sheet.shade(sheet.lines(text(rng, side), 3.0).within(page), "#2a1712", 0.85)


def text(rng: np.random.Generator, side: int) -> list[Array]:
    """A page of print."""
    size, paths = 0.0165, []
    for row in range(24):
        left, right = (0.13, 0.82) if side > 0 else (0.12, 0.8)
        end = right - (0.3 if row in (6, 14) else 0)
        for line in printed(rng, (end - left) / size):
            u = left + line[:, 0] * size
            paths.append(
                seen(
                    side,
                    np.stack(
                        [
                            u if side > 0 else left + right - u,
                            0.55 - row * 0.053 + line[:, 1] * size,
                        ],
                        1,
                    ),
                )
            )
    return paths


def red_ribbon(sheet: Sheet) -> None:
    """The ribbon: out of the gutter, across the right page, over the edge."""
    track = spline(
        [
            (0.0, 0.7),
            (0.006, 0.6),
            (0.04, 0.46),
            (0.13, 0.32),
            (0.24, 0.14),
            (0.3, -0.1),
            (0.27, -0.34),
            (0.36, -0.56),
            (0.47, -0.75),
        ],
        160,
    )
    at = seen(1, track)
    below = at[-1]
    fall = spline([at[-1], below + (34, 60), below + (26, 150), below + (52, 260)], 40)[1:]
    path = np.concatenate([at, fall])
    wide = np.interp(np.arange(len(path)), [0, 40, 160, 199], [14, 34, 56, 62])
    wave = 0.5 + 0.5 * np.sin(np.arange(len(path)) / 19 + 0.6)
    sheet.shade(
        sheet.shape(ribbon(path + (-10, 20) * np.stack([wave, wave], 1) + (-4, 6), wide)).blur(7),
        "#2a0d08",
        0.65,
    )
    sheet.lay(
        sheet.shape(ribbon(path, wide)),
        linear((0, 1080), (0, 1900), (0, "#c8452c"), (0.4, "#a52d1a"), (1, "#5f150c")),
        brush=0.03,
    )
    side = ribbon(path, wide)
    half = len(path)
    for start in range(0, half - 8, 1):
        strip = np.array([side[start], side[start + 1], side[-start - 2], side[-start - 1]])
        tone = mix("#3d0a05", "#ef7a50", float(wave[start]))
        sheet.lay(sheet.shape(strip), tone, 0.2)
    sheet.lay(sheet.lines([side[:half], side[half:]], 2), "#5f150c", 0.7)


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(1400, 1900, seed=131)
    outline = rounded(84, 34, 1316, 936, 74)
    pane = sheet.shape(outline)
    evening(sheet, pane)
    country(sheet, pane)
    gleam = sheet.shape(np.array([(180, 936), (560, 34), (720, 34), (340, 936)])).within(pane)
    sheet.light(gleam, AMBER[0], 0.06)
    carriage(sheet, outline)
    tabletop(sheet)
    pages(sheet)
    red_ribbon(sheet)
    x, y = sheet.all().grids()
    sheet.shade(
        sheet.field(smooth(0.7, 1.35, np.hypot((x - 760) / 900, (y - 880) / 1000))), "#2a0f0c", 0.6
    )
    return sheet
