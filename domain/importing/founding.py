"""Storing the publication as its file says it, as one unit of work."""

from __future__ import annotations

from sqlalchemy import select

from models import Article, ArticleAuthor, Author, AuthorKind, Page, Publication, Section
from models.database import db, writing

from .. import pictures, publication, search
from ..moderation import watchwords
from ..rendering import articles as rendering
from . import known
from .masthead import Masthead
from .storing import byline

LOGO_WIDTH = 480


def store(masthead: Masthead, digest: str) -> None:
    """Make the publication what the file says, as one unit of work."""
    writing()
    row = known.site()
    for fact, value in masthead.facts.items():
        setattr(row, fact, value)
    row.logo = _logo_address(masthead)
    row.digest = digest
    _store_sections(row, masthead.sections)
    for each in masthead.authors:
        _store_author(each)
    _store_pages(row, masthead.pages)
    watchwords.replace(masthead.watchwords)
    db.flush()


def _logo_address(masthead: Masthead) -> str | None:
    if masthead.logo is None:
        return None
    negative = masthead.logo[1]
    pictures.kept(negative)
    width = next((w for w in negative.widths if w >= LOGO_WIDTH), negative.widths[-1])
    return pictures.address(negative.digest, width)


def _store_sections(row: Publication, wanted: list[dict[str, str]]) -> None:
    """The sections in their order; those that only articles know stand behind."""
    rows = {section.slug: section for section in db.scalars(select(Section))}
    for place, each in enumerate(wanted):
        section = rows.pop(each["slug"], None) or Section(slug=each["slug"])
        section.name, section.description = each["name"], each["description"]
        section.position = place
        db.add(section)
    others = sorted(rows.values(), key=lambda section: (section.position, section.id))
    for place, section in enumerate(others, len(wanted)):
        section.position = place
    used = [section for section in others if _has_articles(section)]
    row.sections = [{"name": s["name"], "slug": s["slug"]} for s in wanted]
    row.sections += [{"name": s.name, "slug": s.slug} for s in used]


def _has_articles(section: Section) -> bool:
    some = select(Article.id).where(Article.section_id == section.id).limit(1)
    return db.scalar(some) is not None


def _store_author(wanted: dict[str, str]) -> None:
    author = _author_row(wanted)
    before = {"name": author.name, "slug": author.slug, "kind": author.kind}
    author.name, author.slug = wanted["name"], wanted["slug"]
    author.biography = wanted["biography"]
    author.kind = AuthorKind(wanted["kind"]) if wanted["kind"] else author.kind
    if author.account != (wanted["account"] or None):
        author.account, author.reader_id = wanted["account"] or None, None
    db.add(author)
    db.flush()
    if before != {"name": author.name, "slug": author.slug, "kind": author.kind}:
        _sign_again(author, before["slug"])


def _author_row(wanted: dict[str, str]) -> Author:
    found = db.scalar(select(Author).where(Author.slug == wanted["slug"]))
    found = found or db.scalar(select(Author).where(Author.name == wanted["name"]))
    return found or Author(
        slug=wanted["slug"], name=wanted["name"], kind=known.kind_by(wanted["name"])
    )


def _sign_again(author: Author, slug: str) -> None:
    """Carry a new name into the byline of everything that the author signed."""
    signed = select(Article).join(ArticleAuthor).where(ArticleAuthor.author_id == author.id)
    for article in db.scalars(signed):
        now = byline([author])
        article.byline = [now[0] if each["slug"] == slug else each for each in article.byline]
        search.index(article.id)


def _store_pages(row: Publication, wanted: list[dict[str, str]]) -> None:
    rows = {page.slug: page for page in db.scalars(select(Page))}
    for each in wanted:
        page = rows.pop(each["slug"], None) or Page(slug=each["slug"])
        page.title, page.markdown, page.html = each["title"], each["markdown"], each["html"]
        page.render_version = rendering.VERSION
        db.add(page)
    for gone in rows.values():
        db.delete(gone)
    row.pages = [{"title": each["title"], "slug": each["slug"]} for each in wanted]


def lost_leads() -> list[str]:
    """The lead stories that the publication names and that there are not."""
    lead = publication.current().lead
    there = set(db.scalars(select(Article.slug).where(Article.slug.in_(lead))))
    return [slug for slug in lead if slug not in there]
