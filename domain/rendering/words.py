"""The words of a rendered text: plain for search, counted for the reading time."""

from __future__ import annotations

import re
from html.parser import HTMLParser

A_MINUTE = 230
PULL_QUOTE = '<figure class="pull">'
_PULLED = re.compile(re.escape(PULL_QUOTE) + r".*?</figure>\n?", re.DOTALL)
_WORD = re.compile(r"\w+(?:[’'\-‑]\w+)*")
_BLOCKS = frozenset(
    [
        "blockquote",
        "div",
        "dd",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)


def without_pull_quotes(html: str) -> str:
    """The rendered text with each thing said once: for feeds, search and reading aloud."""
    return _PULLED.sub("", html)


def plain(html: str) -> str:
    """The words of the rendered text without markup and without pull quotes, a block to a line."""
    reader = _Words()
    reader.feed(without_pull_quotes(html))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def count(text: str) -> int:
    """How many words a plain text has."""
    return sum(1 for _ in _WORD.finditer(text))


def minutes(words: int) -> int:
    """How long it takes to read so many words, in whole minutes, and never none."""
    return max(1, round(words / A_MINUTE))


class _Words(HTMLParser):
    """Gathers text; what begins or ends a block ends the line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag == "br":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))
