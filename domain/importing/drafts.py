"""An article as its file says it: every key checked, the text rendered, the pictures looked at.

Nothing here touches the database, so that all of it can be done before a unit of work begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from models import Discussion

from .. import darkroom, slugs
from ..rendering import articles as rendering
from ..rendering import pullquotes
from . import frontmatter, outlets, reminders
from .keys import Keys
from .sheet import Sheet

KINDS = ("correction", "clarification", "update")
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|\d{3}))?(-[a-zA-Z0-9]{5,8})*")
IMAGE = ("caption", "credit", "licence")
_SOURCE_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Place:
    """Where a file stands: the file itself, the folder that is imported, and how to call it."""

    path: Path
    root: Path
    shown: str

    @property
    def origin(self) -> str:
        """What the article is known by where it has no slug: folder and path below it."""
        return f"{self.root.name}/{self.path.relative_to(self.root).as_posix()}"


@dataclass(frozen=True)
class House:
    """What the publication decides about every article."""

    name: str
    zone: ZoneInfo
    language: str


@dataclass
class Draft:
    """Everything that a file says about its article, checked and ready to be stored."""

    place: Place
    sheet: Sheet
    slug: str
    slug_line: int
    title: str
    standfirst: str
    authors: list[str]
    section: str
    topics: list[str]
    published: datetime | None
    updated: datetime | None
    language: str
    discussion: Discussion
    image: dict[str, str] | None
    sources: list[dict[str, Any]]
    corrections: list[dict[str, Any]]
    markdown: str
    rendered: rendering.Rendered = field(init=False)
    picture: tuple[Path, darkroom.Negative] | None = None
    inside: dict[str, tuple[Path, darkroom.Negative]] = field(default_factory=dict)
    """The pictures inside the text, by the path that the Markdown names."""
    digest: str = ""

    @property
    def negatives(self) -> Mapping[Path, darkroom.Negative]:
        """Every picture of the article, by its file."""
        return dict(filter(None, [self.picture, *self.inside.values()]))


def of(raw: bytes, place: Place, house: House) -> Draft:
    """The article that a file holds. Raises Wrong with everything that is wrong in it."""
    sheet = Sheet(place.shown)
    document = frontmatter.document(raw, sheet)
    draft = _from_keys(document.keys, place, house, document.body)
    document.keys.done()
    _read_text(draft, document)
    sheet.settle()
    _remark_on(draft, document, house)
    return draft


def _from_keys(keys: Keys, place: Place, house: House, body: str) -> Draft:
    draft = Draft(
        place=place,
        sheet=keys.sheet,
        slug=_slug(keys),
        slug_line=keys.line_of("slug"),
        title=keys.text("title", needed=True),
        standfirst=keys.text("standfirst", most=1000),
        authors=_names(keys, "authors", keys.texts("authors")),
        section="".join(_names(keys, "section", [keys.text("section", most=80)])),
        topics=_topics(keys),
        published=keys.instant("published", house.zone),
        updated=keys.instant("updated", house.zone),
        language=_language(keys, house),
        discussion=Discussion(keys.choice("comments", [d.value for d in Discussion], "open")),
        image=None,
        sources=[_source(each) for each in keys.each("sources")],
        corrections=[_correction(each) for each in keys.each("corrections")],
        markdown=body.strip("\n"),
    )
    if draft.published and draft.updated and draft.updated < draft.published:
        keys.wrong("updated", "This is before the article was published.")
    _read_image(keys, draft)
    return draft


def _slug(keys: Keys) -> str:
    slug = keys.text("slug")
    if slug and not slugs.is_slug(slug):
        words = f"A slug has small letters, digits and single hyphens, at most {slugs.LONGEST}."
        near = slugs.of(slug)
        keys.wrong("slug", f"{words} Perhaps “{near}”?" if slugs.is_slug(near) else words)
    return slug


def _topics(keys: Keys) -> list[str]:
    """The topics, each once: spellings that differ only in case are one."""
    once: dict[str, str] = {}
    for topic in keys.texts("topics", most=60):
        once.setdefault(topic.casefold(), topic)
    return _names(keys, "topics", list(once.values()))


def _names(keys: Keys, key: str, names: list[str]) -> list[str]:
    """The names that can stand in an address; the others are noted."""
    for name in names:
        if name and not slugs.of(name):
            keys.wrong(key, f"“{name}” has neither a letter nor a digit.")
    return names


def _language(keys: Keys, house: House) -> str:
    language = keys.text("language")
    if language and not LANGUAGE.fullmatch(language):
        keys.wrong(
            "language", f"“{language[:40]}” is not a language tag, as in en, pt-BR or zh-Hant."
        )
    return "" if language.casefold() == house.language.casefold() else language


def _source(keys: Keys) -> dict[str, Any]:
    source = {
        "title": keys.text("title", needed=True, most=500),
        "url": keys.url("url"),
        "author": keys.text("author") or None,
        "outlet": keys.text("outlet") or None,
        "date": _source_date(keys),
    }
    keys.done()
    return source


def _source_date(keys: Keys) -> str | None:
    """A year, a month or a day, or a date in words: "September 2025"."""
    text = keys.text("date", most=60)
    if _SOURCE_DAY.fullmatch(text):
        try:
            date.fromisoformat(text + "2001-01-01"[len(text) :])
        except ValueError:
            keys.wrong("date", f"“{text}” is in no calendar.")
    elif text and not re.search(r"\d", text):
        keys.wrong(
            "date", f"“{text}” is not a year, a month or a day, as in 2024, 2024-03 or 2024-03-28."
        )
    return text or None


def _correction(keys: Keys) -> dict[str, Any]:
    correction = {
        "date": keys.day("date"),
        "kind": keys.choice("kind", KINDS, KINDS[0]),
        "text": keys.text("text", needed=True, most=3000),
    }
    if not keys.has("date"):
        keys.wrong("date", "This is missing.")
    keys.done()
    return correction


def _read_image(keys: Keys, draft: Draft) -> None:
    image = keys.inner("image")
    if image is None:
        return
    draft.image = {"alt": image.text("alt", most=1000)}
    draft.image |= {key: image.text(key, most=1000) for key in IMAGE}
    file = image.text("file", most=500)
    if not image.has("alt"):
        words = 'Say what the picture shows, or write alt: "" where it only decorates.'
        image.wrong("alt", words)
    if file:
        draft.picture = picture(file, draft.place, image.sheet, image.line_of("file"), "image.file")
    image.done()


def _read_text(draft: Draft, document: frontmatter.Document) -> None:
    """Take the text apart, look at its pictures, render it."""
    if not draft.markdown.strip():
        draft.sheet.wrong(document.body_line, "", "There is no text below the front matter.")
        return
    manuscript = rendering.Manuscript(draft.markdown)
    for named in manuscript.pictures:
        line = _line(draft, document, named.line)
        found = picture(named.address, draft.place, draft.sheet, line, "picture")
        if found:
            draft.inside[named.address] = found
    draft.rendered = manuscript.rendered({name: n for name, (_, n) in draft.inside.items()})


def _line(draft: Draft, document: frontmatter.Document, line: int) -> int:
    """A line of the text as a line of the file; blank lines before the text are not in the text."""
    blank = len(document.body) - len(document.body.lstrip("\n"))
    return document.body_line + blank + line


def picture(
    name: str, place: Place, sheet: Sheet, line: int, key: str
) -> tuple[Path, darkroom.Negative] | None:
    """The picture `name` beside the file, inside of what is imported; None where that is wrong."""
    try:
        path = (place.path.parent / name).resolve()
        inside = path.is_relative_to(place.root) and not Path(name).is_absolute()
        if not inside:
            raise darkroom.Unusable(f"“{name}” lies outside of the folder that is imported.")
        if not path.is_file():
            raise darkroom.Unusable(f"There is no picture “{name}” beside the file.")
        return path, darkroom.look(path)
    except darkroom.Unusable as error:
        sheet.wrong(line, key, str(error))
    except (OSError, ValueError):
        sheet.wrong(line, key, f"The picture “{name[:80]}” cannot be read.")
    return None


def _remark_on(draft: Draft, document: frontmatter.Document, house: House) -> None:
    """Write down what its editor should think about."""
    if draft.published is None:
        draft.sheet.note(1, "published", "This is missing: the day of the first import counts.")
    if not draft.section:
        draft.sheet.note(1, "section", "This is missing: the article stands in the first section.")
    for quotation in draft.rendered.pull_quotes:
        if quotation.difference:
            words = reminders.NOT_VERBATIM.format(pullquotes.in_words(quotation.difference))
            draft.sheet.note(_line(draft, document, quotation.line), "pull quote", words)
    for link in draft.rendered.lost_links:
        words = f"“{link.address[:80]}” leads nowhere from here; its words were kept."
        draft.sheet.note(_line(draft, document, link.line), "link", words)
    listed = [source["outlet"] or "" for source in draft.sources]
    for outlet in outlets.missing(draft.rendered.plain, listed, house.name):
        words = reminders.NOT_LISTED.format(outlet)
        draft.sheet.note(document.keys.line_of("sources"), "sources", words)
