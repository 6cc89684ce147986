"""A reading room with a frontier across its floor: two windows, two doors, one lamp."""

import numpy as np

from .colour import INK, Array, linear, mix, radial
from .sheet import Sheet
from .space import Camera, arc, spline

EYE, BACK, SIDE, TOP = -2.4, 8.0, 4.4, 6.0
CAMERA = Camera((0, EYE, 1.9), (0, BACK, 1.9), 1270, (1000, 660))
LAMP = CAMERA.see((0.32, 4.0, 1.55))
BOOKS = (
    "#7a2c1c",
    "#9a4a24",
    "#3b6b73",
    "#c98f4f",
    "#57614a",
    "#5b2018",
    "#d9c49a",
    "#24505a",
    "#8a7a52",
)


def see(*points) -> Array:
    """Points of the room on the sheet."""
    return CAMERA.see(np.array(points, float))


def on_back(x0: float, z0: float, x1: float, z1: float) -> Array:
    """A rectangle on the back wall."""
    return see((x0, BACK, z0), (x1, BACK, z0), (x1, BACK, z1), (x0, BACK, z1))


def on_floor(x0: float, y0: float, x1: float, y1: float, z: float = 0) -> Array:
    """A rectangle that lies level."""
    return see((x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z))


def shell(sheet: Sheet) -> None:
    """Walls, ceiling and floorboards."""
    near = EYE + 0.6
    wall = radial((1000, 640), 900, (0, "#5d8184"), (0.55, "#3a626a"), (1, "#1d444d"))
    sheet.lay(sheet.all(), "#12333b")
    sheet.lay(
        sheet.shape(
            see((-SIDE, near, TOP), (SIDE, near, TOP), (SIDE, BACK, TOP), (-SIDE, BACK, TOP))
        ),
        linear((0, 0), (0, 160), (0, "#0f2a31"), (1, "#24474e")),
        brush=0.04,
    )
    sheet.lay(sheet.shape(on_back(-SIDE, 0, SIDE, TOP)), wall, brush=0.04)
    boards = radial((1000, 860), 1150, (0, "#a8683a"), (0.45, "#7b4427"), (1, "#36190f"))
    sheet.lay(sheet.shape(on_floor(-SIDE, near, SIDE, BACK)), boards, brush=0.03)
    seams = [see((x, near, 0), (x, BACK, 0)) for x in np.linspace(-SIDE, SIDE, 27)]
    rng = np.random.default_rng(2)
    for x in np.linspace(-SIDE, SIDE, 27)[:-1]:
        for y in np.sort(rng.uniform(near, BACK, 3)):
            seams.append(see((x, y, 0), (x + 2 * SIDE / 26, y, 0)))
    sheet.lay(sheet.lines(seams, 1.8), "#35180f", 0.45)
    sheet.lay(sheet.shape(on_back(-SIDE, 0, SIDE, 0.28)), "#4a2415")
    sheet.lay(sheet.shape(on_back(-SIDE, TOP - 0.3, SIDE, TOP)), "#1d3d44")


def arched(x: float, grow: float = 0.0) -> Array:
    """The outline of a tall window with a round head."""
    half, low, spring = 0.82 + grow, 1.25 - grow, 4.3
    head = arc(x, 0, half, 0.5, 1.0, 60)
    points = [
        (x - half, BACK, low),
        *[(a, BACK, spring - b) for a, b in head],
        (x + half, BACK, low),
    ]
    return see(*points)


def windows(sheet: Sheet) -> None:
    """Two tall windows onto the one evening."""
    horizon = float(CAMERA.see((0, BACK, 2.35))[1])
    sky = linear(
        (0, 200), (0, horizon), (0, "#5f9aa3"), (0.45, "#b5d0cd"), (0.8, "#f3e2b8"), (1, "#f4bf7a")
    )
    for x in (-1.55, 1.55):
        sheet.lay(sheet.shape(arched(x, 0.2)), "#173a42")
        glass = sheet.shape(arched(x))
        sheet.lay(glass, sky, brush=0.02)
        for tone, height, phase in (
            ("#8fa9a2", 34, 0.0),
            ("#57797a", 18, 1.7),
            ("#2d5057", -8, 3.1),
        ):
            at = np.linspace(600, 1400, 160)
            line = horizon - height - 14 * np.sin(at / 97 + phase) - 7 * np.sin(at / 41 + 2 * phase)
            hills = sheet.shape([*zip(at, line, strict=True), (1400, 900), (600, 900)])
            sheet.lay(hills.within(glass), tone)
        bars = [
            see((x, BACK, 1.25), (x, BACK, 5.2)),
            see((x - 0.82, BACK, 4.3), (x + 0.82, BACK, 4.3)),
        ]
        bars += [see((x - 0.82, BACK, z), (x + 0.82, BACK, z)) for z in (2.25, 3.28)]
        sheet.lay(sheet.lines(bars, 5), "#173a42")
        sheet.lay(sheet.shape(on_back(x - 1.12, 0.98, x + 1.12, 1.1)), "#7d9b98")
    moon = sheet.disc(*CAMERA.see((1.9, BACK, 4.1)), 15)
    sheet.lay(moon, "#fff8e4")


