"""Letters on a table, seen from above: envelopes, stamps, postmarks, one seal."""

import numpy as np

from .colour import AMBER, INK, MOSS, PAPER, RED, TEAL, Array, Paint, Points, linear, mix, radial
from .script import written
from .sheet import Sheet
from .space import arc, box, turned

ENVELOPES = (  # middle, width, height, turn, paper, kind, seed
    ((230, 210), 760, 500, -0.34, "#c9d6d2", "back", 1),
    ((1790, 190), 780, 520, 0.28, "#e7cfa0", "front", 2),
    ((1010, 110), 700, 470, -0.07, "#f3ead6", "air", 3),
    ((130, 960), 740, 500, 0.3, "#dcb98a", "front", 4),
    ((1880, 1010), 760, 500, -0.3, "#f1e8d3", "back", 5),
    ((1180, 1130), 760, 500, 0.12, "#b9c9bb", "front", 6),
    ((640, 650), 800, 530, -0.12, "#fbf4e2", "air", 7),
    ((1360, 640), 780, 520, 0.16, "#f7e7c4", "front", 8),
)


class Letter:
    """An envelope: a place on the table with its own directions."""

    def __init__(self, sheet: Sheet, middle: Points, wide: float, high: float, turn: float):
        self.sheet, self.middle, self.turn = sheet, middle, turn
        self.wide, self.high = wide, high

    def at(self, points: Points) -> Array:
        """Points of the envelope, from its middle, on the sheet."""
        return turned(points, self.turn, self.middle)

    def lay(self, points: Points, paint: Paint, opacity: float = 1, brush: float = 0.0) -> None:
        """A filled shape on the envelope."""
        self.sheet.lay(self.sheet.shape(self.at(points)), paint, opacity, brush)

    def body(self, tone: str) -> None:
        """The paper, and its shadow on what lies below."""
        w, h = self.wide / 2, self.high / 2
        outline = box(-w, -h, w, h)
        for reach, blur, dark in ((16, 22, 0.55), (5, 5, 0.5)):
            self.sheet.shade(
                self.sheet.shape(self.at(outline) + (reach * 0.7, reach)).blur(blur),
                "#0b0f10",
                dark,
            )
        corner, end = self.at([(-w, -h), (w, h)])
        self.lay(
            outline,
            linear(corner, end, (0, mix(tone, "#ffffff", 0.2)), (1, mix(tone, "#8a6a48", 0.16))),
            brush=0.016,
        )

    def border(self) -> None:
        """The stripes of air mail."""
        w, h, thick = self.wide / 2, self.high / 2, 20
        edge = [
            box(-w, -h, w, -h + thick),
            box(-w, h - thick, w, h),
            box(-w, -h, -w + thick, h),
            box(w - thick, -h, w, h),
        ]
        frame = self.sheet.shape(*[self.at(e) for e in edge])
        for tone, start in ((RED, 0), ("#3b6b73", 52)):
            bars = [
                self.at(
                    [(x, -h), (x + 30, -h), (x + 30 - self.high * 0.5, h), (x - self.high * 0.5, h)]
                )
                for x in np.arange(-w + start, w + self.high, 104)
            ]
            self.sheet.lay(self.sheet.shape(*bars).within(frame), tone, 0.92)

    def address(self, seed: int, rows: int = 4) -> None:
        """Somebody's hand."""
        rng, size = np.random.default_rng(seed), 15.0
        paths = []
        for row in range(rows):
            left = -self.wide * 0.3 + row * 14
            for line in written(rng, self.wide * rng.uniform(0.3, 0.48) / size):
                paths.append(self.at(line * (size, -size) + (left, -10 + row * 56)))
        ink = (INK, "#24505a", "#5b2018")[seed % 3]
        self.sheet.shade(self.sheet.lines(paths, 2.8), ink, 0.88)

    def stamp(self, x: float, y: float, motif: int) -> None:
        """A stamp with teeth and a small picture."""
        w, h, tooth = 54, 66, 6.0
        rim = [box(x - w, y - h, x + w, y + h)]
        bites = [(x - w + i * 13.5, y + s * h) for i in range(9) for s in (-1, 1)]
        bites += [(x + s * w, y - h + i * 13.2) for i in range(11) for s in (-1, 1)]
        holes = [self.at(arc(a, b, tooth * 0.72, 0, 1, 14)) for a, b in bites]
        solid = self.sheet.shape(self.at(rim[0]), holes=holes)
        self.sheet.shade(self.sheet.shape(self.at(rim[0]) + (2, 4)).blur(3), "#000000", 0.3)
        self.sheet.lay(solid, PAPER)
        ground = (TEAL[3], AMBER[2], MOSS[2], RED, TEAL[2])[motif % 5]
        self.lay(box(x - 42, y - 54, x + 42, y + 54), ground)
        self._motif(x, y, motif % 5)

    def _motif(self, x: float, y: float, motif: int) -> None:
        light = "#ffe7b0"
        if motif == 0:  # a lighthouse
            self.lay([(x, y - 30), (x + 42, y - 52), (x + 42, y - 8)], "#c9b27a", 0.7)
            self.lay([(x - 11, y + 54), (x - 6, y - 22), (x + 6, y - 22), (x + 11, y + 54)], PAPER)
            self.lay(arc(x, y - 30, 9, 0, 1), light)
        elif motif == 1:  # a sun over hills
            self.lay(arc(x, y - 4, 24, 0, 1), light)
            self.lay(
                [
                    (x - 42, y + 20),
                    (x - 8, y + 6),
                    (x + 42, y + 26),
                    (x + 42, y + 54),
                    (x - 42, y + 54),
                ],
                AMBER[3],
            )
        elif motif == 2:  # a leaf
            half = np.linspace(0, np.pi, 30)
            leaf = np.concatenate(
                [np.stack([s * 20 * np.sin(half), 40 * np.cos(half)], 1)[::s] for s in (1, -1)]
            )
            self.lay(turned(leaf, 0.4, (x, y)), MOSS[0])
        elif motif == 3:  # a lamp
            self.lay([(x - 14, y - 30), (x + 14, y - 30), (x + 26, y + 4), (x - 26, y + 4)], light)
            self.lay(box(x - 3, y + 4, x + 3, y + 38), light)
            self.lay(box(x - 18, y + 36, x + 18, y + 42), light)
        else:  # waves under a moon
            self.lay(arc(x + 10, y - 22, 14, 0, 1), PAPER)
            for row in range(3):
                at = np.linspace(x - 42, x + 42, 40)
                wave = np.stack([at, y + 12 + row * 15 + 5 * np.sin(at / 7 + row)], 1)
                self.sheet.lay(self.sheet.lines([self.at(wave)], 4), TEAL[0])

    def postmark(self, x: float, y: float, seed: int) -> None:
        """Rings, a date, and the waves that cancel the stamp."""
        rings = [arc(x, y, r, 0, 1, 90) for r in (64, 44)]
        at = np.linspace(x + 70, x + 300, 80)
        rings += [
            np.stack([at, y - 38 + row * 19 + 7 * np.sin((at - x) / 17)], 1) for row in range(5)
        ]
        rings += [
            np.array([(x - 40, y - 13), (x + 40, y - 13)]),
            np.array([(x - 40, y + 13), (x + 40, y + 13)]),
        ]
        rng = np.random.default_rng(seed)
        for turn in np.linspace(0.55, 0.95, 9):
            bars = arc(x, y, 54, turn, turn + rng.uniform(0.012, 0.03), 4)
            rings.append(bars)
        rings += [np.array([(x - 26 + i * 11, y - 6), (x - 26 + i * 11, y + 6)]) for i in range(6)]
        self.sheet.shade(self.sheet.lines([self.at(r) for r in rings], 3.2), "#26323a", 0.72)

    def flap(self, seed: int) -> None:
        """The back: four folds and a seal of wax."""
        w, h = self.wide / 2, self.high / 2
        self.lay([(-w, h), (0, 0), (w, h)], "#ffffff", 0.12)
        self.sheet.lay(self.sheet.lines([self.at([(-w, h), (0, 20), (w, h)])], 2), "#5b4a3a", 0.35)
        flap = self.at([(-w, -h), (-40, 56), (0, 74), (40, 56), (w, -h)])
        self.sheet.shade(self.sheet.shape(flap + (4, 9)).blur(8), "#1a120c", 0.45)
        self.lay(
            [(-w, -h), (-40, 56), (0, 74), (40, 56), (w, -h)],
            linear(self.at([(0, -h)])[0], self.at([(0, 80)])[0], (0, "#efe4ca"), (1, "#dccaa4"))
            if seed == 5
            else linear(
                self.at([(0, -h)])[0], self.at([(0, 80)])[0], (0, "#d7e3e0"), (1, "#afc2bf")
            ),
        )
        rng = np.random.default_rng(seed)
        turn = np.linspace(0, 2 * np.pi, 70, endpoint=False)
        ring = 52 + 4 * np.sin(turn * 3 + seed) + 3 * np.sin(turn * 7 + rng.uniform(0, 6))
        seal = np.stack([ring * np.cos(turn), 44 + ring * np.sin(turn)], 1)
        self.sheet.shade(self.sheet.shape(self.at(seal) + (3, 6)).blur(5), "#000000", 0.5)
        spot = self.at([(-16, 26)])[0]
        self.lay(seal, radial(spot, 80, (0, "#c2432c"), (0.6, RED), (1, "#5a130a")))
        self.sheet.lay(self.sheet.lines([self.at(arc(0, 44, 35, 0, 1))], 4), "#6b170c")
        lamp = [
            [(-12, 30), (12, 30), (20, 50), (-20, 50), (-12, 30)],
            [(0, 50), (0, 66)],
            [(-10, 66), (10, 66)],
        ]
        self.sheet.lay(self.sheet.lines([self.at(p) for p in lamp], 4), "#6b170c")


def paint() -> Sheet:
    """Paint the picture."""
    sheet = Sheet(ground=radial((820, 500), 1500, (0, "#2c5d66"), (1, "#0d262d")), seed=51)
    for middle, wide, high, turn, tone, kind, seed in ENVELOPES:
        letter = Letter(sheet, middle, wide, high, turn)
        letter.body(tone)
        if kind == "back":
            letter.flap(seed)
            continue
        if kind == "air":
            letter.border()
        letter.address(seed)
        letter.stamp(wide / 2 - 100, -high / 2 + 110, seed + 1)
        if seed in (8, 3):
            letter.stamp(wide / 2 - 216, -high / 2 + 112, seed + 3)
        letter.postmark(wide / 2 - 330, -high / 2 + 120, seed)
    lamp = radial(
        (800, 470),
        1450,
        (0, "#fff8ec"),
        (0.3, "#f6dcb4"),
        (0.62, "#b48468"),
        (0.85, "#6d5753"),
        (1, "#4a4246"),
    )
    sheet.shade(sheet.all(), lamp)
    return sheet
