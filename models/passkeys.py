"""Passkeys: keys on somebody's devices that log them in, and the challenges that these answer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Enum, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .readers import Reader


class Passkey(Base):
    """One passkey. The device keeps the secret half, the row the public one."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    """The number by which the device knows it."""
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    handle: Mapped[bytes] = mapped_column(LargeBinary)
    """What the device knows the account by: random, and the same for all passkeys of an account."""
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    """How often the device said that it was used; one that counts never says less than before."""
    added_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]

    reader: Mapped[Reader] = relationship(lazy="raise")


class Ceremony(StrEnum):
    """What a challenge was given out for."""

    ADD = "add"
    LOG_IN = "log in"


class Challenge(Base):
    """A challenge that a passkey is to sign: for one browser, once, and for a few minutes."""

    __tablename__ = "challenge"

    id: Mapped[int] = mapped_column(primary_key=True)
    value_hash: Mapped[str] = mapped_column(unique=True)
    browser_hash: Mapped[str]
    handle: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    """What the device is told to know the account by, where a passkey is to be added."""
    ceremony: Mapped[Ceremony] = mapped_column(
        Enum(Ceremony, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e])
    )
    expires_at: Mapped[datetime] = mapped_column(index=True)