def window_light(sheet: Sheet) -> None:
    """The evening on the floor, one long patch for each window."""
    for x in (-1.55, 1.55):
        for left, right in ((-0.78, -0.04), (0.04, 0.78)):
            patch = on_floor(0, 0, 0, 0)
            patch = see(
                (x + left, 7.4, 0),
                (x + right, 7.4, 0),
                ((x + right) * 1.5, 2.0, 0),
                ((x + left) * 1.5, 2.0, 0),
            )
            fade = linear((0, 850), (0, 1150), (0, "#c9d6c8"), (1, "#20201c"))
            sheet.light(sheet.shape(patch).blur(3), fade, 0.36)


def doors(sheet: Sheet) -> None:
    """One door to each country, the right one ajar."""
    for x in (-3.5, 3.5):
        sheet.lay(sheet.shape(on_back(x - 0.64, 0, x + 0.64, 2.86)), "#173a42")
        sheet.lay(
            sheet.shape(on_back(x - 0.52, 0, x + 0.52, 2.74)),
            linear((0, 560), (0, 860), (0, "#8a3a22"), (1, "#55200f")),
            brush=0.05,
        )
        for low, high in ((0.2, 1.1), (1.3, 2.5)):
            for side in (-1, 1):
                inner = sorted((x + side * 0.08, x + side * 0.42))
                sheet.lay(sheet.shape(on_back(inner[0], low, inner[1], high)), "#451a0d", 0.6)
        knob = CAMERA.see((x - np.sign(x) * 0.43, BACK, 1.2))
        sheet.lay(sheet.disc(*knob, 4.5), "#f0c67c")
        sheet.lay(sheet.shape(on_back(x - 0.4, 3.0, x + 0.4, 3.28)), "#efeadb")


def shelves(sheet: Sheet) -> None:
    """Shelves from floor to cornice along both walls, darker the nearer they are."""
    rng, near, far = np.random.default_rng(12), EYE + 0.6, 7.3
    dusk = ((0, "#ffffff"), (0.45, "#cfa98a"), (0.75, "#6b5550"), (1, "#34302f"))
    for side in (-1, 1):
        x = side * SIDE
        back = see((x, near, 0), (x, far, 0), (x, far, 5.1), (x, near, 5.1))
        sheet.lay(sheet.shape(back), "#25130d")
        books(sheet, x, (near, far), rng)
        rows = [
            see((x, near, z), (x, far, z), (x, far, z - 0.07), (x, near, z - 0.07))
            for z in np.arange(0.22, 5.2, 0.6)
        ]
        posts = [
            see((x, y, 0), (x, y + 0.1, 0), (x, y + 0.1, 5.1), (x, y, 5.1))
            for y in (1.0, 3.1, 5.2, far - 0.1)
        ]
        sheet.lay(sheet.shape(*rows, *posts), "#5c3119")
        wall = see((x, near, 0), (x, BACK, 0), (x, BACK, TOP), (x, near, TOP))
        sheet.shade(sheet.shape(wall), radial((1000, 760), 1150, *dusk))


def books(sheet: Sheet, x: float, between: tuple[float, float], rng: np.random.Generator) -> None:
    """The spines on one wall, shelf by shelf, with a gap here and there."""
    spines: dict[str, list] = {tone: [] for tone in BOOKS}
    for z in np.arange(0.22, 4.7, 0.6):
        y = between[0]
        while y < between[1] - 0.16:
            thick, top = rng.uniform(0.06, 0.16), z + rng.uniform(0.32, 0.5)
            if rng.random() > 0.06:
                spine = see((x, y, z), (x, y + thick, z), (x, y + thick, top), (x, y, top))
                spines[str(rng.choice(BOOKS))].append(spine)
            y += thick + 0.012
    for tone, outlines in spines.items():
        sheet.lay(sheet.shape(*outlines), tone, brush=0.03)


