"""The one page of who may do what. Verbs call `require` first; templates ask `may` by `can()`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models import Article, Comment, CommentStatus, Discussion, Login, Person, Reader, Role, now

from .refusal import Forbidden, LogInFirst

EDIT_WINDOW = timedelta(minutes=15)


def _anybody(_by: Person, _on: Any) -> bool:
    return True


def _own_account(by: Person, on: Person) -> bool:
    return isinstance(by, Reader) and on.id == by.id


def _comments(by: Person, on: Article) -> bool:
    return isinstance(by, Reader) and on.is_published and on.discussion is Discussion.OPEN


def _own(by: Person, on: Comment | Login) -> bool:
    return isinstance(by, Reader) and on.reader_id == by.id


def _edits(by: Person, on: Comment) -> bool:
    live = on.status in {CommentStatus.VISIBLE, CommentStatus.HELD}
    return _own(by, on) and live and now() - on.posted_at <= EDIT_WINDOW


def _withdraws(by: Person, on: Comment) -> bool:
    return _own(by, on) and on.status not in {CommentStatus.HIDDEN, CommentStatus.REMOVED}


def _moderates(by: Person, _on: Any) -> bool:
    return by.role in {Role.EDITOR, Role.MODERATOR, Role.ADMIN}


ACTS: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "account.see": (_own_account, "An account is open to its owner alone."),
    "account.change": (_own_account, "An account is changed by its owner alone."),
    "login.end": (_own, "Only the one who logged in can end it."),
    "reading.change": (_anybody, ""),
    "saved.change": (_anybody, ""),
    "comment.post": (_comments, "Comments on this article are closed."),
    "comment.edit": (_edits, "A comment can be edited by its writer for fifteen minutes."),
    "comment.withdraw": (_withdraws, "Only its writer can withdraw a comment."),
    "comment.approve": (_moderates, "Only editors and moderators let a held comment be seen."),
}


def may(by: Person, act: str, on: Any = None) -> bool:
    """Whether `by` may do `act` (to `on`). Raises KeyError for an act that is not on this page."""
    rule, _ = ACTS[act]
    return rule(by, on)


def require(by: Person, act: str, on: Any = None) -> None:
    """Raise LogInFirst or Forbidden, with the sentence of this page, unless `by` may do `act`."""
    if may(by, act, on):
        return
    if not isinstance(by, Reader):
        raise LogInFirst()
    raise Forbidden(ACTS[act][1])
