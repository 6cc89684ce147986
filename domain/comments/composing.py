"""The form that a comment is written in, and what stands in it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain import moderation, ordinary, permissions, unfinished
from domain.moderation import Writing, words
from models import Article, Comment, CommentStatus, Person, Reader

QUOTED_MOST = 1_000
"""How many characters of a comment a reply begins with; the rest is a press away."""


@dataclass(frozen=True)
class Composer:
    """A form to write in: for a new thread, a reply (`answers`) or another wording (`edits`)."""

    place: str
    """What an unfinished text of this form is kept by: `article-12`, `reply-345`, `edit-345`."""
    text: str = ""
    key: str = ""
    barred: str = ""
    """Why this person may not write at all, in words."""
    hint: str = ""
    """Why what is posted will be held, in words."""
    answers: Comment | None = None
    edits: Comment | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    preview: str = ""

    @property
    def id(self) -> str:
        """The id of the form in the page."""
        return self.place if self.answers or self.edits else "comment-form"


def composer(
    person: Person,
    article: Article,
    *,
    answers: Comment | None = None,
    edits: Comment | None = None,
    text: str | None = None,
    errors: Mapping[str, str] | None = None,
    preview: str = "",
    quotes: bool = False,
) -> Composer:
    """The form as `person` finds it: with `text`, else with what they left unfinished in it.

    With `quotes`, what is answered stands before that as a quotation.
    """
    place = place_for(article, answers=answers, edits=edits)
    written = _begun(person, place, edits) if text is None else text
    return Composer(
        place=place,
        text=_quotation(answers) + written if quotes and answers else written,
        key=_key_for(person),
        barred=permissions.barred(person),
        hint=words.to_writer(moderation.foreseen(Writing(person, article, but=edits))),
        answers=answers,
        edits=edits,
        errors=errors or {},
        preview=preview,
    )


def _key_for(person: Person) -> str:
    if ordinary.is_it(person):
        return ordinary.KEY
    return secrets.token_urlsafe(12) if isinstance(person, Reader) else ""


def place_for(
    article: Article, *, answers: Comment | None = None, edits: Comment | None = None
) -> str:
    """The name under which a text of this form is kept."""
    if edits is not None:
        return f"edit-{edits.id}"
    return f"reply-{answers.id}" if answers is not None else f"article-{article.id}"


def _quotation(comment: Comment) -> str:
    """The words of `comment` as Markdown quotes them, without what it quotes itself.

    None of one that is gone: the form of an answer to it is given back all the same.
    """
    if comment.status is not CommentStatus.VISIBLE:
        return ""
    own = [line for line in comment.markdown.splitlines() if not line.startswith(">")]
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(own)).strip()
    if len(words) > QUOTED_MOST:
        words = words[:QUOTED_MOST].rsplit(None, 1)[0] + " …"
    return "".join(f"> {line}".rstrip() + "\n" for line in words.splitlines()) + "\n"


def _begun(person: Person, place: str, edits: Comment | None) -> str:
    return unfinished.find(person, place) or (edits.markdown if edits else "")
