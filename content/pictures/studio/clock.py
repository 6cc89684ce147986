"""The inside of a clock: rings of brass, and a wheel that lacks one tooth."""

from collections.abc import Sequence

import numpy as np

from .colour import Array, Paint, Points, Stop, radial, ramp
from .sheet import Mask, Sheet
from .space import arc, ribbon, spline, turned

CENTRE, PITCH, TEETH = (950, 640), 505.0, 48
LACK = 41  # the tooth that is missing
BRASS = (
    (0, "#2f190c"),
    (0.25, "#6d3f1a"),
    (0.5, "#b5782f"),
    (0.72, "#e0ab58"),
    (0.88, "#fbdf9f"),
    (1, "#fff3cf"),
)
STEEL = ((0, "#0c1518"), (0.3, "#22383d"), (0.6, "#4f7478"), (0.85, "#a5bfbd"), (1, "#e4ece6"))


def metal(
    centre: Points, tones: Sequence[Stop] = BRASS, dim: float = 1.0, twist: float = 0.0
) -> Paint:
    """Turned metal: light that fans out from the middle, and fine rings from the lathe."""

    def paint(x: Array, y: Array) -> Array:
        dx, dy = x - centre[0], y - centre[1]
        fan = (
            0.52
            + 0.26 * np.cos(2 * np.arctan2(dy, dx) + 2.0 + twist)
            + 0.1 * np.cos(5 * np.arctan2(dy, dx) + twist)
        )
        lathe = 0.025 * np.sin(np.hypot(dx, dy) * 1.1) + 0.02 * np.sin(np.hypot(dx, dy) * 0.37)
        lamp = 0.34 - 0.5 * np.hypot(x - 1440, y - 180) / 1500
        return ramp((fan + lathe + lamp) * dim, *tones)

    return paint


def wheel(centre: Points, pitch: float, teeth: int, phase: float, lack: int | None = None) -> Array:
    """The outline of a toothed wheel."""
    step, depth = 2 * np.pi / teeth, 2 * np.pi * pitch / teeth * 0.36
    points = []
    for k in range(teeth):
        middle = phase + k * step
        shape = (
            (-0.5, -1),
            (-0.3, -1),
            (-0.24, -0.2),
            (-0.15, 0.85),
            (-0.1, 1),
            (0.1, 1),
            (0.15, 0.85),
            (0.24, -0.2),
            (0.3, -1),
            (0.5, -1),
        )
        if k == lack:
            shape = (
                (-0.5, -1),
                (-0.3, -1),
                (-0.22, -0.62),
                (-0.1, -0.8),
                (0.04, -0.55),
                (0.14, -0.78),
                (0.24, -0.66),
                (0.3, -1),
                (0.5, -1),
            )
        for side, out in shape:
            a, r = middle + side * step, pitch + out * depth
            points.append((centre[0] + r * np.cos(a), centre[1] + r * np.sin(a)))
    return np.array(points)


def raised(sheet: Sheet, mask: Mask, paint: Paint, lift: float = 1.0) -> None:
    """A piece of metal above what lies below it: shadow, body, bright edge."""
    drop = Mask(mask.left - int(10 * lift), mask.top + int(16 * lift), mask.alpha)
    sheet.shade(drop.blur(12 * lift), "#050202", 0.75)
    sheet.lay(mask, paint)
    down = Mask(mask.left - 2, mask.top + 3, mask.alpha)
    bright = np.clip(mask.alpha - shifted(down, mask), 0, 1)
    sheet.light(Mask(mask.left, mask.top, bright), "#ffe7b0", 0.55)
    up = Mask(mask.left + 2, mask.top - 3, mask.alpha)
    sheet.shade(
        Mask(mask.left, mask.top, np.clip(mask.alpha - shifted(up, mask), 0, 1)), "#1a0c06", 0.6
    )


def shifted(one: Mask, frame: Mask) -> Array:
    """The first mask as it lies in the frame of the second."""
    return np.roll(one.alpha, (one.top - frame.top, one.left - frame.left), (0, 1))


def ring(sheet: Sheet, centre: Points, outer: float, inner: float) -> Mask:
    """A flat ring."""
    return sheet.shape(arc(*centre, outer, 0, 1, 360), holes=[arc(*centre, inner, 0, 1, 360)])


def backdrop(sheet: Sheet) -> None:
    """The back plate, a great wheel in the dark, and rings cut into the plate."""
    far = (210, 1180)
    raised(
        sheet,
        sheet.shape(wheel(far, 640, 60, 0.02), holes=[arc(*far, 520, 0, 1, 300)]),
        metal(far, dim=0.42),
        1.2,
    )
    raised(sheet, ring(sheet, far, 470, 440), metal(far, dim=0.36), 0.8)
    high = (1890, 60)
    raised(sheet, ring(sheet, high, 430, 340), metal(high, STEEL, 0.42), 1.0)
    raised(sheet, ring(sheet, high, 270, 236), metal(high, STEEL, 0.36), 0.7)


