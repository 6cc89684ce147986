"""A page with gaps, and how it is filled for one reader."""

from __future__ import annotations

import re
import secrets
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from markupsafe import escape

from domain.ordinary import CLOSE, OPEN

from ..gaps import BETWEEN, figures

_GAP = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_ASKED = f"(any|unread|saved -?[0-9]+){BETWEEN}.*"
_KNOWN = re.compile(f"(name|key|count|news|{_ASKED})", re.DOTALL)
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x01\x00\x00\xff\xff"


@dataclass(frozen=True)
class Asking:
    """What of a reader goes into gaps."""

    id: int
    name: str
    saved_ids: frozenset[int]
    unread: int = 0


@dataclass(frozen=True)
class Gap:
    """A place that each reader's page fills in another way."""

    kind: str
    number: int = 0
    yes: bytes = b""
    no: bytes = b""

    def filled(self, reader: Asking) -> bytes:
        """What stands there for `reader`."""
        if self.kind == "saved":
            return self.yes if self.number in reader.saved_ids else self.no
        if self.kind == "any":
            return self.yes if reader.saved_ids else self.no
        if self.kind == "unread":
            return self.yes if reader.unread else self.no
        if self.kind == "name":
            return str(escape(reader.name)).encode()
        if self.kind == "news":
            return figures(reader.unread).encode()
        if self.kind == "count":
            return str(len(reader.saved_ids)).encode()
        return secrets.token_urlsafe(12).encode()


@dataclass
class Mould:
    """The pieces of a page: what is the same for every ordinary reader, and the gaps between."""

    pieces: list[bytes]
    gaps: list[Gap]
    packed: list[bytes] = field(init=False)
    """The pieces, each compressed by itself, so that they can be joined without doing it again."""

    def __post_init__(self) -> None:
        self.packed = [_packed(piece) for piece in self.pieces]

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return sum(map(len, self.pieces)) + sum(map(len, self.packed))

    def filled(self, reader: Asking) -> tuple[list[bytes], str]:
        """What goes into the gaps for `reader`, and what tells it from the same for another."""
        parts = [gap.filled(reader) for gap in self.gaps]
        return parts, blake2b(b"\0".join(parts), digest_size=12).hexdigest()

    def plain(self, parts: list[bytes]) -> bytes:
        """The page with `parts` in its gaps."""
        return b"".join(_alternating(self.pieces, parts))

    def gzipped(self, parts: list[bytes]) -> bytes:
        """The page, compressed: RFC 1952 around blocks of RFC 1951 that know nothing of each other.

        What goes into the gaps stands there as it is.
        """
        check = size = 0
        for piece in _alternating(self.pieces, parts):
            check, size = zlib.crc32(piece, check), size + len(piece)
        blocks = _alternating(self.packed, [_stored(part) for part in parts])
        return b"".join((_HEAD, *blocks, _END, struct.pack("<II", check, size & 0xFFFFFFFF)))


def mould_of(html: str) -> Mould | None:
    """The mould that a page for the ordinary reader is; None where it holds gaps unknown here."""
    pieces = _GAP.split(html)
    if not all(_KNOWN.fullmatch(name) for name in pieces[1::2]):
        return None
    return Mould([piece.encode() for piece in pieces[::2]], [_gap(name) for name in pieces[1::2]])


def _gap(name: str) -> Gap:
    kind, *two = name.split(BETWEEN)
    word, _, number = kind.partition(" ")
    yes, no = two or ("", "")
    return Gap(word, int(number or 0), yes.encode(), no.encode())


def _packed(piece: bytes) -> bytes:
    """The bytes as deflate blocks that end on a byte and look back on nothing before them."""
    maker = zlib.compressobj(9, zlib.DEFLATED, -15)
    return maker.compress(piece) + maker.flush(zlib.Z_FULL_FLUSH)


def _stored(part: bytes) -> bytes:
    """The bytes as a deflate block that is not compressed; they are few."""
    length = len(part)
    return struct.pack("<BHH", 0, length, length ^ 0xFFFF) + part if part else b""


def _alternating(pieces: list[bytes], parts: list[bytes]) -> Iterator[bytes]:
    yield pieces[0]
    for part, piece in zip(parts, pieces[1:], strict=True):
        yield part
        yield piece
