"""A bench under a plane tree, late in the afternoon, and the long shadows of both."""

import numpy as np

from .colour import AMBER, RED, Array, Points, linear, mix, radial, smooth
from .sheet import Mask, Sheet
from .space import Camera, ribbon, spline
from .texture import cloud

CAMERA = Camera((0, -6.6, 1.75), (0, 4, 1.75), 1420, (1000, 610))
SUN = np.array([-1.0, -0.21, -0.25])  # the way the light goes: to the left, towards us, and down
TREE = (1.62, 1.9)
SEAT = (-1.75, 0.25)  # the left near foot of the bench
FAR = (  # middle, half width, half height of each mass of leaves
    (300, -20, 300, 110), (640, 40, 330, 150), (980, 60, 360, 190), (1330, 90, 360, 200),
    (1700, 90, 330, 210), (1950, 120, 240, 200),
)  # fmt: skip
NEAR = (  # middle, half width, half height of each mass of leaves
    (480, -10, 300, 110), (820, 30, 260, 120), (690, 110, 170, 70), (1120, 0, 330, 120),
    (1010, 170, 190, 80), (1480, 10, 330, 130), (1800, 60, 260, 160), (1660, 220, 210, 84),
    (1900, 290, 170, 80), (1340, 150, 150, 62),
)  # fmt: skip


def see(*points) -> Array:
    """Points in space on the sheet."""
    return CAMERA.see(np.array(points, float))


def fallen(points: Points) -> Array:
    """Where the shadows of points in space lie on the ground, on the sheet."""
    p = np.asarray(points, float)
    ground = p + SUN * (p[:, 2:3] / -SUN[2])
    return CAMERA.see(ground)


def distance(sheet: Sheet) -> None:
    """Sky and far trees."""
    sky = linear((2000, 0), (300, 620), (0, "#fff0c6"), (0.4, "#f6dfae"), (1, "#c9d3bd"))
    sheet.lay(sheet.all(), sky, brush=0.012)
    for base, size, seed, tone in (
        (500, 78, 3, "#c9cba4"),
        (540, 62, 5, "#adb288"),
        (580, 48, 9, "#8f966c"),
    ):
        rng = np.random.default_rng(seed)
        crowns = [
            crown(x, base + rng.normal(0, 12), size * rng.uniform(0.6, 1.35), rng)
            for x in np.arange(-60, 2100, size * 0.8)
        ]
        body = sheet.shape(*crowns, np.array([(-20, base), (2020, base), (2020, 800), (-20, 800)]))
        sheet.lay(
            body, linear((2000, 0), (0, 0), (0, mix(tone, "#f9dfa2", 0.6)), (1, tone)), brush=0.04
        )


def square(sheet: Sheet) -> None:
    """The gravel and the low wall behind it."""
    gravel = linear((2000, 760), (0, 1250), (0, "#fde8b8"), (0.5, "#f0cd90"), (1, "#dcab6c"))
    sheet.lay(
        sheet.shape(see((-40, -5.2, 0), (40, -5.2, 0), (14, 8, 0), (-14, 8, 0))), gravel, brush=0.03
    )
    wall = see((-14, 8, 0), (14, 8, 0), (14, 8, 1.15), (-14, 8, 1.15))
    sheet.shade(
        sheet.shape(see((-14, 7.2, 0), (14, 7.2, 0), (14, 8, 0), (-14, 8, 0))).blur(5),
        "#9a6a48",
        0.55,
    )
    sheet.lay(
        sheet.shape(wall), linear((2000, 0), (0, 0), (0, "#dfa878"), (1, "#a8694a")), brush=0.05
    )
    sheet.lay(
        sheet.shape(see((-14, 8, 1.15), (14, 8, 1.15), (14, 8, 1.3), (-14, 8, 1.3))),
        linear((2000, 0), (0, 0), (0, "#fbe4b4"), (1, "#d9b088")),
        brush=0.03,
    )


def pebbles(sheet: Sheet) -> None:
    """Specks on the gravel, dark and light."""
    rng = np.random.default_rng(4)
    y = 795 + 455 * rng.uniform(0, 1, 900) ** 1.2
    size = 1 + (y - 780) / 130
    specks = [
        np.array([(a, b), (a + 2.4 * s, b + 0.3)])
        for a, b, s in zip(rng.uniform(0, 2000, 900), y, size, strict=True)
    ]
    sheet.shade(sheet.lines(specks[:450], 1.8), "#b98350", 0.5)
    sheet.lay(sheet.lines(specks[450:], 1.8), "#fff3d0", 0.6)


def crown(x: float, y: float, size: float, rng: np.random.Generator) -> Array:
    """The round outline of a far tree."""
    a = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    r = size * (
        1 + 0.07 * np.sin(5 * a + rng.uniform(0, 6)) + 0.05 * np.sin(9 * a + rng.uniform(0, 6))
    )
    return np.stack([x + r * np.cos(a), y + 0.85 * r * np.sin(a)], 1)


