"""A page with gaps, and how it is filled for one reader."""

from __future__ import annotations

import re
import secrets
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from markupsafe import escape

from domain.ordinary import CLOSE, OPEN

from ..gaps import BETWEEN, figures

_GAP = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_ASKED = f"(any|unread|saved -?[0-9]+){BETWEEN}.*"
_KNOWN = re.compile(f"(name|key|count|news|edge|{_ASKED})", re.DOTALL)
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x01\x00\x00\xff\xff"


@dataclass(frozen=True)
class Asking:
    """What of a reader goes into gaps."""

    id: int
    name: str
    saved_ids: frozenset[int]
    unread: int = 0
    talk: bytes | None = None
    """The conversation, where they have a part in it."""


@dataclass(frozen=True)
class Gap:
    """A place that each reader's page fills in another way."""

    kind: str
    number: int = 0
    yes: bytes = b""
    no: bytes = b""

    def filled(self, reader: Asking) -> bytes:
        """What stands there for `reader`."""
        return _FILLED[self.kind](self, reader)

    def chosen(self, answer: object) -> bytes:
        """What stands there as a question is answered."""
        return self.yes if answer else self.no


_FILLED: dict[str, Callable[[Gap, Asking], bytes]] = {
    "any": lambda gap, reader: gap.chosen(reader.saved_ids),
    "count": lambda _, reader: str(len(reader.saved_ids)).encode(),
    "edge": lambda *_: b"",
    "key": lambda *_: secrets.token_urlsafe(12).encode(),
    "name": lambda _, reader: str(escape(reader.name)).encode(),
    "news": lambda _, reader: figures(reader.unread).encode(),
    "saved": lambda gap, reader: gap.chosen(gap.number in reader.saved_ids),
    "talk": lambda _, reader: reader.talk or b"",
    "unread": lambda gap, reader: gap.chosen(reader.unread),
}


@dataclass
class Mould:
    """The pieces of a page: what is the same for every ordinary reader, and the gaps between."""

    pieces: list[bytes]
    gaps: list[Gap]

    @cached_property
    def packed(self) -> list[bytes]:
        """The pieces, each compressed by itself: they can be joined without doing it again."""
        return [_packed(piece) for piece in self.pieces]

    @cached_property
    def around(self) -> Mould | None:
        """The mould of the page around its conversation; None where there is none."""
        edges = [place for place, gap in enumerate(self.gaps) if gap.kind == "edge"]
        if not edges:
            return None
        begin, end = edges
        gaps = [*self.gaps[:begin], Gap("talk"), *self.gaps[end + 1 :]]
        return Mould([*self.pieces[: begin + 1], *self.pieces[end + 1 :]], gaps)

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
