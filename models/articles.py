"""Articles: what readers come for. Identity is the id; addresses, byline and topics are rows."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from .base import Base, now
from .pictures import Picture
from .sections import Section


class Status(StrEnum):
    """Where an article stands between the desk and the archive."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Discussion(StrEnum):
    """Whether an article is discussed: open, closed (shown, nothing new), off (none)."""

    OPEN = "open"
    CLOSED = "closed"
    OFF = "off"


def _words(of: type[StrEnum]) -> Enum:
    return Enum(of, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e])


class Article(Base):
    """What a card shows and a list sorts by. The text itself is apart, in `ArticleBody`."""

    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_latest", "status", "published_at", "id"),
        Index("ix_article_section_latest", "section_id", "status", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    """The address in force; the same as the newest row of `addresses`."""
    origin: Mapped[str | None] = mapped_column(unique=True)
    """Where it was imported from: the imported folder's name and the path below."""
    digest: Mapped[str] = mapped_column(default="")
    """What the file, its pictures and the renderer were at the last import: an unchanged file is
    left alone. An edit made elsewhere does not touch it, so that the two can be told apart: a file
    that differs from it and an edit since the import are together a conflict."""
    status: Mapped[Status] = mapped_column(_words(Status), default=Status.PUBLISHED)
    title: Mapped[str]
    standfirst: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(default="")
    """A BCP 47 tag; empty where it is the publication's own."""
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    byline: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """Name, slug and kind of each author in order: lists need no join."""
    published_at: Mapped[datetime]
    updated_at: Mapped[datetime | None]
    update_reason: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=1)
    words: Mapped[int] = mapped_column(default=0)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    image: Mapped[dict[str, str] | None] = mapped_column(JSON)
    """`alt`, `caption`, `credit`, `licence`; None where the article has no picture at all."""
    discussion: Mapped[Discussion] = mapped_column(_words(Discussion), default=Discussion.OPEN)
    holds: Mapped[bool] = mapped_column(default=False)
    """What is said under it is read by a moderator before everybody sees it."""
    thread_count: Mapped[int] = mapped_column(default=0)
    """How many threads were ever begun: the number of the newest one."""
    comment_count: Mapped[int] = mapped_column(default=0)
    """How many comments everybody sees. Kept in the transaction that changes it."""
    arrivals: Mapped[int] = mapped_column(default=0)
    """How many comments everybody ever saw: the number of the newest one."""
    pick_count: Mapped[int] = mapped_column(default=0)
    """How many of them are editors' picks."""
    stored_at: Mapped[datetime] = mapped_column(default=now)

    section: Mapped[Section] = relationship(lazy="raise")
    picture: Mapped[Picture | None] = relationship(lazy="raise")
    body: Mapped[ArticleBody] = relationship(lazy="raise", cascade="all, delete-orphan")
    addresses: Mapped[list[ArticleAddress]] = relationship(
        lazy="raise", cascade="all, delete-orphan"
    )
    sources: Mapped[list[Source]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Source.position"
    )
    corrections: Mapped[list[Correction]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Correction.date, Correction.id"
    )
    pull_quotes: Mapped[list[PullQuote]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PullQuote.position"
    )

    @property
    def is_published(self) -> bool:
        """Whether the article may be read by everybody at this instant."""
        return self.status is Status.PUBLISHED and self.published_at <= now()


class ArticleBody(Base):
    """The text: as written, as rendered once, and plain for search and counting."""

    __tablename__ = "article_body"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    plain: Mapped[str] = mapped_column(Text)
    """The words of the text without markup and without pull quotes."""
    opening: Mapped[str] = column_property(func.substr(plain, 1, 600))
    """How the words begin: enough for a description, without reading the rest."""
    pictures: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """The pictures inside the text: the path that the Markdown names, and the picture's digest."""
    render_version: Mapped[int] = mapped_column(default=0)


class ArticleAddress(Base):
    """A slug under which the article is or was found. Old ones redirect."""

    __tablename__ = "article_address"

    slug: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)


class ArticleAuthor(Base):
    """Who signs an article, in order."""

    __tablename__ = "article_author"
    __table_args__ = (Index("ix_article_author_latest", "author_id", "listed_at", "article_id"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    listed_at: Mapped[datetime | None]
    """As in `ArticleTopic`."""


class ArticleTopic(Base):
    """What an article is about, in order."""

    __tablename__ = "article_topic"
    __table_args__ = (Index("ix_article_topic_latest", "topic_id", "listed_at", "article_id"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    listed_at: Mapped[datetime | None]
    """When the article was published; none while it is a draft or withdrawn. A list under a topic
    is then a range of one index. The database itself keeps it, by triggers, whoever writes."""


class RelatedArticle(Base):
    """An article to read next, found when either of the two was stored."""

    __tablename__ = "related_article"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    related_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)


class Source(Base):
    """A work that the article rests on. `url` is public http(s) or None."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("article_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    position: Mapped[int]
    title: Mapped[str]
    url: Mapped[str | None]
    author: Mapped[str | None]
    outlet: Mapped[str | None]
    date: Mapped[str | None]
    """As given: a year, a month or a day."""

    @property
    def whence(self) -> str:
        """Author and outlet as the page names them: "H. J. Jackson, Yale University Press"."""
        return ", ".join(part for part in (self.author, self.outlet) if part)


class Correction(Base):
    """What was put right, when and of which kind: correction, clarification or update."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    date: Mapped[date]
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text)


class PullQuote(Base):
    """A passage lifted out of the text, with who said it. `difference` is None where verbatim."""

    __tablename__ = "pull_quote"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    who: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    difference: Mapped[list[Any] | None] = mapped_column(JSON)
    """Where the quotation departs from the text: pairs of a sign (" ", "-", "+") and words."""
