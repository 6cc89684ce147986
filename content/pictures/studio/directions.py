"""Two rivers of writing, from the left and from the right, that meet in the gutter of a book."""

import numpy as np

from .colour import Array, linear, radial, ramp
from .script import from_right, printed
from .sheet import Sheet
from .space import box, normals, spline

GUTTER, LINES, GAP = 1000, 11, 27


def edge(x: Array, y: float, way: int) -> Array:
    """The curved head or foot of the two pages."""
    far = np.abs(x - GUTTER) / 1000
    return y + way * (34 * np.exp(-far / 0.07) - 20 * np.exp(-(((far - 0.25) / 0.3) ** 2)))


def book(sheet: Sheet) -> None:
    """The open pages, their shadow, and the fall of light towards the gutter."""
    x = np.linspace(-60, 2060, 800)
    head, foot = edge(x, 92, 1), edge(x, 1172, 1) + 4
    pages = np.concatenate([np.stack([x, head], 1), np.stack([x, foot], 1)[::-1]])
    sheet.shade(sheet.shape(pages + (0, 22)).blur(20), "#000000", 0.7)
    for layer in range(6, 0, -1):
        sheet.lay(sheet.shape(pages + (0, layer * 3)), ("#b99868", "#e2cba0")[layer % 2])
    gx, gy = sheet.all().grids()
    far = np.abs(gx - GUTTER) / 1000
    value = (
        1
        - 0.6 * np.exp(-far / 0.022)
        - 0.2 * np.exp(-far / 0.12)
        + 0.05 * np.exp(-(((far - 0.3) / 0.16) ** 2))
    )
    value = value - 0.2 * np.hypot((gx - 1000) / 1400, (gy - 520) / 900) ** 2
    tones = ramp(
        value,
        (0.2, "#6d4225"),
        (0.5, "#b98450"),
        (0.75, "#eccf97"),
        (0.95, "#fbeccb"),
        (1.05, "#fffaec"),
    )
    sheet.lay(sheet.shape(pages), tones, brush=0.012)


def course(row: int, side: int, rng: np.random.Generator) -> Array:
    """The bed of one line: in from the margin, in waves, then down along the gutter."""
    share = row / (LINES - 1)
    stop = 34 + row * GAP
    start = 168 + share * 560
    meet = 300 + share * 318
    wave = 46 * np.cos(np.array([0.2, 1.6, 3.0, 4.3]) + share * 1.1)
    points = [
        (-1100, start),
        (-960, start + wave[0]),
        (-760, start * 0.72 + meet * 0.28 + wave[1]),
        (-560, start * 0.38 + meet * 0.62 + wave[2] * 0.8),
        (-stop - 190, meet + wave[3] * 0.35),
        (-stop - 70, meet + 34),
        (-stop - 8, meet + 118),
        (-stop, meet + 240),
        (-stop * 0.92, 1000),
        (-stop * 0.8, 1165),
    ]
    path = spline(points, 900)
    path[:, 0] = GUTTER - side * path[:, 0]
    return path


def along(path: Array, writing: list[Array], size: float, side: int) -> list[Array]:
    """Writing bent to a path; `side` is where it comes from."""
    steps = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    up = normals(path) * side
    placed = []
    for line in writing:
        s = line[:, 0] * size
        if s[-1] > steps[-1]:
            continue
        at = [
            np.interp(s, steps, path[:, k]) + line[:, 1] * size * np.interp(s, steps, up[:, k])
            for k in (0, 1)
        ]
        placed.append(np.stack(at, 1))
    return placed


def length(path: Array) -> float:
    """How long a path is."""
    return float(np.hypot(*np.diff(path, axis=0).T).sum())


def flows(sheet: Sheet) -> None:
    """The two rivers."""
    rng = np.random.default_rng(18)
    inks = {-1: ("#12333b", "#24505a", "#3b6b73"), 1: ("#8f2413", "#6f2015", "#a5482a")}
    for side in (-1, 1):
        groups: dict[str, list] = {tone: [] for tone in inks[side]}
        for row in range(LINES):
            path = course(row, side, rng)
            size = 12.5
            room = length(path) / size
            words = printed(rng, room, 0.85) if side < 0 else from_right(rng, room)
            groups[inks[side][row % 3]] += along(path, words, size, side)
        for tone, strokes in groups.items():
            sheet.shade(sheet.lines(strokes, 3.2 if side < 0 else 3.6), tone, 0.95)


def ribbons(sheet: Sheet) -> None:
    """A wash of colour beneath each river, like water under ink."""
    for side, tone in ((-1, "#b9d2d0"), (1, "#efc4a4")):
        rng = np.random.default_rng(1)
        top, low = course(0, side, rng), course(LINES - 1, side, rng)
        bed = np.concatenate([top + (0, -26), (low + (0, 20))[::-1]])
        sheet.shade(sheet.shape(bed).blur(5), tone, 0.5)


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(ground=linear((0, 0), (0, 1250), (0, "#2b1712"), (1, "#160d0c")), seed=71)
    book(sheet)
    ribbons(sheet)
    flows(sheet)
    gutter = sheet.shape(box(GUTTER - 2, 100, GUTTER + 2, 1200)).blur(3)
    sheet.shade(gutter, "#2a140b", 0.8)
    lamp = radial(
        (1000, 420), 1250, (0, "#ffffff"), (0.5, "#fff3e0"), (0.8, "#d9b18a"), (1, "#8a6149")
    )
    sheet.shade(sheet.all(), lamp)
    return sheet
