"""The one page of who may do what. Verbs call `require` first; templates ask `may` by `can()`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models import (
    ON_PEOPLE,
    STAFF,
    Act,
    Article,
    Comment,
    CommentStatus,
    Decision,
    Login,
    Passkey,
    Person,
    Reader,
    Role,
    now,
)

from . import closing, dates
from .refusal import Forbidden, LogInFirst, SecondFactorFirst

EDIT_WINDOW = timedelta(minutes=15)
APPEAL_WINDOW = timedelta(days=30)
APPEALABLE = {Act.HIDE, Act.REMOVE, Act.CLOSE, Act.WARN, Act.SUSPEND, Act.BAN, Act.ALWAYS_HOLD}
"""What one may ask to be looked at once more."""
MODERATING = frozenset({Role.EDITOR, Role.MODERATOR, Role.ADMIN})


def _anybody(_by: Person, _on: Any) -> bool:
    return True


def _own_account(by: Person, on: Person) -> bool:
    return isinstance(by, Reader) and on.id == by.id


def _takes_part(by: Person) -> bool:
    return isinstance(by, Reader) and by.banned_at is None and not by.is_suspended


def _renames(by: Person, on: Person) -> bool:
    """A new name stands beside all that somebody wrote: it is a word in the conversation too."""
    return _own_account(by, on) and _takes_part(by)


def _comments(by: Person, on: Article) -> bool:
    return _takes_part(by) and on.is_published and closing.is_open(on)


def _own(by: Person, on: Comment | Login | Passkey) -> bool:
    return isinstance(by, Reader) and on.reader_id == by.id


def _edits(by: Person, on: Comment) -> bool:
    live = on.status in {CommentStatus.VISIBLE, CommentStatus.HELD}
    in_time = now() - on.posted_at <= EDIT_WINDOW
    return _own(by, on) and live and in_time and _takes_part(by)


def _withdraws(by: Person, on: Comment) -> bool:
    return _own(by, on) and on.status not in {CommentStatus.HIDDEN, CommentStatus.REMOVED}


def _recommends(by: Person, on: Comment) -> bool:
    return _takes_part(by) and on.reader_id != by.id and on.status is CommentStatus.VISIBLE


def _picks(by: Person, on: Comment) -> bool:
    chooses = by.role in {Role.EDITOR, Role.ADMIN} and on.status is CommentStatus.VISIBLE
    return chooses and on.reader_id != by.id and _takes_part(by)


def _mutes(by: Person, on: Reader) -> bool:
    return isinstance(by, Reader) and on.id != by.id


def _visits(by: Person, _on: Article) -> bool:
    return isinstance(by, Reader)


def _reports(by: Person, on: Comment) -> bool:
    return _takes_part(by) and on.reader_id != by.id and on.status is CommentStatus.VISIBLE


def _moderates(by: Person, _on: Any) -> bool:
    return by.role in MODERATING and _takes_part(by)


def _decides(by: Person, on: Comment) -> bool:
    return _moderates(by, on) and on.reader_id != by.id


def _sanctions(by: Person, on: Reader) -> bool:
    """Staff is answered for by an admin alone, and nobody by themselves."""
    guards = {Role.ADMIN} if on.role is not Role.READER else {Role.MODERATOR, Role.ADMIN}
    return by.role in guards and on.id != by.id and _takes_part(by)


def _appoints(by: Person, on: Reader) -> bool:
    return by.role is Role.ADMIN and _takes_part(by) and on.id != by.id


def _appeals(by: Person, on: Decision) -> bool:
    in_time = now() - on.at <= APPEAL_WINDOW
    return isinstance(by, Reader) and on.subject_id == by.id and on.act in APPEALABLE and in_time


def _takes_back(by: Person, on: Decision) -> bool:
    """What was decided about a person is taken back by whoever could have decided so."""
    if on.act in ON_PEOPLE:
        return on.subject is not None and _sanctions(by, on.subject)
    return _moderates(by, on) and by.id != on.subject_id


def _answers(by: Person, on: Decision) -> bool:
    """Whoever says that it stands could say as well that it does not."""
    return _takes_back(by, on) and by.id != on.actor_id


ACTS: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "account.see": (_own_account, "An account is open to its owner alone."),
    "account.change": (_own_account, "An account is changed by its owner alone."),
    "name.change": (_renames, "A name is changed by its owner alone."),
    "passkey.change": (_own, "A passkey is changed by its owner alone."),
    "role.use": (lambda by, _on: is_proved(by), "Your role asks for more than a password."),
    "login.end": (_own, "Only the one who logged in can end it."),
    "reading.change": (_anybody, ""),
    "saved.change": (_anybody, ""),
    "comment.post": (_comments, "Comments on this article are closed."),
    "comment.edit": (_edits, "A comment can be edited by its writer for fifteen minutes."),
    "comment.withdraw": (_withdraws, "Only its writer can withdraw a comment."),
    "comment.recommend": (_recommends, "There is nothing here that you could recommend."),
    "comment.pick": (_picks, "Editors pick comments, and nobody their own."),
    "person.mute": (_mutes, "Nobody mutes themselves."),
    "article.visit": (_visits, "Only a reader's visits are noted."),
    "comment.report": (_reports, "There is nothing here that you could report."),
    "comment.decide": (_decides, "Editors and moderators decide, and nobody about their own."),
    "moderation.see": (_moderates, "Moderation is open to editors and moderators."),
    "decision.undo": (_takes_back, "Moderators take back what was decided about people."),
    "article.hold": (_moderates, "Only editors and moderators have comments read first."),
    "person.sanction": (_sanctions, "Moderators decide about readers, admins about staff."),
    "role.give": (_appoints, "Roles are given by admins, and nobody changes their own."),
    "notice.see": (_own_account, "Notices are open to the one whom they tell."),
    "appeal.make": (_appeals, "One may appeal for thirty days against what was decided about one."),
    "appeal.answer": (_answers, "It is another moderator who answers: one who could take it back."),
}

OF_STAFF = frozenset(
    (
        *("comment.decide", "moderation.see", "article.hold", "person.sanction"),
        *("comment.pick", "role.give", "appeal.answer", "decision.undo"),
    )
)
"""What a role opens. A password alone does not: whoever has it shows a second factor too."""

WHY = "You may read everything. Your notices say why, and how to appeal."
PARTAKING = {"comment.post", "comment.edit", "comment.recommend", "comment.report", "name.change"}
"""What a person does in the conversation: who is barred from it is told so."""


def may(by: Person, act: str, on: Any = None) -> bool:
    """Whether `by` may do `act` (to `on`). Raises KeyError for an act that is not on this page."""
    rule, _ = ACTS[act]
    return rule(by, on) and (act not in OF_STAFF or is_proved(by))


def require(by: Person, act: str, on: Any = None) -> None:
    """Raise LogInFirst or Forbidden, with the sentence of this page, unless `by` may do `act`.

    Raises SecondFactorFirst where they would, had they shown more than a password.
    """
    if may(by, act, on):
        return
    if not isinstance(by, Reader):
        raise LogInFirst()
    if act in OF_STAFF and ACTS[act][0](by, on):
        raise SecondFactorFirst()
    raise Forbidden((act in PARTAKING and barred(by)) or ACTS[act][1])


def is_proved(by: Person) -> bool:
    """Whether `by` has shown all that their role asks for.

    The operator, who acts by no log in, has shown enough; the accounts of the demo have none to
    show, and production does not start beside them.
    """
    if by.role not in STAFF or by.login is None:
        return True
    return by.login.proved_at is not None or by.is_demo


def barred(by: Person) -> str:
    """Why `by` may read and not write, in words; empty where they take part."""
    if _takes_part(by) or not isinstance(by, Reader):
        return ""
    if by.banned_at is not None:
        return f"You are banned from the conversation. {WHY}"
    until = by.suspended_until or now()
    return f"You are suspended from the conversation until {dates.minute(until)} UTC. {WHY}"
