"""What the one concerned is told of a decision: a notice, and the sentence in it."""

from __future__ import annotations

from domain import letters
from domain.moderation import words
from models import Act, Comment, CommentStatus, Decision, Notice
from models.database import db

BY_LETTER = frozenset({Act.HIDE, Act.REMOVE, Act.MESSAGE, Act.WARN, Act.SUSPEND, Act.BAN})
BY_LETTER |= {Act.UPHOLD, Act.OVERTURN}
"""What is worth a letter that says where to read it. The letter itself says nothing of it."""
OPENINGS = {
    Act.APPROVE: "Your comment was read and is seen by everybody now.",
    Act.HOLD: "Your comment is held until a moderator has read it once more.",
    Act.HIDE: "A moderator hid your comment.",
    Act.REMOVE: "A moderator removed your comment.",
    Act.CLOSE: "A moderator closed the thread under your comment.",
    Act.MESSAGE: "A moderator wrote to you. Nothing follows from it.",
    Act.WARN: "A moderator warns you. If it happens again, you may be suspended.",
    Act.SUSPEND: "You are suspended from the conversation. You may read everything.",
    Act.BAN: "You are banned from the conversation. You may read everything.",
    Act.ALWAYS_HOLD: "From now on a moderator reads your comments before everybody sees them.",
    Act.LIFT: "What was decided about your account is lifted: you take part as everybody does.",
    Act.UNDO: "What was decided before was taken back.",
    Act.UPHOLD: "Another moderator read your appeal. The decision stands.",
    Act.OVERTURN: "Another moderator read your appeal. The decision was taken back.",
    Act.APPOINT: "Your role here was changed.",
}
"""What happened, before the reason."""


def told_of(act: Act, reason: str = "", own: str = "") -> str:
    """What happened and why, in words; `own` are those that the moderator adds."""
    return " ".join(part for part in (OPENINGS.get(act, ""), words.sentence(reason), own) if part)


def tell(done: Decision, *, grants: bool = False) -> None:
    """Put a notice of `done` before the one whom it concerns.

    Whoever waits for an answer has a letter, whatever it is that `grants` their appeal.
    """
    if done.subject_id is not None:
        notice = Notice(reader_id=done.subject_id, decision_id=done.id)
        db.add(notice)
        if grants or done.act in BY_LETTER:
            db.flush()
            letters.queue("decided", {"notice_id": notice.id})


def is_news(act: Act, before: Comment) -> bool:
    """Whether the writer of a comment is told: that it is still seen is nothing to tell."""
    return act is not Act.APPROVE or before.status is not CommentStatus.VISIBLE
