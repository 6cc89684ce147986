"""Jobs: work that is done outside a request, and survives whoever does it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, now


class JobStatus(StrEnum):
    """What is done is taken away; what cannot be done stays, so that somebody sees it."""

    WAITING = "waiting"
    DEAD = "dead"


class Job(Base):
    """One piece of work. It is somebody's while `lease` is set and `run_at` has not come."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_next", "status", "urgency", "run_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str | None] = mapped_column(unique=True)
    """Of two jobs with the same key there is one."""
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    urgency: Mapped[int] = mapped_column(default=50)
    """The lower, the sooner, whatever else waits."""
    run_at: Mapped[datetime] = mapped_column(default=now)
    """Not before. While somebody works on it: when it is taken from them."""
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None]
    """A random word of the one who works on it: only they may say how it went."""
    last_error: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[JobStatus] = mapped_column(
        Enum(
            JobStatus, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e]
        ),
        default=JobStatus.WAITING,
    )
    queued_at: Mapped[datetime] = mapped_column(default=now)
