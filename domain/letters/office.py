"""The office: letters wait among the jobs, are written when their turn comes, and are posted."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.database import db

from .. import jobs
from ..jobs import Claimed, Urgency
from ..mail import Post
from .writing import Letter, message

KIND = "letter"

Writer = Callable[["Order"], Letter | None]
"""Writes the letters of one name. None where there is nobody to write to, or nothing to say."""


def queue(
    name: str,
    facts: Mapping[str, Any],
    *,
    key: str | None = None,
    at: datetime | None = None,
    urgency: Urgency = Urgency.SOON,
) -> None:
    """Have the letter `name` sent, once the unit of work is kept, and not before `at`."""
    payload = {**facts, "letter": name, "nonce": secrets.token_urlsafe(16)}
    jobs.put(KIND, payload, key=key, at=at, urgency=urgency)


@dataclass(frozen=True)
class Order:
    """A letter to be written: what was said when it was queued, and whose office writes it."""

    facts: Mapping[str, Any]
    url: str
    secrets: tuple[str, ...]

    @property
    def nonce(self) -> str:
        """The random word that the secret of its link is reckoned from."""
        return str(self.facts["nonce"])


@dataclass(frozen=True)
class Office:
    """Writes and posts letters. `url` is the publication's, `sender` the address it writes from."""

    url: str
    secrets: tuple[str, ...]
    sender: str
    post: Post
    writers: Mapping[str, Writer]

    def deliver(self, job: Claimed) -> None:
        """Do the job of a letter. What the writing stored is kept before the letter goes out."""
        order = Order(job.payload, self.url, self.secrets)
        letter = self.writers[order.facts["letter"]](order)
        if letter is None:
            db.commit()
            return
        number = f"<{job.id}.{order.nonce}@{self.sender.rpartition('@')[2]}>"
        written = message(letter, self, number, job.queued_at)
        db.commit()
        self.post.send(written)
