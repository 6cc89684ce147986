"""Packing: a zip file that is sent while it is made."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ENOUGH = 32 * 1024
"""Bytes that are worth sending."""


class _Pipe(io.RawIOBase):
    """What is written to it waits to be taken: it has no beginning to go back to."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, data: Any) -> int:
        """Have `data` wait."""
        self.waiting += data
        return len(data)

    def taken(self) -> bytes:
        """What waits, which then waits no more."""
        waiting, self.waiting = bytes(self.waiting), bytearray()
        return waiting


def packed(files: Iterable[tuple[str, Iterable[str]]], at: datetime) -> Iterator[bytes]:
    """The bytes of a zip file of `files`, each named and in pieces, made as they are asked for."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:
        for name, text in files:
            with archive.open(_entry(name, at), "w") as entry:
                for words in text:
                    entry.write(words.encode())
                    if len(pipe.waiting) >= ENOUGH:
                        yield pipe.taken()
    yield pipe.taken()


def _entry(name: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