def trunk_lines() -> list[tuple[Array, Array]]:
    """Trunk and boughs as paths in the plane of the tree, with their widths."""
    trunk = spline(
        [(0, 0), (-0.03, 0.9), (0.04, 1.9), (-0.1, 2.75), (-0.6, 3.6), (-1.5, 4.4), (-2.4, 5.0)],
        150,
    )
    wide = np.interp(
        np.linspace(0, 1, 150), [0, 0.02, 0.05, 0.13, 0.42, 1], [1.14, 1.0, 0.82, 0.68, 0.6, 0.2]
    )
    right = spline([(0.06, 1.9), (0.2, 2.7), (0.55, 3.6), (1.6, 5.2)], 60)
    low = spline([(0.0, 1.9), (0.42, 2.5), (1.25, 3.0), (2.2, 3.7)], 60)
    taper = np.linspace(1, 0.35, 60)
    return [(low, 0.3 * taper), (right, 0.44 * taper), (trunk, wide)]


def upright(path: Array) -> Array:
    """Points of the plane of the tree, in space."""
    return np.stack([path[:, 0] + TREE[0], 0 * path[:, 0] + TREE[1], path[:, 1]], 1)


def bark(sheet: Sheet) -> None:
    """The mottled bark of a plane: cream, olive and grey, in flakes."""
    fine, coarse = cloud(2000, 1250, 46, 14, 2), cloud(2000, 1250, 70, 23, 2)
    foot = CAMERA.see((*TREE, 0.0))
    sheet.lay(sheet.disc(foot[0], foot[1] - 2, 80, 0.12), "#75674a", brush=0.03)
    for path, wide in trunk_lines():
        side = wide[:, None] * np.array([1.0, 0.0])
        limb = whole(sheet.shape(CAMERA.see(upright(ribbon(path, wide)))), sheet)
        where = np.s_[
            limb.top : limb.top + limb.alpha.shape[0], limb.left : limb.left + limb.alpha.shape[1]
        ]
        sheet.lay(limb, "#b5aa80", brush=0.03)
        sheet.lay(limb.times(smooth(0.2, 0.3, coarse[where])), "#e9d9a8", 0.9)
        sheet.lay(limb.times(smooth(0.5, 0.58, fine[where])), "#7d7a58", 0.85)
        sheet.lay(limb.times(smooth(1.15, 1.22, fine[where])), "#57543d", 0.85)
        for shift, share, strength in ((-0.36, 0.5, 0.6), (-0.24, 0.62, 0.35)):
            dark = sheet.shape(CAMERA.see(upright(ribbon(path + shift * side, wide * share))))
            sheet.shade(dark.blur(7).within(limb), "#4a3428", strength)
        sun = sheet.shape(CAMERA.see(upright(ribbon(path + 0.42 * side, wide * 0.22))))
        sheet.light(sun.blur(5).within(limb), "#f0b765", 0.5)


def whole(mask: Mask, sheet: Sheet) -> Mask:
    """The part of a mask that lies on the sheet."""
    x, y = max(0, -mask.left), max(0, -mask.top)
    left, top = mask.left + x, mask.top + y
    return Mask(left, top, mask.alpha[y : y + sheet.height - top, x : x + sheet.width - left])


def leaf_shapes(middle: Array, size: Array, turn: Array) -> list[Array]:
    """Leaves, as short dabs of a brush that end in a point."""
    t = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    dab = np.stack([np.cos(t), 0.56 * np.sin(t) * (1 - 0.35 * np.cos(t))], 1)
    c, s = np.cos(turn), np.sin(turn)
    x = dab[:, 0] * c[:, None] - dab[:, 1] * s[:, None]
    y = dab[:, 0] * s[:, None] + dab[:, 1] * c[:, None]
    return list(middle[:, None] + np.stack([x, y], 2) * size[:, None, None])


def canopy(sheet: Sheet, front: bool) -> None:
    """Masses of leaves: the deep ones first, then those the sun finds."""
    rng = np.random.default_rng(60 + front)
    tones = (
        ("#37422f", "#57614a", "#858c5c", "#c4b872")
        if front
        else ("#2c3727", "#434f39", "#626d49", "#8f9160")
    )
    for x, y, wide, high in NEAR if front else FAR:
        count = int(wide * high / 34)
        a, r = rng.uniform(0, 2 * np.pi, count), np.sqrt(rng.uniform(0, 1, count))
        at = np.stack([x + wide * r * np.cos(a), y + high * r * np.sin(a)], 1) + rng.normal(
            0, 14, (count, 2)
        )
        lit = r * np.cos(a + 0.5) + rng.normal(0, 0.33, count)
        size = rng.uniform(9, 19, count)
        for level, tone in enumerate(tones):
            pick = (lit > (-9, -0.35, 0.2, 0.68)[level]) & (lit <= (-0.35, 0.2, 0.68, 9)[level])
            sheet.lay(
                sheet.shape(*leaf_shapes(at[pick], size[pick], rng.normal(0.7, 0.8, pick.sum()))),
                tone,
                brush=0.04,
            )


