"""Going through the files, one article to a unit of work.

What is unchanged is left alone, what is wrong is reported, and the rest comes in. While one
article is stored, the pictures of the next few are made ready in other processes.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import select

from models import Article
from models.database import db

from .. import authors, darkroom, pictures, publication, related, search
from ..rendering import articles as rendering
from . import drafts, founding, frontmatter, masthead, storing
from .drafts import Draft, House, Place
from .report import Fate, Outcome, Remark, Wrong

AHEAD = 8
_NAMED = re.compile(
    rb"^[ \t-]*(?:[{,] *)?(?:file|logo):[ \t]*[\"']?(?P<key>[^\"'\n}]+?)[\"']?[ \t]*[,}]?[ \t]*\r?$"
    rb"|\{[^}\n]*?\bfile:[ \t]*[\"']?(?P<flow>[^\"',\n}]+)"
    rb"|!\[[^\]\n]*\]\(<?(?P<text>[^)>\s]+)",
    re.MULTILINE,
)


@dataclass
class Run:
    """One import: the files it is given, and what it has seen of them so far."""

    places: Sequence[Place]
    media: Path
    touched: list[int] = field(default_factory=list)
    """The articles that came in, for which related ones are to be found."""
    _digests: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.places)

    def outcomes(self) -> Iterator[Outcome]:
        """Bring the files in, one after the other; yields what became of each, in order."""
        self._digests = _stored_digests()
        with pictures.development(self.media) as work:
            ahead: deque[Draft | Outcome] = deque()
            for place in self.places:
                if place.path.name == masthead.FILE:
                    yield from (self._settled(each, work) for each in _drained(ahead))
                    yield self._masthead(place, work)
                    continue
                ahead.append(self._prepared(place, work))
                if len(ahead) > AHEAD:
                    yield self._settled(ahead.popleft(), work)
            yield from (self._settled(each, work) for each in _drained(ahead))
        authors.bind_accounts()
        db.commit()

    def relate(self) -> Iterator[int]:
        """Find what is related to what came in; yields how many articles are done."""
        for done in related.refresh(self.touched):
            db.commit()
            yield done

    def _prepared(self, place: Place, work: pictures.Development) -> Draft | Outcome:
        """Everything that needs no unit of work: reading, checking, rendering, looking."""
        try:
            raw = _read(place)
            house = _house()
            digest = digest_of(raw, place, house)
            if self._digests.get(place.origin) == digest:
                return Outcome(place.shown, Fate.UNCHANGED)
            draft = drafts.of(raw, place, house)
        except Wrong as wrong:
            return Outcome(place.shown, Fate.WRONG, errors=wrong.errors)
        draft.digest = digest if _all_named(draft, raw) else ""
        for path, negative in draft.negatives.items():
            work.begin(path, negative)
        return draft

    def _settled(self, each: Draft | Outcome, work: pictures.Development) -> Outcome:
        """Store a draft whose pictures stand ready; the files are there before the row."""
        if isinstance(each, Outcome):
            return each
        try:
            for negative in each.negatives.values():
                _finish(work, negative, each.place.shown)
            article, is_new = storing.store(each)
            search.index(article.id)
            db.commit()
        except Wrong as wrong:
            db.rollback()
            return Outcome(each.place.shown, Fate.WRONG, errors=wrong.errors)
        self.touched.append(article.id)
        fate = Fate.NEW if is_new else Fate.CHANGED
        return Outcome(each.place.shown, fate, notes=sorted(each.sheet.notes))

    def _masthead(self, place: Place, work: pictures.Development) -> Outcome:
        """The publication itself, which decides about every article that follows."""
        was_there = bool(publication.current().digest)
        try:
            raw = _read(place)
            digest = digest_of(raw, place)
            if publication.current().digest == digest:
                return Outcome(place.shown, Fate.UNCHANGED, is_article=False)
            found = masthead.of(raw, place)
            if found.logo:
                work.begin(*found.logo)
                _finish(work, found.logo[1], place.shown)
            founding.store(found, digest)
            db.commit()
        except Wrong as wrong:
            db.rollback()
            return Outcome(place.shown, Fate.WRONG, errors=wrong.errors, is_article=False)
        fate = Fate.CHANGED if was_there else Fate.NEW
        return Outcome(place.shown, fate, notes=found.sheet.notes, is_article=False)


def digest_of(raw: bytes, place: Place, house: House | None = None) -> str:
    """What a file, the pictures that it names, the house and the renderer are, in one digest."""
    digest = hashlib.sha256(raw)
    digest.update(f"|{rendering.VERSION}|{house.zone if house else ''}|".encode())
    digest.update((house.language if house else "").encode())
    for name in sorted(_named(raw)):
        digest.update(f"|{name}|".encode())
        digest.update(hashlib.sha256(_content(place.path.parent / name)).digest())
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """What a picture is; nothing where it is none that would be taken, which is said elsewhere."""
    with suppress(OSError, ValueError):
        if path.is_file() and path.stat().st_size <= darkroom.MOST_BYTES:
            return path.read_bytes()
    return b""


def _named(raw: bytes) -> set[str]:
    """The names of pictures that stand in a file, found without reading it as YAML."""
    found = (match.group(match.lastgroup or 0) for match in _NAMED.finditer(raw))
    return {unquote(name.decode("utf-8", "replace").strip()) for name in found}


def _all_named(draft: Draft, raw: bytes) -> bool:
    """Whether the digest saw every picture; else the file never counts as unchanged."""
    folder = draft.place.path.parent
    return draft.negatives.keys() <= {(folder / name).resolve() for name in _named(raw)}


def _read(place: Place) -> bytes:
    """The bytes of a file. Raises Wrong where there is no file of a kind that is taken."""
    path = place.path
    if path.is_dir():
        words = "There is no Markdown file in this folder."
    elif not path.is_file():
        words = "There is no such file."
    elif path.name != masthead.FILE and path.suffix.lower() != ".md":
        words = f"Only Markdown files (.md) and {masthead.FILE} are taken."
    else:
        try:
            return frontmatter.bytes_of(path, place.shown)
        except OSError as error:
            words = f"The file cannot be read: {error.strerror}."
    raise Wrong([Remark(place.shown, 1, "", words)])


def _finish(work: pictures.Development, negative: darkroom.Negative, file: str) -> None:
    try:
        work.finish(negative)
    except darkroom.Unusable as error:
        raise Wrong([Remark(file, 1, "picture", str(error))]) from error


def _drained(ahead: deque[Draft | Outcome]) -> Iterator[Draft | Outcome]:
    while ahead:
        yield ahead.popleft()


def _house() -> House:
    site = publication.current()
    return House(site.name, publication.zone(site), site.language)


def _stored_digests() -> dict[str, str]:
    """What each file was when it was last imported, by its origin."""
    rows = db.execute(select(Article.origin, Article.digest))
    return {origin: digest for origin, digest in rows if origin is not None}
