"""A dark house front at night: many small windows, some of them lit, some with people."""

from collections.abc import Callable

import numpy as np

from .colour import AMBER, Array, Points, linear, mix, radial
from .sheet import Mask, Sheet
from .space import arc, box, ribbon, spline
from .texture import wander

COLUMNS, ROWS, WIDE, HIGH = 9, 5, 106, 150
LEFT, TOP, STEP_X, STEP_Y = 96, 92, 213, 236
DARK = "#1c0f0c"
# One letter for each window, read from the top left:
# . dark  c curtains  l pendant lamp  r reader  s somebody standing  t two people  p plant
# k cat  b bookshelf  d desk lamp  v violin, blue light  h half drawn blind
HOUSE = (
    "..l...k..",
    ".r..c..d.",
    "...s.r..p",
    "h.b..t...",
    "..d..v.r.",
)


class Window:
    """One window: a pane of light, to be filled with shapes in its own measure."""

    def __init__(
        self, sheet: Sheet, x: float, y: float, lit: bool, cool: bool, rng: np.random.Generator
    ):
        self.sheet, self.x, self.y, self.rng = sheet, x, y, rng
        self.pane = sheet.shape(box(x, y, x + WIDE, y + HIGH))
        if lit:
            self._glow(cool)
        else:
            sheet.lay(
                self.pane,
                linear(
                    (x, y), (x + 60, y + HIGH), (0, "#25454d"), (0.5, "#14292f"), (1, "#0d1b20")
                ),
            )
            glint = [(x, y + 70), (x + 62, y), (x + 88, y), (x, y + 104)]
            sheet.lay(sheet.shape(glint).within(self.pane), "#8fb0b3", 0.07)

    def _glow(self, cool: bool) -> None:
        x, y, sheet = self.x, self.y, self.sheet
        tones = ("#e6f0ec", "#9fc3c4", "#4f7f86") if cool else ("#fff1c9", "#f5c77c", "#c9803e")
        lamp = (x + WIDE * self.rng.uniform(0.35, 0.65), y + HIGH * 0.32)
        room = radial(lamp, 125, (0, tones[0]), (0.45, tones[1]), (1, tones[2]))
        halo = sheet.shape(box(x - 4, y - 4, x + WIDE + 4, y + HIGH + 4)).blur(34)
        sheet.light(halo, "#5f8f94" if cool else "#c9803e", 0.42)
        sheet.lay(self.pane, room)

    def lay(self, points: Points, tone: str = DARK, opacity: float = 1) -> None:
        """A shape seen through the window."""
        shape = self.sheet.shape(np.asarray(points, float) + (self.x, self.y))
        self.sheet.lay(shape.within(self.pane), tone, opacity)

    def line(self, points: Points, width: float, tone: str = DARK) -> None:
        """A line seen through the window."""
        mask: Mask = self.sheet.lines([np.asarray(points, float) + (self.x, self.y)], width)
        self.sheet.lay(mask.within(self.pane), tone)


def bust(window: Window, x: float, y: float, size: float, look: int = 0, tone: str = DARK) -> None:
    """Head and shoulders; `look` turns the face left (-1) or right (1)."""
    head = arc(x, y, 13 * size, 0, 1, 50) * (1, 1.12) - (0, y * 0.12)
    window.lay(head, tone)
    if look:
        window.lay(arc(x - look * 7 * size, y - 3 * size, 12 * size, 0, 1, 40), tone)
        window.lay(
            [
                (x + look * 10 * size, y - 3),
                (x + look * 16.5 * size, y + 3 * size),
                (x + look * 10 * size, y + 6 * size),
            ],
            tone,
        )
    body = spline(
        [
            (x - 34 * size, y + 90),
            (x - 31 * size, y + 34 * size),
            (x - 12 * size, y + 21 * size),
            (x - 6 * size, y + 10 * size),
            (x + 6 * size, y + 10 * size),
            (x + 12 * size, y + 21 * size),
            (x + 31 * size, y + 34 * size),
            (x + 34 * size, y + 90),
        ],
        80,
    )
    window.lay(body, tone)


def reader(window: Window) -> None:
    """Somebody bent over a book."""
    bust(window, 44, 80, 1.0, 1)
    window.lay([(62, 116), (84, 106), (100, 112), (80, 124)], "#fff7e0")
    window.lay([(62, 116), (80, 124), (80, 128), (60, 120)], "#8f2413")
    window.line([(50, 124), (66, 122)], 9)


