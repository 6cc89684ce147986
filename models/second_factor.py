"""The second factor: an app that shows codes, codes on paper, and whoever is halfway in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, now
from .readers import Reader


class Authenticator(Base):
    """An app that shows another code every half minute (TOTP). An account has one at most."""

    __tablename__ = "authenticator"

    reader_id: Mapped[int] = mapped_column(
        ForeignKey("reader.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sealed_secret: Mapped[str]
    """What the app and we reckon the codes from, encrypted by the secret of the installation."""
    begun_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    """When its first code was given: until then nothing is asked of it."""
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The half minute of the last code that was taken; none is taken again, and no older one."""


class RecoveryCode(Base):
    """A code on paper, for whoever has lost the rest. Only its hash is kept; it is good once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class Halfway(Base):
    """Somebody who gave the right password in a browser, and the second factor not yet."""

    __tablename__ = "halfway"

    id: Mapped[int] = mapped_column(primary_key=True)
    browser_hash: Mapped[str] = mapped_column(unique=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id", ondelete="CASCADE"), index=True)
    password_mark: Mapped[str]
    """Stands for the password that was given: another one since, and this is over."""
    remembered: Mapped[bool] = mapped_column(default=False)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    reader: Mapped[Reader] = relationship(lazy="raise")
