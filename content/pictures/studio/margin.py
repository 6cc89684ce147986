"""Lamplight falling across an open book in the dark, its margins in use."""

import numpy as np

from .colour import RED, Array, Points, radial, ramp, smooth
from .script import Path, place, printed, written
from .sheet import Sheet
from .space import Camera, ribbon, spline, turned

CAMERA = Camera((0.3, -1.75, 2.15), (0.25, 0.02, 0.05), 1800, (1000, 640))
LAMP = np.array([0.95, 0.62, 1.0])
TILT = 0.13
HAND = [
    [
        (-0.1, 0.45),
        (-0.8, 0.44),
        (-1.5, 0.38),
        (-1.62, 0.27),
        (-1.5, 0.16),
        (-0.8, 0.15),
        (-0.2, 0.13),
    ],
    [(-0.3, 0.14), (-0.5, 0.06), (-0.5, -0.06), (-0.3, -0.12), (0.05, -0.1)],
    [(-0.4, -0.11), (-0.48, -0.22), (-0.38, -0.33), (-0.1, -0.34), (0.1, -0.3)],
    [(-0.28, -0.34), (-0.3, -0.46), (-0.15, -0.56), (0.2, -0.55), (0.8, -0.45)],
    [(-0.1, 0.45), (-0.42, 0.56), (-0.52, 0.72), (-0.35, 0.8), (0.1, 0.68), (0.8, 0.6)],
    [(0.8, -0.62), (0.86, 0.0), (0.8, 0.76)],
    [(0.8, 0.76), (1.15, 0.8), (1.18, 0.0), (1.15, -0.66), (0.8, -0.62)],
    [(1.16, 0.6), (1.9, 0.72)],
    [(1.17, -0.48), (1.9, -0.6)],
    [(0.96, 0.55), (0.98, 0.0), (0.96, -0.42)],
]


def rise(u: Array) -> Array:
    """How high the page lifts off the table at a distance u from the gutter."""
    root = 1 - np.exp(-u * 11)
    return 0.02 + 0.075 * root + 0.085 * np.exp(-(((u - 0.22) / 0.36) ** 2)) * root


def solid(side: int, uv: Array) -> Array:
    """Points of the left (-1) or right (1) page in space; v runs up the page."""
    u, v = uv[..., 0], uv[..., 1]
    flat = turned(np.stack([side * u, v], -1).reshape(-1, 2), TILT).reshape(*u.shape, 2)
    return np.concatenate([flat, rise(np.maximum(u, 0))[..., None]], -1)


def seen(side: int, uv: Points) -> Array:
    """The same points as they stand on the sheet."""
    return CAMERA.see(solid(side, np.asarray(uv, float)))


def outline(side: int, wide: float = 1.0, high: float = 0.7) -> Array:
    """The edge of a page."""
    u, one = np.linspace(0, wide, 90), np.ones(90)
    top, foot = np.stack([u, high * one], 1), np.stack([u, -high * one], 1)
    return np.concatenate([seen(side, top), seen(side, foot[::-1])])


def on_table(points: Array, z: float = 0) -> Array:
    """Points of the table, given in the book's own directions."""
    flat = turned(points, TILT)
    return CAMERA.see(np.concatenate([flat, np.full((len(flat), 1), z)], 1))


def pool(x: Array, y: Array) -> Array:
    """The lampshade's pool of light upon the table."""
    return 1 - smooth(0.72, 1.4, np.hypot((x - 0.62) / 1.15, (y - 0.15) / 0.95))


def lamplight(points: Array, normal: Array) -> Array:
    """How strongly the lamp lights a surface."""
    ray = LAMP - points
    far = np.linalg.norm(ray, axis=-1)
    slope = np.maximum((ray * normal).sum(-1) / far, 0)
    return 1.45 * slope**0.8 / far**1.3 * pool(points[..., 0], points[..., 1])


def page_light(sheet: Sheet, side: int) -> Array:
    """The light on one page, everywhere on the sheet."""
    u, v = np.meshgrid(np.linspace(0, 1.02, 100), np.linspace(-0.74, 0.74, 61), indexing="ij")
    space = solid(side, np.stack([u, v], -1))
    du, dv = np.gradient(space, axis=0), np.gradient(space, axis=1)
    normal = np.cross(du, dv) * side
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    values = lamplight(space, normal) * (0.55 + 0.45 * smooth(0, 0.13, u))
    return sheet.mesh(CAMERA.see(space), values[:-1, :-1], 3)


def table(sheet: Sheet) -> None:
    """The dark table, the pool of light on it, and the book's shadow."""
    x, y = np.meshgrid(np.linspace(-3.2, 3.6, 130), np.linspace(-1.3, 3.6, 100), indexing="ij")
    space = np.stack([x, y, 0 * x], -1)
    glow = lamplight(space, np.array([0, 0, 1.0]))[:-1, :-1]
    glow = sheet.mesh(CAMERA.see(space), glow, 14)
    tones = ramp(glow, (0, "#150e0e"), (0.35, "#2f1714"), (0.9, "#6a301b"), (1.5, "#a85a2d"))
    sheet.lay(sheet.all(), tones, brush=0.05)
    corners = np.array([(-1.16, -0.66), (0.98, -0.78), (1.0, 0.66), (-1.16, 0.72)])
    sheet.shade(sheet.shape(on_table(corners)).blur(26), "#0c0707", 0.85)


