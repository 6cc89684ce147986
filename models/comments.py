"""Comments: the conversation under an article."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .articles import Article
from .base import Base, now
from .readers import Reader


class CommentStatus(StrEnum):
    """Only a visible comment is seen by all; a withdrawn or removed one leaves a tombstone."""

    VISIBLE = "visible"
    HELD = "held"
    HIDDEN = "hidden"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


class Comment(Base):
    """A comment or a reply.

    `thread` numbers the threads of an article from 1, `reply` the replies of a thread from 1 (the
    comment that begins it has 0). Both are given once and never reused, so a page of threads
    is a range of numbers, and the page on which a comment stands is arithmetic.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("article_id", "thread", "reply"),
        Index("ix_comment_reader_id_posted_at", "reader_id", "posted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"))
    root_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    depth: Mapped[int] = mapped_column(default=0)
    """0 for the comment that begins a thread, then one more than the comment answered."""
    thread: Mapped[int]
    reply: Mapped[int] = mapped_column(default=0)
    reply_count: Mapped[int] = mapped_column(default=0)
    """On the comment that begins a thread: how many replies were ever posted in it."""
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
    as_author: Mapped[bool] = mapped_column(default=False)
    """Posted by the account of somebody who signs the article."""
    markdown: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    render_version: Mapped[int] = mapped_column(default=0)
    fingerprint: Mapped[str | None] = mapped_column(unique=True)
    """Digest of the composer's key, the place and the text, so that pressing twice posts once."""
    posted_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]

    article: Mapped[Article] = relationship(lazy="raise")
    reader: Mapped[Reader] = relationship(lazy="raise")
    parent: Mapped[Comment | None] = relationship(
        lazy="raise", remote_side="Comment.id", foreign_keys=[parent_id]
    )
