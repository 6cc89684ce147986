"""`publication.yml`: whose site this is, who writes in it, and its own pages, as the file says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models import AuthorKind, WatchwordKind

from .. import closing, colours, darkroom, slugs
from ..lookalikes import folded
from ..moderation.policy import EVERYTHING
from ..rendering import articles as rendering
from . import frontmatter
from .drafts import LANGUAGE, Place, picture
from .keys import Keys
from .sheet import Sheet

FILE = "publication.yml"
TITLES = {
    "about": "About",
    "contact": "Contact",
    "privacy": "Privacy",
    "community-rules": "Community rules",
    "accessibility": "Accessibility",
}
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")

Watched = dict[WatchwordKind, list[str]]


@dataclass
class Masthead:
    """What the file says, checked and ready to be stored."""

    sheet: Sheet
    facts: dict[str, Any]
    sections: list[dict[str, str]]
    authors: list[dict[str, str]]
    pages: list[dict[str, str]]
    logo: tuple[Path, darkroom.Negative] | None
    watchwords: Watched


def of(raw: bytes, place: Place) -> Masthead:
    """The publication as the file says it. Raises Wrong with everything that is wrong in it."""
    sheet = Sheet(place.shown)
    keys = frontmatter.mapping(frontmatter.text_of(raw, place.shown), sheet)
    asked, watched = _conversation(keys)
    masthead = Masthead(
        sheet=sheet,
        facts=_facts(keys) | {"comments": asked},
        sections=_sections(keys),
        authors=_authors(keys),
        pages=_pages(keys),
        logo=_logo(keys, place),
        watchwords=watched,
    )
    keys.done()
    sheet.settle()
    return masthead


def _facts(keys: Keys) -> dict[str, Any]:
    """What goes into the one row as it is."""
    return {
        "name": keys.text("name", needed=True, most=80),
        "strapline": keys.text("strapline", most=200),
        "language": _language(keys),
        "timezone": _timezone(keys),
        "accent": _accent(keys),
        "lead": keys.texts("lead"),
        "follow": _follow(keys),
        "newsletter": _newsletter(keys),
        "acknowledgement": keys.text("acknowledgement", most=3000),
    }


def _language(keys: Keys) -> str:
    language = keys.text("language")
    if language and not LANGUAGE.fullmatch(language):
        keys.wrong(
            "language", f"“{language[:40]}” is not a language tag, as in en, pt-BR or zh-Hant."
        )
    return language or "en"


def _timezone(keys: Keys) -> str:
    name = keys.text("timezone") or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        keys.wrong("timezone", f"“{name[:40]}” is not a time zone, as in Europe/London.")
    return name


def _accent(keys: Keys) -> str:
    accent = keys.text("accent")
    if accent and not colours.is_colour(accent):
        keys.wrong(
            "accent", f'“{accent[:40]}” is not a colour, as in "#8f2413" (in quotation marks).'
        )
    elif keys.is_left_empty("accent"):
        keys.wrong("accent", 'A colour stands in quotation marks, as in "#8f2413".')
    return accent or "#8f2413"


def _follow(keys: Keys) -> list[dict[str, str]]:
    return [_link(each, "network") for each in keys.each("follow")]


def _newsletter(keys: Keys) -> dict[str, str] | None:
    newsletter = keys.inner("newsletter")
    return _link(newsletter, "words") if newsletter else None


def _link(keys: Keys, words: str) -> dict[str, str]:
    link = {words: keys.text(words, needed=True), "address": keys.address("address") or ""}
    if not keys.has("address"):
        keys.wrong("address", "This is missing.")
    keys.done()
    return link


def _conversation(keys: Keys) -> tuple[dict[str, Any], Watched]:
    """What is asked of comments, and apart from it the words that they are held for."""
    inner = keys.inner("comments")
    if inner is None:
        return {}, {}
    asked: dict[str, Any] = {
        "hold": inner.choice("hold", [EVERYTHING], "") or None,
        "hold_rejected": inner.number("hold_rejected", 100),
    }
    for key in ("hold_first", "hold_links", "hold_reported"):
        asked[key] = inner.number(key, 1000)
    asked["close_after"] = inner.number("close_after", closing.LONGEST)
    for key in ("closed", "hold_repeated", "public_log"):
        asked[key] = {"yes": True, "no": False}.get(inner.choice(key, ["yes", "no"], ""))
    watched = {kind: _watchwords(inner, f"{kind}_words") for kind in WatchwordKind}
    inner.done()
    return {key: value for key, value in asked.items() if value is not None}, watched


def _watchwords(keys: Keys, key: str) -> list[str]:
    words = keys.texts(key)
    for word in words:
        if not folded(word):
            keys.wrong(key, f"“{word[:40]}” has neither letter nor digit in it.")
    return words


def _sections(keys: Keys) -> list[dict[str, str]]:
    found = [_named(each, "description") for each in keys.each("sections", alone="name")]
    _refuse_twins(keys, "sections", found)
    return found


def _authors(keys: Keys) -> list[dict[str, str]]:
    found = [_author(each) for each in keys.each("authors", alone="name")]
    _refuse_twins(keys, "authors", found)
    return found


def _author(keys: Keys) -> dict[str, str]:
    kind = keys.choice("kind", [kind.value for kind in AuthorKind], "")
    account = keys.text("account").casefold()
    if account and not ADDRESS.fullmatch(account):
        keys.wrong("account", f"“{account[:80]}” is not an e-mail address.")
    return {"kind": kind, "account": account, **_named(keys, "biography")}


def _named(keys: Keys, about: str) -> dict[str, str]:
    """A name with its slug, which is given where the name changed and the address should not."""
    name, slug = keys.text("name", needed=True, most=120), keys.text("slug")
    if (slug and not slugs.is_slug(slug)) or (name and not slugs.of(name)):
        keys.wrong("slug" if slug else "name", "This cannot stand in an address.")
    found = {"name": name, "slug": slug or slugs.of(name), about: keys.text(about, most=2000)}
    keys.done()
    return found


def _refuse_twins(keys: Keys, key: str, found: list[dict[str, str]]) -> None:
    seen: set[str] = set()
    for each in found:
        if each["slug"] in seen:
            keys.wrong(key, f"“{each['name']}” stands here twice.")
        seen.add(each["slug"])


def _pages(keys: Keys) -> list[dict[str, str]]:
    inner = keys.inner("pages")
    if inner is None:
        return []
    pages = [_page(inner, key) for key in inner.names()]
    _refuse_twins(keys, "pages", [{"slug": page["slug"], "name": page["title"]} for page in pages])
    return pages


def _page(keys: Keys, key: str) -> dict[str, str]:
    """One of the publication's own pages; a heading at its beginning is its title."""
    markdown, slug = keys.block(key).strip(), slugs.of(key)
    manuscript = rendering.Manuscript(markdown)
    title = manuscript.heading() or TITLES.get(slug) or key.replace("-", " ").capitalize()
    if not slugs.is_slug(slug) or (not markdown and keys.is_text(key)):
        keys.wrong(key, "A page has a short name and a text.")
    rendered = manuscript.rendered()
    for link in rendered.lost_links:
        keys.sheet.note(keys.line_of(key), f"pages.{key}", f"“{link.address[:80]}” leads nowhere.")
    return {"slug": slug, "title": title, "markdown": markdown, "html": rendered.html}


def _logo(keys: Keys, place: Place) -> tuple[Path, darkroom.Negative] | None:
    name = keys.text("logo", most=500)
    return picture(name, place, keys.sheet, keys.line_of("logo"), "logo") if name else None
