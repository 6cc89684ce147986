"""Pictures: kept by their content, made ready in several widths before anybody asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import select

from models import Picture, now
from models.database import db, writing

from . import darkroom
from .darkroom import Negative, Unusable
from .refusal import Missing

TYPES = {"avif": "image/avif", "webp": "image/webp"}
WORKERS = 2
_NAME = re.compile(r"[0-9a-f]{24}-[1-9][0-9]{0,3}\.(avif|webp)")


def file_at(media: Path, name: str) -> tuple[Path, str]:
    """The file of the picture called `name`, and its content type.

    Raises Missing where there is none. Only names that we give are looked for, so that no name
    leads out of the folder.
    """
    path = media / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise Missing("There is no picture at this address.")
    return path, TYPES[path.suffix.lstrip(".")]


def address(digest: str, width: int, kind: str = "webp") -> str:
    """The path at which one width of a picture is served to everybody."""
    return f"/media/{digest}-{width}.{kind}"


def kept(negative: Negative) -> Picture:
    """The row of a picture whose files stand in the media folder; made now if it is new."""
    writing()
    found = db.scalar(select(Picture).where(Picture.digest == negative.digest))
    if found is None:
        found = Picture(digest=negative.digest, stored_at=now())
        db.add(found)
    found.width, found.height = negative.width, negative.height
    found.extension, found.widths = negative.extension, negative.widths
    db.flush()
    return found


class Development:
    """Pictures on their way through the darkroom, in child processes that start when needed."""

    def __init__(self, media: Path) -> None:
        self.media = media
        self._pool: ProcessPoolExecutor | None = None
        self._begun: dict[str, tuple[Path, Future[None]]] = {}

    def begin(self, path: Path, negative: Negative) -> None:
        """Have the widths of a picture made, unless that was begun or done before."""
        original = self.media / darkroom.original(negative)
        files = [original, *(self.media / name for name in negative.names)]
        if negative.digest not in self._begun and not all(file.exists() for file in files):
            self._begun[negative.digest] = path, self._submit(path, negative)

    def finish(self, negative: Negative) -> None:
        """Wait until the widths of a picture stand there. Raises Unusable, in words.

        A picture that breaks its process takes the others on their way with it, so each is
        tried once more by itself before it is blamed.
        """
        if negative.digest not in self._begun:
            return
        path, work = self._begun[negative.digest]
        try:
            work.result()
        except (BrokenProcessPool, CancelledError):
            self.close()
            self._alone(path, negative)

    def close(self) -> None:
        """End the child processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None

    def _alone(self, path: Path, negative: Negative) -> None:
        try:
            self._submit(path, negative).result()
        except BrokenProcessPool as error:
            self.close()
            raise Unusable(
                "The picture is damaged: it broke the process that decoded it."
            ) from error

    def _submit(self, path: Path, negative: Negative) -> Future[None]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn"))
        try:
            return self._pool.submit(darkroom.develop, path, negative, self.media)
        except BrokenProcessPool:
            self.close()
            return self._submit(path, negative)


@contextmanager
def development(media: Path) -> Iterator[Development]:
    """A darkroom for as long as it is needed."""
    work = Development(media)
    try:
        yield work
    finally:
        work.close()