def shadows(sheet: Sheet) -> None:
    """The long shadows, cool on the warm gravel."""
    way = SUN[:2] / -SUN[2]
    tone = linear((1400, 0), (0, 0), (0, "#6a5048"), (0.5, "#86695a"), (1, "#a3826a"))
    for base, long in (
        (TREE, 3.2),
        ((6.6, -0.5), 3.0),
    ):  # the second tree stands outside the picture
        path = np.array(base) + np.linspace(-0.02, long, 60)[:, None] * way
        wide = np.interp(np.linspace(0, 1, 60), [0, 0.03, 0.1, 1], [0.86, 0.8, 0.68, 0.56])
        flat = ribbon(path, wide)
        trunk = sheet.shape(CAMERA.see(np.concatenate([flat, np.zeros((len(flat), 1))], 1)))
        sheet.shade(trunk.blur(4 if base is TREE else 9), tone, 0.85 if base is TREE else 0.6)
    bars = [fallen(np.array(part, float)) for part in bench_parts()]
    sheet.shade(sheet.shape(*bars).blur(2.5), tone, 0.85)


def slab(
    x0: float, x1: float, y0: float, y1: float, z0: float, z1: float
) -> list[list[tuple[float, float, float]]]:
    """The three faces of a bar that we can see: top, front, right end."""
    top = [(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)]
    front = [(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)]
    end = [(x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1)]
    return [top, front, end]


def bench_bars() -> list[tuple[list, str]]:
    """Every bar of the bench from the back to the front, and what it is made of."""
    x, y = SEAT
    bars = []
    for z in (0.56, 0.72, 0.88):
        bars.append(
            (
                slab(
                    x,
                    x + 2.3,
                    y + 0.5 + 0.12 * (z - 0.5),
                    y + 0.55 + 0.12 * (z - 0.5),
                    z,
                    z + 0.115,
                ),
                "wood",
            )
        )
    for left in (x + 0.16, x + 2.06):
        bars.append((slab(left, left + 0.07, y + 0.44, y + 0.5, 0, 1.0), "iron"))
    for k in range(3, -1, -1):
        bars.append((slab(x, x + 2.3, y + k * 0.13, y + k * 0.13 + 0.1, 0.42, 0.465), "wood"))
    for left in (x + 0.16, x + 2.06):
        bars.append((slab(left, left + 0.07, y, y + 0.06, 0, 0.42), "iron"))
    return bars


def bench_parts() -> list:
    """All faces of the bench."""
    return [face for faces, _ in bench_bars() for face in faces]


def bench(sheet: Sheet) -> None:
    """The bench, a book left on it."""
    tones = {"wood": ("#d98f4a", "#8a4524", "#f7c87e"), "iron": ("#57614a", "#20281f", "#8f8a5c")}
    for faces, kind in bench_bars():
        for face, tone in zip(faces, tones[kind], strict=True):
            sheet.lay(sheet.shape(see(*face)), tone, brush=0.03)
    x, y = SEAT[0] + 1.42, SEAT[1] + 0.12
    for faces, colours in (
        (slab(x, x + 0.36, y, y + 0.26, 0.465, 0.475), (RED, "#6b170c", "#b23a22")),
        (
            slab(x + 0.01, x + 0.35, y + 0.01, y + 0.25, 0.475, 0.52),
            ("#fff3d6", "#e2c691", "#fffaf0"),
        ),
        (slab(x, x + 0.36, y, y + 0.26, 0.52, 0.53), ("#a93622", "#6b170c", "#d0563a")),
    ):
        for face, tone in zip(faces, colours, strict=True):
            sheet.lay(sheet.shape(see(*face)), tone)


def litter(sheet: Sheet) -> None:
    """Leaves on the ground, one on the seat."""
    rng = np.random.default_rng(81)
    at = np.stack([rng.uniform(150, 1950, 34), 915 + 310 * rng.uniform(0, 1, 34) ** 1.2], 1)
    size = 5 + (at[:, 1] - 800) / 34
    for k, outline in enumerate(leaf_shapes(np.zeros((34, 2)), size, rng.uniform(0, 6, 34))):
        flat = outline * (1, 0.42) + at[k]
        sheet.shade(sheet.shape(flat + (-size[k] * 0.7, 2)).blur(1.5), "#8a6a50", 0.7)
        sheet.lay(sheet.shape(flat), (AMBER[2], "#c98f4f", "#8a7a42", "#b5562c")[k % 4])


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(seed=141)
    distance(sheet)
    square(sheet)
    pebbles(sheet)
    shadows(sheet)
    canopy(sheet, False)
    bark(sheet)
    canopy(sheet, True)
    litter(sheet)
    bench(sheet)
    sun = radial(
        (2080, 300), 1500, (0, "#ffe2a0"), (0.3, "#8a5a26"), (0.7, "#20140a"), (1, "#000000")
    )
    sheet.light(sheet.all(), sun, 0.5)
    return sheet
