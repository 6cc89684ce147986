"""The form that a comment is written in, and what stands in it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain import moderation, ordinary, permissions, unfinished
from domain.moderation import Writing, words
from domain.rendering import comments as rendering
from models import Article, Comment, CommentStatus, Person, Reader

from .texts import LONGEST

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
    quotes: str | None = None,
) -> Composer:
    """The form as `person` finds it: with `text`, else with what they left unfinished in it.

    With `quotes`, what is answered stands before that as a quotation: the passage that it names, if
    those words stand in it, else all of it.
    """
    place = place_for(article, answers=answers, edits=edits)
    written = _begun(person, place, edits) if text is None else text
    return Composer(
        place=place,
        text=written
        if quotes is None or answers is None
        else _quotation(answers, quotes) + written,
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


def _quotation(comment: Comment, passage: str) -> str:
    """`passage`, or the words of `comment` without what it quotes itself, as Markdown quotes them.

    None of one that is gone: the form of an answer to it is given back all the same.
    """
    if comment.status is not CommentStatus.VISIBLE:
        return ""
    if _stands_in(comment, passage):
        lines = (" ".join(line.split()) for line in passage.splitlines())
        words = rendering.literally(_shortened("\n".join(lines)))
    else:
        words = _shortened("\n".join(_own_lines(comment)))
    return "".join(f"> {line}".rstrip() + "\n" for line in words.splitlines()) + "\n"


def _stands_in(comment: Comment, passage: str) -> bool:
    """Whether its writer said just that: nobody has words put into their mouth by an address."""
    words = " ".join(passage[: LONGEST + 1].split())
    return bool(words) and words in " ".join(rendering.plain(comment.html).split())


def _own_lines(comment: Comment) -> list[str]:
    return [line for line in comment.markdown.splitlines() if not line.startswith(">")]


def _shortened(words: str) -> str:
    words = re.sub(r"\n{3,}", "\n\n", words).strip()
    if len(words) > QUOTED_MOST:
        return words[:QUOTED_MOST].rsplit(None, 1)[0] + " …"
    return words


def _begun(person: Person, place: str, edits: Comment | None) -> str:
    return unfinished.find(person, place) or (edits.markdown if edits else "")
