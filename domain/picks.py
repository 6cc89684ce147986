"""Editors' picks: comments that an editor wants to be seen."""

from __future__ import annotations

from models import Act, Comment, Person
from models.database import db

from . import permissions
from .comments import counting
from .comments.editing import changing
from .moderation import log


def set(by: Person, comment: Comment, *, pick: bool) -> None:
    """Have `comment` be an editors' pick, or not. Saying the same twice changes nothing."""
    permissions.require(by, "comment.pick", comment)
    article, comment = changing(comment)
    permissions.require(by, "comment.pick", comment)
    if pick is (comment.picked_at is not None):
        return
    counting.pick(comment, article, is_pick=pick)
    act = Act.PICK if pick else Act.UNPICK
    log.write(act, by=by, comment=comment, after={"picked": pick})
    db.flush()
