"""Colours: the house palette, mixing, and gradients that are asked for their colour at a point."""

from collections.abc import Callable, Sequence

import numpy as np

Array = np.ndarray
Points = Array | Sequence  # places in the plane or in space
Paint = str | Array | Callable[[Array, Array], Array]
Stop = tuple[float, str]

INK, PAPER, RED = "#1d1b17", "#fbf9f4", "#8f2413"
AMBER = ("#ffe7b0", "#e9a65a", "#9a4a24", "#3b1d1a")
TEAL = ("#d7e3e4", "#8fb0b3", "#3b6b73", "#12333b")
MOSS = ("#efeadb", "#b9b79a", "#57614a", "#20281f")


def rgb(name: str) -> Array:
    """The colour of '#rrggbb' as three numbers from 0 to 1."""
    return np.array([int(name[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def mix(a: str, b: str, share: float) -> str:
    """The colour that lies `share` of the way from a to b."""
    blend = rgb(a) * (1 - share) + rgb(b) * share
    return "#" + "".join(f"{round(float(c) * 255):02x}" for c in blend)


def ramp(t: Array, *stops: Stop) -> Array:
    """The colour at every t along the given stops."""
    at = [place for place, _ in stops]
    colours = np.array([rgb(name) for _, name in stops])
    return np.stack([np.interp(t, at, colours[:, c]) for c in range(3)], -1).astype(np.float32)


def linear(start: tuple[float, float], end: tuple[float, float], *stops: Stop) -> Paint:
    """A gradient that runs from start to end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy

    def paint(x: Array, y: Array) -> Array:
        return ramp(((x - start[0]) * dx + (y - start[1]) * dy) / square, *stops)

    return paint


def radial(centre: tuple[float, float], radius: float, *stops: Stop, tall: float = 1) -> Paint:
    """A gradient that runs outwards from the centre; `tall` stretches it upright."""

    def paint(x: Array, y: Array) -> Array:
        return ramp(np.hypot(x - centre[0], (y - centre[1]) / tall) / radius, *stops)

    return paint


def smooth(low: float, high: float, t: Array) -> Array:
    """0 below low, 1 above high, and an easy slope between."""
    s = np.clip((t - low) / (high - low), 0, 1)
    return (s * s * (3 - 2 * s)).astype(np.float32)
