"""Comments: the conversation under an article."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Enum, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .articles import Article
from .base import Base, now
from .readers import Reader


def only(condition: str) -> dict[str, Any]:
    """An index of those rows alone that meet `condition`."""
    return {f"{engine}_where": text(condition) for engine in ("sqlite", "postgresql")}


class CommentStatus(StrEnum):
    """Only a visible comment is seen by all; a withdrawn or removed one leaves a tombstone."""

    VISIBLE = "visible"
    HELD = "held"
    HIDDEN = "hidden"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


class Queue(StrEnum):
    """Where a comment waits for a moderator, and in which of the lists it stands once."""

    REPORTED = "reported"
    HELD = "held"
    NEW = "new"
    HIDDEN = "hidden"


class Comment(Base):
    """A comment or a reply.

    `thread` numbers the threads of an article from 1, `reply` the replies of a thread from 1 (the
    comment that begins it has 0). A number is given once, when everybody first sees the comment,
    and never reused: a page of threads is a range of numbers, the page on which a comment stands
    is arithmetic, and what is held and was never seen leaves no gap.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("article_id", "thread", "reply"),
        Index("ix_comment_reader_id_posted_at", "reader_id", "posted_at"),
        Index("ix_comment_reader_article", "reader_id", "article_id"),
        Index("ix_comment_held", "article_id", "reader_id", **only("status = 'held'")),
        Index("ix_comment_echo", "echo", **only("echo IS NOT NULL")),
        Index("ix_comment_arrival", "article_id", "arrival", **only("arrival IS NOT NULL")),
        Index("ix_comment_answered_id", "answered_id", "id", **only("answered_id IS NOT NULL")),
        Index(
            "ix_comment_recommended",
            *("article_id", "recommendations", "thread"),
            **only("root_id IS NULL AND thread IS NOT NULL"),
        ),
        Index("ix_comment_picked", "article_id", "picked_at", **only("picked_at IS NOT NULL")),
        *(
            Index(f"ix_comment_queue{name}", "queue", *of, "id", **only("queue IS NOT NULL"))
            for name, of in (("", ()), ("_article", ("article_id",)), ("_reader", ("reader_id",)))
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"))
    root_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    depth: Mapped[int] = mapped_column(default=0)
    """0 for the comment that begins a thread, then one more than the comment answered."""
    thread: Mapped[int | None]
    reply: Mapped[int | None]
    answered_id: Mapped[int | None] = mapped_column(ForeignKey("reader.id"))
    """Whose comment it answers; none where somebody answers themselves."""
    arrival: Mapped[int | None]
    """Which of all that was said under the article it was to be seen by everybody, from 1."""
    recommendations: Mapped[int] = mapped_column(default=0)
    """How many readers recommend it. Kept in the transaction that changes it."""
    picked_at: Mapped[datetime | None]
    """When an editor picked it, while it is a pick."""
    reply_count: Mapped[int] = mapped_column(default=0)
    """On the comment that begins a thread: the number of its newest reply."""
    status: Mapped[CommentStatus] = mapped_column(
        Enum(
            CommentStatus,
            native_enum=False,
            length=20,
            values_callable=lambda e: [m.value for m in e],
        ),
        default=CommentStatus.VISIBLE,
    )
    held_because: Mapped[str] = mapped_column(default="")
    """The rule that holds it: a code, put in words by `domain.moderation`."""
    queue: Mapped[Queue | None] = mapped_column(
        Enum(Queue, native_enum=False, length=20, values_callable=lambda e: [m.value for m in e])
    )
    """Where it waits for a moderator; kept by `domain.comments.counting`, as the status is."""
    reports: Mapped[int] = mapped_column(default=0)
    """How many readers reported it since a moderator last decided."""
    turns: Mapped[int] = mapped_column(default=0)
    """How often its state or wording changed: a form says which one it was looking at."""
    closed: Mapped[bool] = mapped_column(default=False)
    """Nothing more may be answered in its thread: the same on every comment of one."""
    echo: Mapped[str | None]
    """Digest of what it says, however it is spelt: the same words said again are known by it.
    None where it is too short to be anybody's own."""
    as_author: Mapped[bool] = mapped_column(default=False)
    """Posted by the account of somebody who signs the article."""
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    render_version: Mapped[int] = mapped_column(default=0)
    fingerprint: Mapped[str] = mapped_column(index=True, default="")
    """Digest of person, place, text and the composer's key, so that pressing twice posts once."""
    posted_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]

    article: Mapped[Article] = relationship(lazy="raise")
    reader: Mapped[Reader] = relationship(lazy="raise", foreign_keys=[reader_id])
    parent: Mapped[Comment | None] = relationship(
        lazy="raise", remote_side="Comment.id", foreign_keys=[parent_id]
    )
