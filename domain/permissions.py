"""The one page of who may do what. Verbs call `require` first; templates ask `may` by `can()`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models import Article, Comment, CommentStatus, Discussion, Person, Reader, now

from .refusal import Forbidden, LogInFirst

EDIT_WINDOW = timedelta(minutes=15)


def _reader(by: Person, _on: Any) -> bool:
    return isinstance(by, Reader)


def _comments(by: Person, on: Article) -> bool:
    return isinstance(by, Reader) and on.is_published and on.discussion is Discussion.OPEN


def _own(by: Person, on: Comment) -> bool:
    return isinstance(by, Reader) and on.reader_id == by.id


def _edits(by: Person, on: Comment) -> bool:
    live = on.status in {CommentStatus.VISIBLE, CommentStatus.HELD}
    return _own(by, on) and live and now() - on.posted_at <= EDIT_WINDOW


def _withdraws(by: Person, on: Comment) -> bool:
    return _own(by, on) and on.status in {CommentStatus.VISIBLE, CommentStatus.HELD}


ACTS: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "account.change": (_reader, "Please log in first."),
    "comment.post": (_comments, "Comments on this article are closed."),
    "comment.edit": (_edits, "A comment can be edited by its writer for fifteen minutes."),
    "comment.withdraw": (_withdraws, "Only its writer can withdraw a comment."),
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
