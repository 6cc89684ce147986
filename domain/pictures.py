"""Pictures: kept by their content, made ready in several widths before anybody asks for them."""

from __future__ import annotations

import re
from pathlib import Path

from .refusal import Missing

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
_NAME = re.compile(r"[0-9a-f]{24}(-[1-9][0-9]{0,3}\.(avif|webp)|\.jpg)")


def file_at(media: Path, name: str) -> tuple[Path, str]:
    """The file of the picture called `name`, and its content type.

    Raises Missing where there is none. Only names that we give are looked for, so that no name leads out of the folder.
    """
    path = media / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise Missing("There is no picture at this address.")
    return path, TYPES[path.suffix.lstrip(".")]
