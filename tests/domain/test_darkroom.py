"""Developing pictures: judged by the header, upright, in sRGB, in every width."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms

from domain import darkroom
from domain.darkroom import Negative, Unusable

from .paintings import BLUE, RED, developed, draw, near


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (120, [120]),
        (480, [480]),
        (500, [480]),
        (700, [480, 700]),
        (960, [480, 960]),
        (1600, [480, 960, 1440]),
        (1900, [480, 960, 1440, 1900]),
        (2000, [480, 960, 1440, 2000]),
        (6000, [480, 960, 1440, 2000]),
    ],
)
def test_no_width_is_wider_than_the_picture(width: int, widths: list[int]) -> None:
    assert Negative("0" * 24, width, 100, "jpg").widths == widths


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.avif"])
def test_every_kind_that_is_taken_comes_in_both_formats(tmp_path: Path, name: str) -> None:
    negative = developed(draw(tmp_path / name), tmp_path / "media")
    assert (negative.width, negative.height, negative.widths) == (1000, 500, [480, 960])
    made = {path.name for path in (tmp_path / "media").iterdir() if path.is_file()}
    digest = negative.digest
    assert made == {f"{digest}-{w}.{e}" for w in (480, 960) for e in ("avif", "webp")}
    for each in made:
        with Image.open(tmp_path / "media" / each) as image:
            assert image.size in {(480, 240), (960, 480)}
            assert near(image.convert("RGB").getpixel((20, 20)), RED)
            assert near(image.convert("RGB").getpixel((image.width - 20, 20)), BLUE)


def test_the_original_is_kept_as_it_was(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.png")
    negative = developed(path, tmp_path / "media")
    kept = tmp_path / "media" / "originals" / f"{negative.digest}.png"
    assert kept.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_a_picture_taken_sideways_stands_upright(tmp_path: Path, extension: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # the camera was turned: the left side is the top
    negative = developed(
        draw(tmp_path / f"a.{extension}", (1000, 500), exif=exif), tmp_path / "media"
    )
    assert (negative.width, negative.height) == (500, 1000)
    with Image.open(tmp_path / "media" / negative.name(480, "webp")) as image:
        assert image.size == (480, 960)
        assert near(image.convert("RGB").getpixel((240, 40)), RED)
        assert near(image.convert("RGB").getpixel((240, 920)), BLUE)


def test_nothing_is_told_of_where_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Secret Camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    how = {"exif": exif, "comment": b"Secret words", "icc_profile": profile}
    path = draw(tmp_path / "a.jpg", **how)
    assert b"Secret" in path.read_bytes()
    negative = developed(path, tmp_path / "media")
    for name in negative.names:
        data = (tmp_path / "media" / name).read_bytes()
        assert b"Secret" not in data
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif()
            assert "icc_profile" not in image.info


def test_colours_of_another_profile_come_to_srgb(tmp_path: Path) -> None:
    """The picture comes with a profile in which red and blue have changed places."""
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = own.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    negative = developed(draw(tmp_path / "a.jpg", icc_profile=swapped), tmp_path / "media")
    with Image.open(tmp_path / "media" / negative.name(480, "webp")) as image:
        assert near(image.convert("RGB").getpixel((20, 20)), BLUE)


def test_a_profile_of_no_use_is_passed_over(tmp_path: Path) -> None:
    negative = developed(draw(tmp_path / "a.jpg", icc_profile=b"nonsense"), tmp_path / "media")
    with Image.open(tmp_path / "media" / negative.name(480, "webp")) as image:
        assert near(image.convert("RGB").getpixel((20, 20)), RED)


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("RGBA", (200, 30, 30, 0), (200, 30, 30, 0)),
        ("LA", (120, 255), (120, 120, 120, 255)),
        ("L", 120, (120, 120, 120, 255)),
        ("P", 5, None),
        ("1", 1, (255, 255, 255, 255)),
        ("I;16", 120 * 256, (120, 120, 120, 255)),
    ],
)
def test_every_kind_of_pixel_is_understood(
    tmp_path: Path, mode: str, colour: object, seen: tuple[int, ...] | None
) -> None:
    path = tmp_path / "a.png"
    Image.new(mode, (500, 400), colour).save(path)  # type: ignore[arg-type]
    negative = developed(path, tmp_path / "media")
    with Image.open(tmp_path / "media" / negative.name(480, "webp")) as image:
        pixel = image.convert("RGBA").getpixel((50, 50))
    assert pixel[3] == 0 if seen and not seen[3] else seen is None or near(pixel, seen, 6)


def test_four_colours_of_ink_are_understood(tmp_path: Path) -> None:
    Image.new("CMYK", (500, 400), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    negative = developed(tmp_path / "a.jpg", tmp_path / "media")
    with Image.open(tmp_path / "media" / negative.name(480, "webp")) as image:
        assert near(image.convert("RGB").getpixel((50, 50)), (255, 0, 0))


def png_of(width: int, height: int) -> bytes:
    """The header of a PNG of any size, with hardly anything in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no picture"),
        (b"GIF89a", "no picture"),
        (b"%PDF-1.7", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        (b"BM" + b"\0" * 60, "no picture"),
        (png_of(8000, 8000), "40 million"),
        (png_of(100_000, 100_000), "40 million"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused_by_its_header(
    tmp_path: Path, content: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("it was decoded"))
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(Unusable, match=words):
        darkroom.look(tmp_path / "a.png")


def test_too_many_bytes_are_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(darkroom, "MOST_BYTES", 100)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(Unusable, match="at most 30"):
        darkroom.look(draw(tmp_path / "a.png"))


def test_looking_never_decodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = draw(tmp_path / "a.png")
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("it was decoded"))
    assert darkroom.look(path).width == 1000


def test_a_damaged_picture_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(draw(tmp_path / "b.png").read_bytes()[:120])
    with pytest.raises(Unusable, match="damaged"):
        developed(path, tmp_path / "media")
    assert not (tmp_path / "media").exists()


def test_a_picture_that_changed_meanwhile_is_not_taken_for_the_other(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.png")
    negative = darkroom.look(path)
    draw(path, (500, 500))
    with pytest.raises(Unusable, match="changed"):
        darkroom.develop(path, negative, tmp_path / "media")


def test_what_is_there_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = draw(tmp_path / "a.png")
    negative = developed(path, tmp_path / "media")
    (tmp_path / "media" / negative.name(480, "avif")).unlink()
    others = [tmp_path / "media" / negative.name(960, "avif")]
    others += (tmp_path / "media" / "originals").iterdir()
    kept = [other.stat().st_mtime_ns for other in others]
    developed(path, tmp_path / "media")
    assert [other.stat().st_mtime_ns for other in others] == kept
    assert (tmp_path / "media" / negative.name(480, "avif")).exists()
    monkeypatch.setattr(darkroom, "_upright", lambda _: pytest.fail("it was decoded again"))
    developed(path, tmp_path / "media")
