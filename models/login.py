"""Log ins: a row for each, so that each can be ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .readers import Reader


class Login(Base):
    """One log in on one device. The cookie holds the secret, the row only its hash."""

    __allow_unmapped__ = True
    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str] = mapped_column(default="")
    """Browser and system in words, for the list in the account: "Firefox on Linux"."""
    remembered: Mapped[bool] = mapped_column(default=False)
    began_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    password_at: Mapped[datetime] = mapped_column(default=now)
    """When the password was last given in this log in: what is delicate asks for it again."""
    proved_at: Mapped[datetime | None]
    """When more than the password was shown in it: a passkey, or a code."""

    reader: Mapped[Reader] = relationship(lazy="raise")
    secret: str | None = None
    """In clear, only while the request runs that made or brought it; not stored."""
