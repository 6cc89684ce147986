"""Where pictures are developed: opened, turned upright, stripped, and written in every width.

What comes from outside is judged by its header here and decoded only in a child process. This
module imports nothing but the picture library, so that a child starts quickly.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

STEPS = (480, 960, 1440, 2000)
MOST_BYTES = 30 * 1024 * 1024
MOST_PIXELS = 40_000_000
TAKEN = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# A JPEG with several pictures in it, as some telephones make them, calls itself MPO.
EXTENSIONS = {
    "MPO": "jpg",
    "JPEG": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "GIF": "gif",
    "AVIF": "avif",
}
WRITTEN = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
}
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = {5, 6, 7, 8}

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class Unusable(ValueError):
    """A file is no picture that we take; the message says why, in words."""


@dataclass(frozen=True)
class Negative:
    """What the header of a picture says, and the name that its content gives it."""

    digest: str
    width: int
    height: int
    extension: str

    @property
    def widths(self) -> list[int]:
        """The widths to make: each step as far as the picture goes, never wider than it is."""
        steps = [step for step in STEPS if step <= self.width]
        between = self.width < STEPS[-1] and self.width >= 1.15 * (steps[-1] if steps else 0)
        return [*steps, self.width] if between else steps

    def name(self, width: int, extension: str) -> str:
        """The name of the file in one width and format."""
        return f"{self.digest}-{width}.{extension}"

    @property
    def names(self) -> list[str]:
        """The names of all files that belong to the picture."""
        return [self.name(width, each) for width in self.widths for each in WRITTEN]


def look(path: Path) -> Negative:
    """Judge the picture at `path` by its size and header, without decoding it.

    Raises Unusable, in words, for what is too large or no picture of a kind that we take.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Unusable(f"The picture has {size / 1_048_576:.0f} MB; at most 30 are taken.")
    data = path.read_bytes()
    with _opened(data) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise Unusable(f"The picture has {width} × {height} pixels; at most 40 million.")
        if _orientation(image) in _SIDEWAYS:
            width, height = height, width
        extension = EXTENSIONS[image.format or ""]
    return Negative(hashlib.sha256(data).hexdigest()[:24], width, height, extension)


def original(negative: Negative) -> str:
    """Where the picture is kept as given; never served, since it may tell where it was taken."""
    return f"originals/{negative.digest}.{negative.extension}"


def develop(path: Path, negative: Negative, media: Path) -> None:
    """Write the picture at `path` into `media` in every width and format; keep the original.

    What is there already is left alone. Each file appears whole or not at all. Raises Unusable
    where the picture cannot be decoded, or is no longer the one that was looked at.
    """
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest()[:24] != negative.digest:
        raise Unusable("The picture was changed while it was read. Import it again.")
    missing = [name for name in negative.names if not (media / name).exists()]
    if missing:
        _write_widths(_upright(data), negative, media, set(missing))
    _write(media / original(negative), data)


def _write_widths(image: Image.Image, negative: Negative, media: Path, missing: set[str]) -> None:
    for width in reversed(negative.widths):
        if width != image.width:
            height = max(1, round(negative.height * width / negative.width))
            image = image.resize((width, height), Image.Resampling.LANCZOS)
        for extension, how in WRITTEN.items():
            name = negative.name(width, extension)
            if name in missing:
                _write(media / name, _encoded(image, how))


def _encoded(image: Image.Image, how: dict[str, object]) -> bytes:
    out = io.BytesIO()
    image.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def _upright(data: bytes) -> Image.Image:
    """The picture decoded: turned as it was taken, in sRGB, with nothing beside its pixels."""
    with _opened(data) as image:
        turn = _UPRIGHT.get(_orientation(image))
        try:
            image.load()
            return _in_srgb(image if turn is None else image.transpose(turn))
        except (OSError, ValueError, SyntaxError, MemoryError) as error:
            raise Unusable("The picture is damaged: it cannot be decoded.") from error


def _orientation(image: Image.Image) -> int:
    """How the camera was held, by the header alone: `getexif()` would decode some pictures."""
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif") or b"")
    except (OSError, ValueError, SyntaxError, struct.error):
        return 1
    found = exif.get(ExifTags.Base.Orientation, 1)
    return found if isinstance(found, int) else 1


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        image = _converted(image, profile, mode)
    plain = _eight_bits(image).convert(mode)
    plain.info.clear()
    return plain


def _converted(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """From the picture's own colours to sRGB; as it is, where its profile is of no use."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, own, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys of sixteen bits brought down to eight: `convert` alone would cut off what is bright."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # we judge the size by ourselves
            image = Image.open(io.BytesIO(data), formats=TAKEN)
    except Image.DecompressionBombError as error:
        raise Unusable("The picture has more than 40 million pixels.") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        words = "This is no picture that can be shown: JPEG, PNG, WebP, GIF and AVIF are taken."
        raise Unusable(words) from error
    with image:
        yield image


def _write(path: Path, data: bytes) -> None:
    """Write the file at once, so that nobody ever finds a half of it."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)