def frontier(sheet: Sheet) -> None:
    """The black line."""
    far, near = np.array((-0.12, BACK, 0)), np.array((0.62, EYE + 0.6, 0))
    wide = np.array((0.065, 0, 0))
    sheet.lay(sheet.shape(see(far - wide, far + wide, near + wide, near - wide)), INK)
    sheet.lay(sheet.shape(on_back(-0.18, 0, -0.06, 0.28)), INK)


def chair(sheet: Sheet, x: float, y: float, way: int) -> None:
    """A plain chair seen from its back or its front."""
    tone = mix("#2a120b", "#6d3a1e", 0.25 if way < 0 else 0.6)
    bars = [see((x + a, y, 0), (x + a, y, 1.32)) for a in (-0.3, 0.3)]
    bars += [see((x - 0.3, y, z), (x + 0.3, y, z)) for z in (0.6, 0.95, 1.12, 1.3)]
    sheet.shade(
        sheet.shape(on_floor(x - 0.34, y - 0.1, x + 0.34, y + 0.6)).blur(7), "#000000", 0.45
    )
    sheet.lay(sheet.lines(bars, 11 if way < 0 else 7), tone)


def table(sheet: Sheet) -> None:
    """The table that stands in both countries."""
    sheet.shade(sheet.shape(on_floor(-1.85, 3.2, 1.95, 4.9)).blur(16), "#140806", 0.75)
    for x in (-0.75, 0.95):
        chair(sheet, x, 5.3, 1)
    legs = [see((x, y, 0), (x, y, 0.85)) for x in (-1.6, 1.65) for y in (3.4, 4.7)]
    sheet.lay(sheet.lines(legs, 15), "#3a1a0e")
    sheet.lay(
        sheet.shape(on_floor(-1.8, 3.2, 1.85, 4.9, 0.9)),
        radial((1040, 800), 420, (0, "#f0b566"), (0.5, "#b0672f"), (1, "#6b3318")),
        brush=0.04,
    )
    sheet.lay(
        sheet.shape(see((-1.8, 3.2, 0.9), (1.85, 3.2, 0.9), (1.85, 3.2, 0.78), (-1.8, 3.2, 0.78))),
        "#4f2412",
    )
    for x, tilt in ((-0.95, 0.05), (1.1, -0.06)):
        for half in (-1, 1):
            leaf = see(
                (x, 3.75 + tilt, 0.92),
                (x + half * 0.4, 3.75, 0.94),
                (x + half * 0.38, 4.25, 0.94),
                (x, 4.25, 0.92),
            )
            sheet.lay(sheet.shape(leaf), "#fff3d6" if half < 0 else "#f3dfb4")
    for x in (-0.85, 0.85):
        chair(sheet, x, 2.75, -1)


def lamp(sheet: Sheet) -> None:
    """The one lamp, exactly on the line."""
    x, y = (float(v) for v in LAMP)
    foot = CAMERA.see((0.32, 4.0, 0.9))
    sheet.lay(sheet.disc(foot[0], foot[1], 34, 0.25), "#5a2a12")
    sheet.lay(sheet.lines([[foot, (x, y)]], 8), "#7a4018")
    glow = radial(
        (x, y + 26), 640, (0, "#ffd995"), (0.1, "#b87a35"), (0.35, "#4a2a13"), (1, "#000000")
    )
    sheet.light(sheet.disc(x, y + 26, 640), glow, 0.62)
    shade = spline(
        [
            (x - 34, y - 40),
            (x - 78, y + 24),
            (x, y + 38),
            (x + 78, y + 24),
            (x + 34, y - 40),
            (x, y - 46),
        ],
        90,
        True,
    )
    sheet.lay(sheet.shape(shade), linear((0, y - 45), (0, y + 36), (0, "#e9a65a"), (1, "#fff3cf")))


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(seed=41)
    shell(sheet)
    shelves(sheet)
    windows(sheet)
    doors(sheet)
    window_light(sheet)
    frontier(sheet)
    table(sheet)
    lamp(sheet)
    return sheet