def great_wheel(sheet: Sheet) -> None:
    """The wheel with the missing tooth: rim, five curved arms, hub."""
    holes = []
    for k in range(5):
        a = k * 2 * np.pi / 5 + 0.3
        outer = [
            (392 * np.cos(t), 392 * np.sin(t))
            for t in np.linspace(a + 0.14, a + 2 * np.pi / 5 - 0.09, 40)
        ]
        inner = [
            (168 * np.cos(t), 168 * np.sin(t))
            for t in np.linspace(a + 2 * np.pi / 5 - 0.02, a + 0.42, 30)
        ]
        side = spline([outer[-1], 285 * np.array([np.cos(a + 1.2), np.sin(a + 1.2)]), inner[0]], 20)
        back = spline(
            [inner[-1], 280 * np.array([np.cos(a + 0.25), np.sin(a + 0.25)]), outer[0]], 20
        )
        holes.append(np.concatenate([outer, side, inner, back]) + CENTRE)
    body = sheet.shape(wheel(CENTRE, PITCH, TEETH, 0.349, LACK), holes=holes)
    raised(sheet, body, metal(CENTRE), 1.3)
    for r, wide in ((470, 2.4), (462, 1.6), (404, 2.4), (156, 2), (128, 2)):
        sheet.shade(sheet.lines([arc(*CENTRE, r, 0, 1, 360)], wide), "#3b1d0c", 0.75)
        sheet.light(
            sheet.lines([arc(CENTRE[0] - 1, CENTRE[1] + 2, r, 0, 1, 360)], 1.4), "#ffe7b0", 0.3
        )
    ticks = []
    for k in range(120):
        a, long = k * np.pi / 60, 26 if k % 10 == 0 else 12
        ticks.append(
            [(CENTRE[0] + r * np.cos(a), CENTRE[1] + r * np.sin(a)) for r in (454 - long, 454)]
        )
    sheet.shade(
        sheet.lines(ticks, [4.5 if k % 10 == 0 else 2.2 for k in range(120)]), "#2b140a", 0.85
    )


def arbor(
    sheet: Sheet, centre: Points, sizes: Sequence[float] = (104, 66, 40, 17), scale: float = 1
) -> None:
    """What a wheel turns on: collars of brass and steel, one upon the other."""
    for k, r in enumerate(sizes):
        tones = STEEL if k % 2 else BRASS
        raised(sheet, sheet.disc(*centre, r * scale), metal(centre, tones, 1.0, k * 1.1), 0.45)


def pinion(sheet: Sheet) -> None:
    """The small wheel that the great one drives."""
    away = PITCH * (1 + 12 / TEETH)
    at = (CENTRE[0] + away * np.cos(0.349), CENTRE[1] + away * np.sin(0.349))
    body = sheet.shape(wheel(at, PITCH / 4, 12, 0.349 + np.pi + np.pi / 12))
    raised(sheet, body, metal(at, STEEL), 0.9)
    arbor(sheet, at, (72, 44, 22), 1)


def gap(sheet: Sheet) -> None:
    """Lamplight through the gap, and the tooth itself, fallen."""
    a = 0.349 + LACK * 2 * np.pi / TEETH
    at = (CENTRE[0] + 520 * np.cos(a), CENTRE[1] + 520 * np.sin(a))
    glow = radial(
        at,
        300,
        (0, "#fff0c4"),
        (0.08, "#f0b765"),
        (0.3, "#7a3f18"),
        (0.6, "#2a140a"),
        (1, "#000000"),
    )
    sheet.light(sheet.disc(*at, 300), glow, 0.9)
    tooth = np.array(
        [(-20, 26), (-16, -4), (-10, -28), (10, -28), (16, -4), (20, 26), (8, 20), (-4, 30)]
    )
    lie = turned(tooth * 1.15, 1.9, (1725, 1120))
    raised(sheet, sheet.shape(lie), metal((1650, 1000)), 0.7)


def hand(sheet: Sheet) -> None:
    """One slender hand of blued steel."""
    a = -2.15
    path = np.array(
        [[CENTRE[0] + r * np.cos(a), CENTRE[1] + r * np.sin(a)] for r in np.linspace(-130, 436, 90)]
    )
    t = np.linspace(0, 1, 90)
    wide = (
        9
        + 20 * np.exp(-(((t - 0.74) / 0.06) ** 2))
        + 14 * np.exp(-(((t - 0.05) / 0.05) ** 2))
        - 6 * t
    )
    raised(sheet, sheet.shape(ribbon(path, wide)), metal(CENTRE, STEEL, 0.8, 0.9), 0.8)


def paint() -> Sheet:
    """Paint the picture."""
    ground = radial((1350, 330), 1700, (0, "#3d2417"), (0.4, "#21130e"), (1, "#0d0808"))
    sheet = Sheet(ground=ground, seed=111)
    backdrop(sheet)
    great_wheel(sheet)
    pinion(sheet)
    hand(sheet)
    arbor(sheet, CENTRE)
    gap(sheet)
    return sheet