def standing(window: Window) -> None:
    """Somebody who looks out, hands on the sill."""
    bust(window, 54, 58, 1.05)
    window.lay([(22, 92), (86, 92), (92, 150), (16, 150)])


def pair(window: Window) -> None:
    """Two people in talk."""
    bust(window, 30, 82, 0.86, 1, "#3b1d1a")
    bust(window, 78, 74, 0.92, -1)


def pendant(window: Window) -> None:
    """A lamp above a table."""
    window.line([(53, 0), (53, 36)], 2.4)
    window.lay([(42, 36), (64, 36), (82, 60), (24, 60)], "#8f2413")
    window.lay(arc(53, 62, 12, 0, 0.5, 30), "#fffbe8")
    window.lay(box(0, 124, 106, 150), "#6a3317")
    window.lay([(40, 124), (44, 108), (62, 108), (66, 124)], "#3b1d1a")


def desk_lamp(window: Window) -> None:
    """A lamp on the sill, and some books."""
    window.lay([(58, 66), (82, 66), (94, 96), (46, 96)], "#fffbe8")
    window.line([(70, 96), (70, 140)], 4)
    window.lay(box(54, 138, 86, 150))
    for k, (tone, high) in enumerate((("#8f2413", 40), ("#3b6b73", 46), ("#57614a", 36))):
        window.lay(box(8 + k * 11, 150 - high, 17 + k * 11, 150), tone)


def plant(window: Window) -> None:
    """A plant that has outgrown its pot."""
    window.lay([(36, 116), (70, 116), (65, 150), (41, 150)], "#9a4a24")
    for lean, high in ((-38, 60), (-24, 84), (-6, 100), (14, 92), (30, 70), (42, 46)):
        stem = spline(
            [(53, 118), (53 + lean * 0.35, 118 - high * 0.7), (53 + lean, 118 - high)], 30
        )
        window.lay(
            ribbon(stem, 15 * np.sin(np.linspace(0.12, np.pi, 30)) ** 1.2 + 0.8),
            mix("#20281f", "#57614a", (lean + 40) / 110),
        )


def cat(window: Window) -> None:
    """A cat on the sill."""
    window.lay(spline([(30, 150), (34, 112), (50, 96), (64, 100), (76, 124), (78, 150)], 60))
    window.lay(arc(50, 90, 15, 0, 1, 40))
    window.lay([(36, 88), (37, 66), (48, 78)])
    window.lay([(52, 78), (63, 66), (64, 88)])
    window.lay(ribbon(spline([(74, 146), (94, 142), (96, 122), (88, 112)], 30), 7))


def shelf(window: Window) -> None:
    """A wall of books."""
    for y in (46, 94, 142):
        x = 4.0
        while x < 98:
            wide, high = window.rng.uniform(6, 12), window.rng.uniform(26, 38)
            window.lay(
                box(x, y - high, x + wide - 1.5, y),
                str(window.rng.choice(["#8f2413", "#3b1d1a", "#3b6b73", "#57614a", "#9a4a24"])),
            )
            x += wide
        window.lay(box(0, y, 106, y + 5), "#4a2413")


def violin(window: Window) -> None:
    """Somebody who plays."""
    bust(window, 50, 64, 0.95, 1, "#0f2229")
    window.line([(58, 88), (98, 72)], 4, "#5b2015")
    window.lay(
        ribbon(
            spline([(54, 92), (66, 86), (78, 80)], 20),
            np.array([12, 15, 15, 12, 9, 9, 10, 12, 13, 12] * 2)[:20],
        ),
        "#8a3a1c",
    )
    window.line([(66, 124), (92, 44)], 2.2, "#0f2229")


def curtains(window: Window, reach: float = 30) -> None:
    """Curtains drawn apart."""
    for side in (0, 1):
        for k in range(4):
            x = k * reach / 4
            fold = box(x, 0, x + reach / 4 + 0.5, 150)
            fold[:, 0] = fold[:, 0] if side == 0 else WIDE - fold[:, 0]
            window.lay(fold, ("#a5482a", "#8f3a20")[k % 2])


