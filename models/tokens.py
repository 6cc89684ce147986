"""Tokens: what links in letters hold, each good for one act, once, and not for long."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class TokenKind(StrEnum):
    """What a link is for. One that confirms an address opens no password."""

    CONFIRM = "confirm"
    RESET = "reset"
    ADDRESS = "address"


class Token(Base):
    """A link that was sent. The letter holds the secret, the row only its hash."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TokenKind] = mapped_column(
        Enum(
            TokenKind, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]
        )
    )
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id", ondelete="CASCADE"), index=True)
    address: Mapped[str]
    """The e-mail address that the letter went to."""
    secret_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    spent_at: Mapped[datetime | None]
    """When it was used, or taken back. The row stays a while, so that no letter revives it."""
