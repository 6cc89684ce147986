"""What becomes of a comment after it was posted: another wording, withdrawal, an editor's yes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain import moderation, permissions, unfinished
from domain.moderation import Writing, rules
from domain.rendering import comments as rendering
from models import Act, Article, Comment, CommentStatus, Person, now
from models.database import db, writing

from .composing import place_for
from .counting import hold, turn
from .posting import queue_of
from .texts import checked

BATCH = 500


def edit(by: Person, comment: Comment, body: str) -> None:
    """Give `comment` another wording, within the time for it; the same rules are asked again.

    Raises Invalid for a text that cannot be. The very same words change nothing.
    """
    permissions.require(by, "comment.edit", comment)
    text, html = checked(body)
    article, comment = changing(comment)
    permissions.require(by, "comment.edit", comment)  # somebody may have been faster
    unfinished.drop(by, place_for(article, edits=comment))
    if text == comment.markdown:
        return
    rule = moderation.rule_for(Writing(by, article, text, html, but=comment))
    if rule:
        hold(comment, article, rule)
    else:
        comment.turns, comment.queue = comment.turns + 1, comment.queue or queue_of(by)
    comment.markdown, comment.html, comment.echo = text, html, rules.echo(text)
    comment.render_version, comment.edited_at = rendering.VERSION, now()
    db.flush()


def withdraw(by: Person, comment: Comment) -> None:
    """Take `comment` back; the thread stays. Saying so twice changes nothing."""
    permissions.require(by, "comment.withdraw", comment)
    article, comment = changing(comment)
    permissions.require(by, "comment.withdraw", comment)
    if comment.status is not CommentStatus.WITHDRAWN:
        turn(comment, article, CommentStatus.WITHDRAWN, by=by, act=Act.WITHDRAW)
    db.flush()


def held(by: Person) -> Sequence[Comment]:
    """The comments that wait for an editor, with writer and article, the oldest first."""
    permissions.require(by, "moderation.see")
    query = select(Comment).where(Comment.status == CommentStatus.HELD)
    query = query.options(joinedload(Comment.reader), joinedload(Comment.article))
    return db.scalars(query.order_by(Comment.posted_at, Comment.id)).all()


def changing(comment: Comment) -> tuple[Article, Comment]:
    """Begin to change `comment`: it is read again with its article, and both wait for us."""
    about, number = comment.article_id, comment.id
    writing()
    article = db.get_one(Article, about, populate_existing=True, with_for_update=True)
    return article, db.get_one(Comment, number, populate_existing=True, with_for_update=True)


def rerender() -> int:
    """Render again what an older version of the rules rendered; return how many there were."""
    done = 0
    while old := _rendered_before():
        writing()
        for comment in old:
            comment.html = rendering.rendered(comment.markdown)
            comment.render_version = rendering.VERSION
        db.commit()
        done += len(old)
    return done


def _rendered_before() -> Sequence[Comment]:
    old = select(Comment).where(Comment.render_version != rendering.VERSION)
    return db.scalars(old.order_by(Comment.id).limit(BATCH)).all()
