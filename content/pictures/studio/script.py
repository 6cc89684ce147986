"""Writing that says nothing: print, handwriting and a script from the right, as pen lines.

Every line of writing starts at (0, 0), runs to the right with y upwards and an x-height of 1; the
picture decides where it goes.
"""

from collections.abc import Callable

import numpy as np

from .colour import Array

Path = Array
Place = Callable[[Array], Array]


def _ring(
    cx: float, cy: float, rx: float, ry: float, start: float = 0.0, turn: float = 1.0
) -> list:
    at = 2 * np.pi * (start + turn * np.linspace(0, 1, 11))
    return [(cx + rx * np.cos(a), cy + ry * np.sin(a)) for a in at]


_ARCH = [(0, 0.7), (0.12, 0.95), (0.35, 1), (0.52, 0.8), (0.55, 0)]
_GLYPHS: list[tuple[float, list]] = [
    (0.55, [[(0, 0), (0, 1)], _ARCH]),  # n
    (0.62, [_ring(0.31, 0.5, 0.31, 0.5)]),  # o
    (0.56, [_ring(0.28, 0.5, 0.28, 0.5, 0.02, 0.86), [(0, 0.52), (0.55, 0.52)]]),  # e
    (0.55, [_ring(0.26, 0.3, 0.26, 0.3), [(0.08, 0.95), (0.4, 1), (0.53, 0.75), (0.55, 0)]]),  # a
    (0.08, [[(0, 0), (0, 1)], [(0, 1.4), (0, 1.55)]]),  # i
    (0.08, [[(0, 0), (0, 1.75)]]),  # l
    (0.35, [[(0.12, 1.4), (0.12, 0.15), (0.35, 0)], [(-0.06, 1), (0.36, 1)]]),  # t
    (0.36, [[(0, 0), (0, 1)], [(0, 0.65), (0.14, 0.95), (0.36, 1)]]),  # r
    (0.46, [_ring(0.22, 0.74, 0.2, 0.26, 0.1, 0.6), _ring(0.22, 0.25, 0.22, 0.26, 0.25, -0.62)]),
    (0.58, [[(0.58, 0), (0.58, 1.75)], _ring(0.28, 0.5, 0.28, 0.5)]),  # d
    (0.55, [[(0, 0), (0, 1.75)], _ARCH]),  # h
    (0.55, [[(0, 1), (0.05, 0.15), (0.25, 0), (0.5, 0.2)], [(0.55, 0), (0.55, 1)]]),  # u
    (0.58, [[(0, -0.6), (0, 1)], _ring(0.3, 0.5, 0.28, 0.5)]),  # p
    (0.95, [[(0, 0), (0, 1)], _ARCH, [(x + 0.45, y) for x, y in _ARCH]]),  # m
]
_OFTEN = np.array([9, 9, 12, 9, 8, 5, 9, 7, 7, 4, 5, 4, 3, 3], float)
_OFTEN /= _OFTEN.sum()


def printed(rng: np.random.Generator, length: float, gap: float = 0.75) -> list[Path]:
    """Words in small type, up to the given length."""
    paths, x = [], 0.0
    while x < length - 0.6:
        for _ in range(int(rng.choice([2, 3, 3, 4, 5, 6, 7, 9]))):
            wide, marks = _GLYPHS[rng.choice(len(_GLYPHS), p=_OFTEN)]
            if x + wide > length:
                return paths
            paths += [np.array(mark, float) + (x, 0) for mark in marks]
            x += wide + 0.27
        x += gap
    return paths


def written(rng: np.random.Generator, length: float, gap: float = 0.8) -> list[Path]:
    """Words in a quick, sloping hand, up to the given length."""
    paths, x = [], 0.0
    while x < length - 1:
        word = [np.array([(x - 0.3, 0.15)])]
        for _ in range(int(rng.choice([2, 3, 4, 5, 6, 7]))):
            high = float(rng.choice([1, 1, 1, 1, 0.85, 2.3, 1.9, -1.2])) * rng.uniform(0.85, 1.1)
            wide = rng.uniform(0.45, 0.75)
            word.append(_loop(x, wide, high, float(rng.choice([0.05, 0.12, 0.3]))))
            x += wide
            if x > length:
                break
        paths.append(np.concatenate(word))
        x += gap
    return paths


def _loop(x: float, wide: float, high: float, swing: float) -> Array:
    """One letter of handwriting: up, back over and down again (or down first, if high < 0)."""
    t = np.linspace(0, 1, 14)
    y = high * (1 - np.cos(2 * np.pi * t)) / 2
    slant = 0.32 * y + np.sign(high) * swing * np.sin(2 * np.pi * t)
    return np.stack([x + wide * t + slant, y], 1)


def from_right(rng: np.random.Generator, length: float, gap: float = 0.7) -> list[Path]:
    """A flowing script with bowls and dots, to be placed from right to left."""
    paths, x = [], 0.0
    while x < length - 1.5:
        word = [(x, 0.1)]
        for _ in range(int(rng.integers(2, 6))):
            kind = rng.choice(["tooth", "tooth", "bowl", "loop", "tall"])
            word, x = _flow(word, x, str(kind), rng, paths)
            if x > length:
                break
        paths.append(np.array(word))
        x += gap
    return paths


def _flow(
    word: list, x: float, kind: str, rng: np.random.Generator, paths: list
) -> tuple[list, float]:
    """Add one joined letter of `from_right`, and its dots."""
    turn = np.linspace(0, np.pi, 9)
    if kind == "tooth":
        word += [(x + 0.2, 0.1), (x + 0.3, 0.75), (x + 0.4, 0.1), (x + 0.75, 0.05)]
        wide, dot = 0.75, 1.25
    elif kind == "bowl":
        word += [(x + 0.55 - 0.55 * np.cos(a), 0.1 - 0.95 * np.sin(a)) for a in turn]
        wide, dot = 1.15, 0.35
    elif kind == "loop":
        word += [(x + 0.4 + 0.3 * np.sin(2 * a), 0.4 - 0.38 * np.cos(2 * a)) for a in turn]
        wide, dot = 0.85, 1.3
    else:
        word += [(x + 0.25, 0.1), (x + 0.3, 1.9), (x + 0.34, 0.1), (x + 0.6, 0.05)]
        wide, dot = 0.6, -0.7
    if rng.random() < 0.45:
        for i in range(int(rng.integers(1, 3))):
            at = x + wide / 2 + 0.3 * i
            paths.append(np.array([(at, dot), (at + 0.16, dot + 0.05)]))
    return word, x + wide


def place(paths: list[Path], where: Place) -> list[Path]:
    """The same writing, moved to its place in a picture."""
    return [where(path) for path in paths]
