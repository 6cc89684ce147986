"""What changes when a comment is seen, held or taken back: its number and its article's count."""

from __future__ import annotations

from models import Article, Comment, CommentStatus
from models.database import db


def locked(article: Article) -> Article:
    """The article as it stands now, held until the unit of work ends: numbers go by turns."""
    return db.get_one(Article, article.id, populate_existing=True, with_for_update=True)


def show(comment: Comment, article: Article) -> None:
    """Let everybody see `comment`, which was held; the first time, it gets its number."""
    if comment.reply is None:
        _number(comment, article)
    comment.status, comment.held_because = CommentStatus.VISIBLE, ""
    article.comment_count += 1


def hide(comment: Comment, article: Article, status: CommentStatus, because: str = "") -> None:
    """Take `comment` from everybody's sight; its number and its thread stay."""
    if comment.status is CommentStatus.VISIBLE:
        article.comment_count -= 1
    comment.status, comment.held_because = status, because


def _number(comment: Comment, article: Article) -> None:
    root = db.get_one(Comment, comment.root_id) if comment.root_id else None
    if root is None:
        article.thread_count += 1
        comment.thread, comment.reply = article.thread_count, 0
    else:
        root.reply_count += 1
        comment.thread, comment.reply = root.thread, root.reply_count
