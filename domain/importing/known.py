"""Authors, sections and topics by their names; made when a file is the first to name them."""

from __future__ import annotations

import re

from sqlalchemy import func, or_, select

from models import Author, AuthorKind, Publication, Section, Topic
from models.database import db

from .. import publication, slugs

FALLBACK = "News"
"""The section of an article that names none, in a publication that has none."""
_DESK = re.compile(
    r"\b(desk|wrap|staff|team|newsroom|editors|editorial|correspondents|agency)$", re.I
)


def author(name: str) -> Author:
    """The author of that name, or of the same slug where the name was changed since."""
    slug = slugs.of(name)
    found = db.scalar(select(Author).where(Author.name == name).order_by(Author.id))
    found = found or db.scalar(select(Author).where(Author.slug == slug))
    if found is None:
        found = Author(slug=slug, name=name, kind=kind_by(name))
        db.add(found)
        db.flush()
    return found


def kind_by(name: str) -> AuthorKind:
    """What a name is taken for until the publication says so: "The Editors" are a desk."""
    return AuthorKind.DESK if _DESK.search(name) else AuthorKind.PERSON


def topic(name: str) -> Topic:
    """The topic of that name, however it is capitalised."""
    folded = name.casefold()
    found = db.scalar(select(Topic).where(Topic.folded == folded))
    if found is None:
        wanted = slugs.of(name)
        near = or_(Topic.slug == wanted, Topic.slug.startswith(f"{wanted}-", autoescape=True))
        taken = set(db.scalars(select(Topic.slug).where(near)))
        found = Topic(slug=slugs.free(wanted, taken), name=name, folded=folded)
        db.add(found)
        db.flush()
    return found


def section(name: str) -> Section:
    """The section of that name; without a name, the first that there is."""
    found = _section_called(name) if name else _first_section()
    if found is None:
        name = name or FALLBACK
        last = db.scalar(select(func.max(Section.position)))
        position = 0 if last is None else last + 1
        found = Section(slug=slugs.of(name), name=name, position=position)
        db.add(found)
        db.flush()
        _list_in_frame(found)
    return found


def site() -> Publication:
    """The row of the publication, made now if there was none."""
    found = publication.current()
    if found not in db():
        db.add(found)
        db.flush()
    return found


def _section_called(name: str) -> Section | None:
    return db.scalar(select(Section).where(Section.slug == slugs.of(name)))


def _first_section() -> Section | None:
    return db.scalar(select(Section).order_by(Section.position, Section.id).limit(1))


def _list_in_frame(made: Section) -> None:
    """Show a section that an article brought along, behind those that the publication lists."""
    row = site()
    row.sections = [*row.sections, {"name": made.name, "slug": made.slug}]
