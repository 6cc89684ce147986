"""The sheet: shapes become soft-edged masks, and masks are laid on as paint, light or shade."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from .colour import Array, Paint, Points, rgb
from .texture import noise, soften

FINE = 4  # every shape is drawn this many times larger, then reduced: clean edges
LARGEST = 430_000  # bytes; a picture that is heavier is saved a little more coarsely


@dataclass
class Mask:
    """How much of each pixel a shape covers, inside the box where it covers anything."""

    left: int
    top: int
    alpha: Array

    def blur(self, radius: float) -> "Mask":
        """The same shape out of focus."""
        pad = int(radius * 3) + 2
        return Mask(self.left - pad, self.top - pad, soften(np.pad(self.alpha, pad), radius))

    def grids(self) -> tuple[Array, Array]:
        """X and y of the pixels in the box, ready to broadcast."""
        high, wide = self.alpha.shape
        x = np.arange(self.left, self.left + wide, dtype=np.float32)[None, :] + 0.5
        y = np.arange(self.top, self.top + high, dtype=np.float32)[:, None] + 0.5
        return x, y

    def within(self, other: "Mask") -> "Mask":
        """The part of this shape that lies inside the other."""
        high, wide = self.alpha.shape
        cut = np.zeros_like(self.alpha)
        x0, y0 = max(self.left, other.left), max(self.top, other.top)
        x1 = min(self.left + wide, other.left + other.alpha.shape[1])
        y1 = min(self.top + high, other.top + other.alpha.shape[0])
        if x1 > x0 and y1 > y0:
            mine = np.s_[y0 - self.top : y1 - self.top, x0 - self.left : x1 - self.left]
            yours = np.s_[y0 - other.top : y1 - other.top, x0 - other.left : x1 - other.left]
            cut[mine] = self.alpha[mine] * other.alpha[yours]
        return Mask(self.left, self.top, cut)

    def times(self, field: Array) -> "Mask":
        """The shape thinned by a field as large as its box."""
        return Mask(self.left, self.top, (self.alpha * field).astype(np.float32))


class Sheet:
    """A picture in the making."""

    def __init__(
        self, width: int = 2000, height: int = 1250, ground: Paint = "#000000", seed: int = 1
    ):
        self.width, self.height, self.seed = width, height, seed
        self.pixels = np.zeros((height, width, 3), np.float32)
        self.lay(self.all(), ground)

    @cached_property
    def brush(self) -> Array:
        """Streaks of a wide, almost dry brush drawn from left to right."""
        long = noise(self.width, self.height, (420, 7), self.seed)
        short = noise(self.width, self.height, (90, 3), self.seed + 1)
        cloud = noise(self.width, self.height, (160, 110), self.seed + 2)
        return (0.5 * long + 0.25 * short + 0.55 * cloud).astype(np.float32)

    # Shapes

    def all(self) -> Mask:
        """A mask that covers the whole sheet."""
        return Mask(0, 0, np.ones((self.height, self.width), np.float32))

    def field(self, values: Array) -> Mask:
        """A mask from numbers computed for the whole sheet."""
        return Mask(0, 0, np.broadcast_to(values, (self.height, self.width)).astype(np.float32))

    def _box(self, points: Array, pad: float) -> tuple[int, int, int, int] | None:
        low = np.floor(points.min(0) - pad - 2).astype(int)
        high = np.ceil(points.max(0) + pad + 2).astype(int)
        low = np.maximum(low, -160)
        high = np.minimum(high, (self.width + 160, self.height + 160))
        return None if (high <= low).any() else (*low.tolist(), *high.tolist())

    def _board(self, points: Array, pad: float = 0) -> tuple[Image.Image | None, Points]:
        box = self._box(points, pad)
        if box is None:
            return None, (0, 0)
        size = ((box[2] - box[0]) * FINE, (box[3] - box[1]) * FINE)
        return Image.new("L", size), np.array(box[:2])

    def _mask(self, board: Image.Image | None, corner: Points) -> Mask:
        if board is None:
            return Mask(0, 0, np.zeros((1, 1), np.float32))
        alpha = np.asarray(board.reduce(FINE), np.float32) / 255
        return Mask(int(corner[0]), int(corner[1]), alpha)

    def shape(self, *outlines: Points, holes: Iterable[Points] = ()) -> Mask:
        """One or more filled outlines, with holes cut out of them."""
        solid = [np.asarray(o, float) for o in outlines]
        board, corner = self._board(np.concatenate(solid))
        if board is not None:
            pen = ImageDraw.Draw(board)
            for fill, group in ((255, solid), (0, holes)):
                for outline in group:
                    at = (np.asarray(outline, float) - corner) * FINE
                    pen.polygon(at.ravel().tolist(), fill=fill)
        return self._mask(board, corner)

    def disc(self, x: float, y: float, r: float, tall: float = 1) -> Mask:
        """A disc, or an ellipse that is `tall` times as high as wide."""
        turn = np.linspace(0, 2 * np.pi, 240, endpoint=False)
        return self.shape(np.stack([x + r * np.cos(turn), y + r * tall * np.sin(turn)], 1))

    def lines(self, paths: Sequence[Points], width: float | Sequence[float]) -> Mask:
        """Pen lines of one width, or of one width each."""
        tracks = [np.asarray(p, float) for p in paths]
        if not tracks:
            return self._mask(None, (0, 0))
        widths = [width] * len(tracks) if isinstance(width, (int, float)) else width
        board, corner = self._board(np.concatenate(tracks), max(widths))
        if board is not None:
            pen = ImageDraw.Draw(board)
            for track, wide in zip(tracks, widths, strict=True):
                at = ((track - corner) * FINE).ravel().tolist()
                thick = max(1, round(wide * FINE))
                pen.line(at, fill=255, width=thick, joint="curve" if thick > 5 else None)
        return self._mask(board, corner)

    def mesh(self, corners: Array, values: Array, blur: float = 3) -> Array:
        """Values given on a grid of four-cornered tiles, spread over the sheet."""
        board = Image.new("F", (self.width, self.height), float(values.mean()))
        pen = ImageDraw.Draw(board)
        for i, j in np.ndindex(values.shape):
            tile = corners[[i, i + 1, i + 1, i], [j, j, j + 1, j + 1]]
            pen.polygon(tile.ravel().tolist(), fill=float(values[i, j]))
        return soften(np.asarray(board), blur)

    # Paint

    def _window(self, mask: Mask) -> tuple[Mask, tuple] | None:
        high, wide = mask.alpha.shape
        x0, y0 = max(mask.left, 0), max(mask.top, 0)
        x1, y1 = min(mask.left + wide, self.width), min(mask.top + high, self.height)
        if x1 <= x0 or y1 <= y0:
            return None
        inner = np.s_[y0 - mask.top : y1 - mask.top, x0 - mask.left : x1 - mask.left]
        return Mask(x0, y0, mask.alpha[inner]), np.s_[y0:y1, x0:x1]

    def _colours(self, paint: Paint, mask: Mask, where: tuple) -> Array:
        if isinstance(paint, str):
            return rgb(paint)
        return paint[where] if isinstance(paint, np.ndarray) else paint(*mask.grids())

    def lay(self, mask: Mask, paint: Paint, opacity: float = 1, brush: float = 0) -> None:
        """Cover with opaque paint; `brush` lets the strokes of the brush show."""
        window = self._window(mask)
        if window is None:
            return
        mask, where = window
        colour = self._colours(paint, mask, where)
        if brush:
            colour = colour * (1 + brush * self.brush[where][..., None])
        self.pixels[where] += (colour - self.pixels[where]) * (mask.alpha * opacity)[..., None]

    def light(self, mask: Mask, paint: Paint, strength: float = 1) -> None:
        """Add light, which never burns out."""
        window = self._window(mask)
        if window is not None:
            mask, where = window
            beam = self._colours(paint, mask, where) * (mask.alpha * strength)[..., None]
            self.pixels[where] = 1 - (1 - self.pixels[where]) * (1 - np.clip(beam, 0, 1))

    def shade(self, mask: Mask, paint: Paint = "#000000", strength: float = 1) -> None:
        """Lay a transparent wash over what is there."""
        window = self._window(mask)
        if window is not None:
            mask, where = window
            wash = 1 - self._colours(paint, mask, where)
            self.pixels[where] *= 1 - wash * (mask.alpha * strength)[..., None]

    def save(self, path: Path, tooth: float = 0.011, grain: float = 0.006) -> None:
        """Give the sheet its paper and write it, without metadata."""
        paper = noise(self.width, self.height, (5, 5), 77) + noise(
            self.width, self.height, (38, 3), 78
        )
        speck = np.random.default_rng(79).standard_normal((self.height, self.width, 1))
        done = self.pixels * (1 + tooth * paper[..., None]) + grain * speck
        whole = Image.fromarray((np.clip(done, 0, 1) * 255 + 0.5).astype(np.uint8))
        for quality in (87, 84, 81, 78):
            whole.save(path, quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
            if path.stat().st_size < LARGEST:
                return
