"""The publication: one row that says whose site this is, and its own pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Publication(Base):
    """The publication of this installation. There is one row, number 1."""

    __tablename__ = "publication"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str]
    strapline: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    timezone: Mapped[str] = mapped_column(default="UTC")
    accent: Mapped[str] = mapped_column(default="#8f2413")
    logo: Mapped[str | None]
    sections: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """The sections in their order on the page: name and slug of each, so that the frame of a page
    costs one statement; the rows of `section` stay the truth."""
    lead: Mapped[list[str]] = mapped_column(JSON, default=list)
    follow: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    newsletter: Mapped[dict[str, str] | None] = mapped_column(JSON)
    acknowledgement: Mapped[str] = mapped_column(Text, default="")
    comments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    pages: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """Title and slug of the publication's own pages, in order, for the footer."""
    digest: Mapped[str] = mapped_column(default="")


class Page(Base):
    """One of the publication's own pages: about, contact, privacy, rules, accessibility."""

    __tablename__ = "page"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    render_version: Mapped[int] = mapped_column(default=0)