def board_and_edges(sheet: Sheet) -> None:
    """The cover beneath, and the edges of all the pages not open."""
    sheet.lay(
        sheet.shape(
            on_table(np.array([(-1.06, -0.745), (1.06, -0.745), (1.06, 0.745), (-1.06, 0.745)]))
        ),
        radial((1500, 200), 1500, (0, "#8a3a20"), (0.5, "#4d1813"), (1, "#1f0c0c")),
    )
    for side in (-1, 1):
        for share in np.linspace(0, 1, 15):
            u = np.linspace(0, 1.03 - 0.03 * share, 80)
            path = np.concatenate([np.stack([u, -0.7 + 0 * u], 1), [(u[-1], 0.7)]])
            space = solid(side, path)
            space[:, 2] = 0.012 + (space[:, 2] - 0.012) * share
            tone = ("#a86a3c", "#5b2d1b", "#c98a50")[round(share * 14) % 3]
            shine = radial((1500, 620), 1250, (0, tone), (0.55, "#4a2216"), (1, "#1c0f0e"))
            sheet.lay(sheet.lines([CAMERA.see(space)], 6), shine)


def column(rng: np.random.Generator, side: int, left: float, right: float) -> list[Path]:
    """A page of print."""
    paths: list[Path] = []
    size = 0.0155
    for row in range(23):
        wide = (
            right - left if row not in (6, 15, 22) else (right - left) * (0.62, 0.4, 0.78)[row % 3]
        )
        start = left + (0.03 if row in (0, 7, 16) else 0)
        top = 0.55 - 0.049 * row
        lines = printed(rng, (left + wide - start) / size)
        for line in lines:
            u = start + line[:, 0] * size
            paths.append(
                seen(
                    side,
                    np.stack([u if side > 0 else left + right - u, top + line[:, 1] * size], 1),
                )
            )
    return paths


def note(
    rng: np.random.Generator, side: int, u: float, v: float, rows: int, wide: float
) -> list[Path]:
    """A few lines of handwriting in the margin."""
    paths, size = [], 0.0135
    for row in range(rows):
        tilt = rng.uniform(0.0, 0.06)
        length = wide * rng.uniform(0.8, 1) * (0.6 if row == rows - 1 else 1) / size

        def put(p: Array, top: float = v - row * 0.047, tilt: float = tilt) -> Array:
            s = p[:, 0] * size
            return seen(side, np.stack([side * s + u, top + p[:, 1] * size + s * tilt], 1))

        paths += place(written(rng, length), put)
    return paths


def marks(sheet: Sheet, rng: np.random.Generator) -> None:
    """What readers left: notes, a pointing hand, a bracket, underlinings."""
    ink = note(rng, 1, 0.765, 0.50, 4, 0.19) + note(rng, 1, 0.765, -0.30, 3, 0.19)
    ink += note(rng, -1, 0.96, 0.34, 3, 0.19)
    sheet.shade(sheet.lines(ink, 2.1), "#2a3f49", 0.9)
    red = note(rng, -1, 0.96, -0.2, 4, 0.17)
    red.append(
        seen(
            1,
            spline(
                [
                    (0.725, 0.2),
                    (0.742, 0.185),
                    (0.738, 0.12),
                    (0.75, 0.095),
                    (0.738, 0.07),
                    (0.742, 0.0),
                    (0.725, -0.015),
                ]
            ),
        )
    )
    red += [
        seen(1, spline([(a, v), ((a + b) / 2, v - 0.004), (b, v + 0.002)]))
        for a, b, v in ((0.2, 0.69, 0.142), (0.13, 0.5, 0.093))
    ]
    sheet.shade(sheet.lines(red, 3), RED, 0.85)
    hand = [seen(1, np.array(spline(p, 40)) * 0.056 + (0.855, 0.09)) for p in HAND]
    sheet.shade(sheet.lines(hand, 3.6), RED, 0.95)


def ribbon_mark(sheet: Sheet) -> None:
    """The red ribbon that hangs out of the gutter."""
    path = spline(
        [
            (0.0, 0.7),
            (0.004, 0.2),
            (0.0, -0.2),
            (0.012, -0.5),
            (0.0, -0.72),
            (-0.05, -0.86),
            (-0.03, -1.02),
        ],
        80,
    )
    at = CAMERA.see(np.concatenate([turned(path, TILT), 0.045 * np.ones((80, 1))], 1))
    sheet.shade(sheet.shape(ribbon(at + (-9, 8), 26)).blur(5), "#000000", 0.6)
    sheet.lay(sheet.shape(ribbon(at, 22)), radial((1200, 800), 600, (0, "#b23a22"), (1, "#4a120c")))


def paint() -> Sheet:
    """Paint the picture."""
    sheet, rng = Sheet(), np.random.default_rng(14)
    table(sheet)
    board_and_edges(sheet)
    for side in (-1, 1):
        glow = page_light(sheet, side)
        paper = ramp(
            glow,
            (0, "#1a1110"),
            (0.16, "#351a17"),
            (0.42, "#8f4623"),
            (0.72, "#dd9a54"),
            (1.0, "#fbdfa6"),
            (1.35, "#fff3d2"),
        )
        page = sheet.shape(outline(side))
        sheet.lay(page, paper, brush=0.012)
        text = column(rng, side, *((0.11, 0.69) if side > 0 else (0.1, 0.7)))
        sheet.shade(sheet.lines(text, 2.3).within(page), "#2a1712", 0.86)
    marks(sheet, rng)
    ribbon_mark(sheet)
    return sheet