def blind(window: Window) -> None:
    """A blind, half down."""
    for k in range(8):
        window.lay(box(0, k * 10, 106, k * 10 + 9), ("#d9a25a", "#c98f49")[k % 2])
    window.line([(53, 80), (53, 98)], 2)


def ways() -> dict[str, Callable[[Window], None]]:
    """Which letter paints what."""
    return {
        "r": reader,
        "s": standing,
        "t": pair,
        "l": pendant,
        "d": desk_lamp,
        "p": plant,
        "k": cat,
        "b": shelf,
        "v": violin,
        "c": curtains,
        "h": blind,
    }


def front(sheet: Sheet) -> None:
    """The wall: courses of stone, a string course under every floor, drainpipes."""
    sheet.lay(
        sheet.all(),
        linear((0, 0), (300, 1250), (0, "#1b3138"), (0.5, "#16272d"), (1, "#0e191d")),
        brush=0.07,
    )
    rng, seams = np.random.default_rng(2), []
    for y in range(14, 1250, 26):
        seams.append([(0, y), (2000, y)])
        seams += [
            [(x, y), (x, y + 26)]
            for x in np.arange((y // 26 % 2) * 34 - 10, 2000, 68) + rng.normal(0, 3)
        ]
    sheet.lay(sheet.lines(seams, 1.3), "#0a1417", 0.55)
    for row in range(ROWS):
        y = TOP + row * STEP_Y - 46
        sheet.lay(sheet.shape(box(0, y, 2000, y + 10)), "#2b474e", 0.8, brush=0.05)
        sheet.shade(sheet.shape(box(0, y + 10, 2000, y + 22)).blur(4), "#05090b", 0.6)
    pipe = np.stack([np.full(60, 1893.0) + 0 * wander(60, 9, rng), np.linspace(-10, 1260, 60)], 1)
    sheet.lay(
        sheet.shape(ribbon(pipe, 13)),
        linear((1886, 0), (1900, 0), (0, "#38575e"), (1, "#0a1417")),
        0.9,
    )


def frame(sheet: Sheet, x: float, y: float, lit: bool) -> None:
    """Stone surround, bars and sill."""
    hole = [box(x, y, x + WIDE, y + HIGH)]
    tone = "#4a3b30" if lit else "#2b4249"
    sheet.lay(
        sheet.shape(box(x - 9, y - 11, x + WIDE + 9, y + HIGH + 4), holes=hole), tone, brush=0.05
    )
    bars: list[Array] = [
        np.array([(x + WIDE / 2, y), (x + WIDE / 2, y + HIGH)]),
        np.array([(x, y + 50), (x + WIDE, y + 50)]),
    ]
    sheet.lay(sheet.lines(bars, 4.5), "#120d0b" if lit else "#0a1417")
    sheet.shade(sheet.shape(box(x, y, x + WIDE, y + 9)).blur(3), "#000000", 0.45)
    sheet.lay(
        sheet.shape(box(x - 16, y + HIGH + 2, x + WIDE + 16, y + HIGH + 14)),
        "#c98a4a" if lit else "#35525a",
    )
    sheet.shade(
        sheet.shape(box(x - 14, y + HIGH + 14, x + WIDE + 14, y + HIGH + 26)).blur(4),
        "#020405",
        0.6,
    )


def paint() -> Sheet:
    """Paint the picture."""
    sheet, rng, kinds = Sheet(seed=121), np.random.default_rng(16), ways()
    front(sheet)
    for row, line in enumerate(HOUSE):
        for column, kind in enumerate(line):
            x, y = LEFT + column * STEP_X - 4, TOP + row * STEP_Y
            window = Window(sheet, x, y, kind != ".", kind in "vk", rng)
            if kind in kinds:
                kinds[kind](window)
            if kind in "rst":
                curtains(window, 13)
            frame(sheet, x, y, kind not in ".vk")
    low = linear((0, 0), (0, 1250), (0, "#dfe8e8"), (0.35, "#ffffff"), (1, "#b9b0b0"))
    sheet.shade(sheet.all(), low)
    sheet.light(
        sheet.disc(500, -200, 900), radial((500, -200), 900, (0, "#24404a"), (1, "#000000")), 0.5
    )
    sheet.light(
        sheet.disc(1000, 1500, 900), radial((1000, 1500), 900, (0, AMBER[3]), (1, "#000000")), 0.5
    )
    return sheet
