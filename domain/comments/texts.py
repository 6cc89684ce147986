"""The text of a comment: what may be posted, and what it will look like."""

from __future__ import annotations

from domain.refusal import Invalid
from domain.rendering import comments as rendering

LONGEST = 10_000
EMPTY = "There is nothing to post yet. Write a sentence, then try again."


def checked(body: str) -> tuple[str, str]:
    """A typed text, cleaned, and its HTML. Raises Invalid where it is empty or too long."""
    text = rendering.cleaned(body)
    if not text:
        raise Invalid(body=EMPTY)
    if len(text) > LONGEST:
        raise Invalid(body=_too_long(len(text)))
    html = rendering.rendered(text)
    if not rendering.plain(html):
        raise Invalid(body=EMPTY)
    return text, html


def _too_long(length: int) -> str:
    return (
        f"A comment holds {LONGEST:,} characters, and this text has {length:,}."
        f" Shorten it by {length - LONGEST:,}, or make two of it."
    )


def preview(body: str) -> str:
    """The HTML that a typed text would have. Raises Invalid as posting would; stores nothing."""
    return checked(body)[1]
