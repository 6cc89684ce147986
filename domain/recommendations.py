"""Recommending a comment: once for each reader, and there is no opposite of it."""

from __future__ import annotations

from models import Comment, Person, Recommendation
from models.database import db

from . import permissions
from .comments.editing import changing


def set(by: Person, comment: Comment, *, recommend: bool) -> Comment:
    """Have `by` recommend `comment`, or no longer. Saying the same twice changes nothing."""
    permissions.require(by, "comment.recommend", comment)
    article, comment = changing(comment)
    permissions.require(by, "comment.recommend", comment)  # a moderator may have been faster
    made = db.get(Recommendation, (by.id, article.id, comment.id))
    if recommend and made is None:
        its = {"article_id": article.id, "comment_id": comment.id}
        db.add(Recommendation(reader_id=by.id, **its))
        comment.recommendations += 1
    elif made is not None and not recommend:
        db.delete(made)
        comment.recommendations -= 1
    db.flush()
    return comment
