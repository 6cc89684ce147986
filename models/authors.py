"""Authors: the people and desks that sign articles. Apart from accounts."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class AuthorKind(StrEnum):
    """Whether a person signs, or a desk on behalf of several."""

    PERSON = "person"
    DESK = "desk"


class Author(Base):
    """Somebody who signs articles; `reader_id` is the account that answers in their name."""

    __tablename__ = "author"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[AuthorKind] = mapped_column(
        Enum(
            AuthorKind, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]
        ),
        default=AuthorKind.PERSON,
    )
    biography: Mapped[str] = mapped_column(Text, default="")
    account: Mapped[str | None]
    """The e-mail address of the account that may answer in their name, as the publication says;
    `reader_id` follows once such an account has shown that the address is its own."""
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("reader.id", ondelete="SET NULL"))
