"""Gaps: what a page for the ordinary reader leaves open, to be filled for each reader.

A template says `either(saved_ids | has(article.id), "Saved", "Save")` and `saved_ids | how_many`.
For everybody but the ordinary reader that is the plain answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request
from markupsafe import Markup, escape

from domain import notices, ordinary
from domain.ordinary import CLOSE, COUNT, EDGE, NEWS, OPEN, Unknown, Untold
from domain.people import Person

BETWEEN = "\ue002"
"""Between the name of a gap and the two things that it may hold."""
TALK = "lectern.talk"
"""In the environment of a request whose answer is put into a mould: the conversation alone."""


@dataclass(frozen=True)
class Open:
    """A question that is not answered yet: `any`, `unread`, or `saved` and an article's number."""

    name: str

    def __bool__(self) -> bool:
        """Only `either()` may ask."""
        raise LookupError(f"{self.name} is not known of the ordinary reader; ask by either()")


def has(saved_ids: frozenset[int], number: int) -> bool | Open:
    """Whether an article is among the saved ones."""
    return Open(f"saved {number}") if isinstance(saved_ids, Unknown) else number in saved_ids


def some(saved_ids: frozenset[int]) -> bool | Open:
    """Whether anything is saved."""
    return Open("any") if isinstance(saved_ids, Unknown) else bool(saved_ids)


def how_many(saved_ids: frozenset[int]) -> int | str:
    """How many articles are saved."""
    return COUNT if isinstance(saved_ids, Unknown) else len(saved_ids)


def is_any(unread: int | Untold) -> bool | Open:
    """Whether a notice waits to be read."""
    return Open("unread") if isinstance(unread, Untold) else unread > 0


def figures(unread: int | Untold) -> str:
    """How many do."""
    return NEWS if isinstance(unread, Untold) else notices.figures(unread)


def either(question: bool | Open, yes: str, no: str) -> Markup:
    """`yes` or `no`, as the question is answered."""
    if isinstance(question, Open):
        parts = (question.name, escape(yes), escape(no))
        return Markup(OPEN + BETWEEN.join(parts) + CLOSE)  # noqa: S704 (the parts are escaped)
    return escape(yes if question else no)


def edge(person: Person) -> Markup:
    """An end of the conversation in a mould; in every other page nothing."""
    return Markup(EDGE if ordinary.is_it(person) else "")  # noqa: S704 (a gap of ours)


def is_talk_alone() -> bool:
    """Whether nothing but the conversation is wanted, for somebody who has a part in it."""
    return TALK in request.environ


def init_app(app: Flask) -> None:
    """Teach the templates to ask."""
    app.jinja_env.filters.update(
        has=has, some=some, how_many=how_many, is_any=is_any, figures=figures, edge=edge
    )
    app.jinja_env.globals["either"] = either
