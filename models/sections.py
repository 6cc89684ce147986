"""Sections: the publication's departments."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Section(Base):
    """A department of the publication; an article stands in exactly one."""

    __tablename__ = "section"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
