"""How moderation speaks: to the writer of a comment, to moderators, and in the public log."""

from __future__ import annotations

from models import Act, Queue, Reason

OF_WORDS = "It holds wording that a person should see first, so a moderator reads it before others."
TO_WRITER = {
    "site": "Every comment here is read by a moderator before everybody sees it.",
    "article": "Comments on this article are read by a moderator before everybody sees them.",
    "person": "A moderator reads your comments before everybody sees them.",
    "first": "Your first comments are read by an editor before everybody sees them.",
    "rejected": "Some of your recent comments were taken away, so a moderator reads the next ones"
    " before everybody sees them.",
    "links": "It has more links than most, so a moderator reads it before everybody sees it.",
    "repeated": "The same was said here before in the same words, so a moderator reads it before"
    " everybody sees it.",
    "banned": OF_WORDS,
    "suspect": OF_WORDS,
    "known": "This browser or this address belongs to an account that was banned before.",
    "reported": "Several readers reported it, so a moderator reads it once more.",
}
"""Why a comment is held, as its writer reads it. Which words are watched is never said."""
TO_MODERATORS = {
    "site": "Everything is read first",
    "article": "Its article is read first",
    "person": "Its writer is always read first",
    "first": "Among its writer’s first",
    "rejected": "Many of its writer’s last were taken away",
    "links": "Many links",
    "repeated": "Said before in the same words",
    "banned": "A banned word",
    "suspect": "A suspect word",
    "known": "Known from a banned account",
    "reported": "Reported by several readers",
}
REASONS = {
    Reason.ATTACK: ("Attacks a person", "It attacks a person rather than what they said."),
    Reason.HATE: ("Hateful", "It demeans people for what they are."),
    Reason.SPAM: ("Advertising or spam", "It advertises, or says the same in many places."),
    Reason.OFF_TOPIC: ("Off topic", "It is about something else than the article."),
    Reason.MISLEADING: ("Misleading", "It states as a fact what is known to be wrong."),
    Reason.PRIVATE: ("Somebody’s private matters", "It tells what is private to somebody."),
    Reason.UNLAWFUL: ("Against the law", "The law does not let us publish it."),
    Reason.OTHER: ("Another reason", "It does not keep to our community rules."),
}
"""A reason in short, and the sentence that the writer of the comment gets."""
QUEUES = {
    Queue.REPORTED: "Reported",
    Queue.HELD: "Held",
    Queue.NEW: "New",
    Queue.HIDDEN: "Hidden",
}
DONE = {
    Act.HOLD: "Held",
    Act.APPROVE: "Approved",
    Act.HIDE: "Hidden",
    Act.REMOVE: "Removed",
    Act.CLOSE: "Thread closed",
    Act.MESSAGE: "Message sent",
    Act.WARN: "Warned",
    Act.SUSPEND: "Suspended",
    Act.BAN: "Banned",
    Act.ALWAYS_HOLD: "Always read first",
    Act.LIFT: "Set free",
    Act.HOLD_ARTICLE: "Article read first",
    Act.RELEASE_ARTICLE: "Article free again",
    Act.APPOINT: "Role changed",
    Act.UNDO: "Undone",
    Act.APPEAL: "Appealed",
    Act.UPHOLD: "Appeal refused",
    Act.OVERTURN: "Appeal granted",
    Act.WITHDRAW: "Withdrawn by its writer",
    Act.PICK: "Editors’ pick",
    Act.UNPICK: "No longer an editors’ pick",
}
TO_PEOPLE = {
    Act.MESSAGE: ("Write to them", "Nothing follows from it."),
    Act.WARN: ("Warn", "They are told that more may follow."),
    Act.SUSPEND: ("Suspend", "They read and do not write, until the day you give."),
    Act.ALWAYS_HOLD: ("Always read first", "A moderator reads what they write before others do."),
    Act.BAN: ("Ban", "The account, its confirmed address and the browsers it is logged in with."),
    Act.LIFT: ("Set free", "Suspension, ban and reading first end."),
}
"""What is decided about a person, and what follows from it."""


def to_writer(code: str) -> str:
    """Why it is held, as its writer reads it; empty where it is not."""
    return TO_WRITER.get(code, "")


def to_moderators(code: str) -> str:
    """A reason or the rule that acted, in short."""
    if code in list(Reason):
        return REASONS[Reason(code)][0]
    return TO_MODERATORS.get(code, "")


def sentence(code: str) -> str:
    """What a reason says to the one concerned; empty where there is none."""
    return REASONS[Reason(code)][1] if code in list(Reason) else to_writer(code)
