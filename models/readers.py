"""Readers: people with an account, and the guest, who has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_login import UserMixin
from sqlalchemy import JSON, Enum, Index
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now

if TYPE_CHECKING:
    from .login import Login


class Role(StrEnum):
    """What an account is for. Who may do what stands in `domain/permissions.py` alone."""

    READER = "reader"
    WRITER = "writer"
    EDITOR = "editor"
    MODERATOR = "moderator"
    ADMIN = "admin"


ORDINARY = -7_777_777
"""The number of the ordinary reader, whom no row has; see `domain.ordinary`."""


class Replies(StrEnum):
    """By which letters somebody is told of replies."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


STAFF = tuple(role for role in Role if role is not Role.READER)
"""Everybody who is more than a reader."""


class Reader(UserMixin, Base):
    """An account. Several unconfirmed ones may name one address; confirming binds it."""

    __allow_unmapped__ = True
    __tablename__ = "reader"
    __table_args__ = (
        Index("uq_reader_confirmed_address", "confirmed_address", unique=True),
        Index("ix_reader_address", "address", "confirmed_address"),
        Index("ix_reader_role", "role", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str]
    """The e-mail address, casefolded, as given at registration."""
    confirmed_address: Mapped[str | None]
    """The address once it was shown to be theirs; unique."""
    password_hash: Mapped[str]
    role: Mapped[Role] = mapped_column(
        Enum(Role, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]),
        default=Role.READER,
    )
    reading: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """The reading settings that the account chose: only the keys that were ever chosen."""
    replies: Mapped[Replies] = mapped_column(
        Enum(Replies, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]),
        default=Replies.DAILY,
    )
    """How they are told by letter that somebody answered them."""
    suspended_until: Mapped[datetime | None]
    """Until when they read and do not write."""
    banned_at: Mapped[datetime | None]
    """Since when they take no part: they may read, see why, and appeal."""
    always_held: Mapped[bool] = mapped_column(default=False)
    """What they write is read by a moderator first, whatever else holds."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    """Made by `flask demo` with a known password; production refuses to start beside it."""
    leaves_at: Mapped[datetime | None]
    """When the account is deleted, unless its owner stays."""
    takes_comments: Mapped[bool] = mapped_column(default=False)
    """Whether what they wrote goes with them."""
    left_at: Mapped[datetime | None]
    """Since when it is nobody's account any more: a row that threads and the log hang on."""
    registered_at: Mapped[datetime] = mapped_column(default=now)
    renamed_at: Mapped[datetime | None]
    """When they last took another name; never, where they have the one they came with."""

    login: Login | None = None
    """The log in by which this request came; set by `domain.login`, not stored."""
    unread: Any = 0
    """How many notices they have not marked as read; set by `domain.login`, not stored."""
    device = None
    """A reader's things hang on the account, a guest's on the device."""

    __eq__ = object.__eq__
    """A row is one object in a unit of work; Flask-Login would compare secrets."""
    __hash__ = object.__hash__

    @property
    def standing(self) -> str:
        """How they stand with the moderators, as a form says which standing it saw."""
        parts = ["banned"] if self.banned_at else []
        if self.suspended_until is not None and self.is_suspended:
            parts.append(f"suspended until {self.suspended_until:%Y-%m-%d %H:%M}")
        return ", ".join([*parts, "always held"] if self.always_held else parts) or "free"

    @property
    def is_suspended(self) -> bool:
        """Whether they read and do not write at this instant."""
        return self.suspended_until is not None and self.suspended_until > now()

    def get_id(self) -> str:
        """The secret of this log in, for Flask-Login: ending its row ends the session."""
        if self.login is None or self.login.secret is None:
            raise ValueError("the reader has not logged in")
        return self.login.secret


@dataclass(frozen=True)
class Guest:
    """Somebody without an account; `device` is the hash of their device's cookie, if it has one."""

    device: str | None = None

    id = None
    login = None
    name = ""
    role = None
    is_authenticated = False


Person = Reader | Guest
