"""Finding the files to import, and how each is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .drafts import Place
from .masthead import FILE

_FENCE = b"---"


def found(paths: Iterable[str | Path]) -> list[Place]:
    """The files to import below `paths`, each once: a publication first, then its articles."""
    once: dict[Path, Place] = {}
    for given in map(Path, paths):
        for path in _below(given):
            whole = path.resolve()
            once.setdefault(whole, Place(whole, _root(given.resolve()), str(path)))
    return list(once.values())


def _below(given: Path) -> Iterator[Path]:
    """A file as it is given; of a folder its publication, and every article however deep."""
    if not given.is_dir():
        yield given
        return
    publication = given / FILE
    articles = sorted(path for path in given.rglob("*") if _is_article(path, given))
    if publication.is_file():
        yield publication
    yield from articles
    if not articles and not publication.is_file():
        yield given


def _is_article(path: Path, folder: Path) -> bool:
    """Whether a file is meant as an article: Markdown, not hidden, and not a bare README."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    if hidden or path.suffix.lower() != ".md" or not path.is_file():
        return False
    return path.stem.lower() != "readme" or _has_fence(path)


def _has_fence(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8).removeprefix(b"\xef\xbb\xbf").startswith(_FENCE)


def _root(given: Path) -> Path:
    """The folder that what is imported belongs to.

    The nearest with a publication in it, so that an article is known by the same path whether its
    folder is imported or the file alone; where there is none, the folder itself.
    """
    folder = given if given.is_dir() else given.parent
    for each in (folder, *folder.parents):
        if (each / FILE).is_file():
            return each
    return folder
