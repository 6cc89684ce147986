"""Curves on the sheet and points in space: ribbons, arcs, splines and a camera."""

import numpy as np

from .colour import Array, Points


def arc(x: float, y: float, r: float, start: float, end: float, count: int = 60) -> Array:
    """Points along a circle; angles in turns, clockwise from the right."""
    a = np.linspace(start, end, count) * 2 * np.pi
    return np.stack([x + r * np.cos(a), y + r * np.sin(a)], 1)


def spline(points: Points, count: int = 160, closed: bool = False) -> Array:
    """A smooth line through all the points (Catmull and Rom)."""
    p = np.asarray(points, float)
    p = np.concatenate([p[-1:], p, p[:2]]) if closed else np.concatenate([p[:1], p, p[-1:]])
    at = np.linspace(0, len(p) - 3 - 1e-6, count)
    i, t = at.astype(int), (at % 1)[:, None]
    a, b, c, d = p[i], p[i + 1], p[i + 2], p[i + 3]
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def bezier(a: Points, b: Points, c: Points, d: Points, count: int = 50) -> Array:
    """The curve from a to d that is drawn towards b and c on the way."""
    t = np.linspace(0, 1, count)[:, None]
    a, b, c, d = (np.asarray(point, float) for point in (a, b, c, d))
    return a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t * t * (1 - t) + d * t**3


def normals(path: Array) -> Array:
    """Unit vectors at right angles to a path."""
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    return np.stack([-along[:, 1], along[:, 0]], 1)


def ribbon(path: Array, width: Array | float) -> Array:
    """The outline of a stroke along a path; the width may change on the way."""
    side = normals(path) * (np.broadcast_to(width, len(path)) / 2)[:, None]
    return np.concatenate([path + side, (path - side)[::-1]])


def turned(points: Points, angle: float, centre: Points = (0.0, 0.0)) -> Array:
    """Points turned by an angle in radians about the origin, then moved to the centre."""
    p = np.asarray(points, float)
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([p[:, 0] * c - p[:, 1] * s, p[:, 0] * s + p[:, 1] * c], 1) + centre


def box(x0: float, y0: float, x1: float, y1: float) -> Array:
    """The outline of an upright rectangle."""
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], float)


def rounded(x0: float, y0: float, x1: float, y1: float, r: float) -> Array:
    """The outline of a rectangle with round corners."""
    parts = [
        arc(x1 - r, y0 + r, r, -0.25, 0, 24),
        arc(x1 - r, y1 - r, r, 0, 0.25, 24),
        arc(x0 + r, y1 - r, r, 0.25, 0.5, 24),
        arc(x0 + r, y0 + r, r, 0.5, 0.75, 24),
    ]
    return np.concatenate(parts)


class Camera:
    """Looks from a point in space (z is up) at another, and sees a sheet."""

    def __init__(self, eye: Points, target: Points, zoom: float, centre: Points):
        self.eye, self.zoom, self.centre = np.array(eye, float), zoom, np.array(centre, float)
        ahead = np.array(target, float) - self.eye
        self.ahead = ahead / np.linalg.norm(ahead)
        right = np.cross(self.ahead, (0, 0, 1))
        self.right = right / np.linalg.norm(right)
        self.up = np.cross(self.right, self.ahead)

    def see(self, points: Points) -> Array:
        """Where points in space stand on the sheet."""
        rel = np.asarray(points, float) - self.eye
        far = np.maximum(rel @ self.ahead, 1e-3)
        flat = np.stack([rel @ self.right, -(rel @ self.up)], -1)
        return self.centre + self.zoom * flat / far[..., None]
