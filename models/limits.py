"""Limits: how often something was done of late, where that is limited."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Spent(Base):
    """How much of one limit somebody has spent, until the window ends and it begins anew."""

    __tablename__ = "spent"

    key: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of limit and person: neither addresses of machines nor of people are kept."""
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)
