"""Textures: soft noise of any size and direction, and blur that keeps fractions (no banding)."""

import numpy as np
from PIL import Image

from .colour import Array


def stretch(field: Array, width: int, height: int) -> Array:
    """A small field of numbers enlarged smoothly."""
    return np.asarray(Image.fromarray(field.astype(np.float32)).resize((width, height), 3))


def noise(width: int, height: int, scale: tuple[float, float], seed: int) -> Array:
    """Smooth noise about zero, deviation one, whose grain is `scale` pixels wide and high."""
    cells = (max(2, round(height / scale[1]) + 1), max(2, round(width / scale[0]) + 1))
    field = stretch(np.random.default_rng(seed).standard_normal(cells), width, height)
    return (field - field.mean()) / (field.std() + 1e-6)


def cloud(width: int, height: int, size: float, seed: int, octaves: int = 4) -> Array:
    """Noise upon finer noise: clouds, stains, bark."""
    layers = [
        noise(width, height, (size / 2**k, size / 2**k), seed + k) / 1.8**k for k in range(octaves)
    ]
    total = np.sum(layers, axis=0)
    return (total / total.std()).astype(np.float32)


def wander(count: int, step: float, rng: np.random.Generator) -> Array:
    """A smooth random line: `count` numbers about zero that change over `step` places."""
    knots = rng.standard_normal(int(count / step) + 4)
    at = np.linspace(0, len(knots) - 1.001, count)
    i, f = at.astype(int), at % 1
    ease = f * f * (3 - 2 * f)
    return knots[i] * (1 - ease) + knots[np.minimum(i + 1, len(knots) - 1)] * ease


def _across(field: Array, kernel: Array) -> Array:
    reach = len(kernel) // 2
    padded = np.pad(field, ((0, 0), (reach, reach)), mode="edge")
    return sum(k * padded[:, i : i + field.shape[1]] for i, k in enumerate(kernel))


def soften(field: Array, radius: float) -> Array:
    """Gaussian blur; wide blurs are worked out small and enlarged."""
    high, wide = field.shape
    small = max(1, int(radius / 3))
    if small > 1:
        size = (max(1, wide // small), max(1, high // small))
        field = np.asarray(Image.fromarray(field).resize(size, Image.Resampling.BOX))
    sigma = radius / small
    reach = int(sigma * 3) + 1
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel = (kernel / kernel.sum()).astype(np.float32)
    field = _across(_across(field, kernel).T, kernel).T
    return stretch(field, wide, high) if small > 1 else np.ascontiguousarray(field)
