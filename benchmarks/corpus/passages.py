"""Passages: paragraphs that are rendered once, by the site's own rules, and told again and again.

An article is a handful of them, so that a million articles are written and not rendered. Nobody who
searches can tell: how many articles hold a word is the same as if each were written for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

import yaml

from domain.rendering import articles, comments
from domain.search.words import WORD
from settings import ROOT

from .language import Language

MOST = 40_000
PRINTED = ("why-we-correct-in-the-open.md", "replies-to-against-the-infinite-page.md")
REMARKS = 2_000
IN_AN_ARTICLE = (5, 11)
"""Eight passages of about 75 words are about 600 words."""


@dataclass(frozen=True)
class Passage:
    """A part of a text: as written, as rendered, and plain."""

    markdown: str
    html: str
    plain: str
    words: int = 0


def prepared(number: int, language: Language) -> Iterator[Passage]:
    """The passages that articles are made of; some have a heading, some a link."""
    for place in range(number):
        written = language.text(language.random.randint(45, 85))
        if place % 12 == 5:
            yield _rendered(f"## {language.title()}\n\n{written}")
        elif place % 9 == 4:
            first, rest = written.rsplit(" ", 1)
            yield _rendered(f"{first} [{rest}](https://example.org/{place})")
        else:
            yield Passage(written, f"<p>{written}</p>", written, written.count(" ") + 1)


def _rendered(written: str) -> Passage:
    found = articles.render(written)
    return Passage(written, found.html, found.plain, found.words)


def joined(passages: Iterable[Passage]) -> Passage:
    """Passages as one text; the same as if it had been rendered as a whole."""
    found = list(passages)
    return Passage(
        "\n\n".join(each.markdown for each in found),
        "\n".join(each.html for each in found),
        "\n".join(each.plain for each in found),
        sum(each.words for each in found),
    )


def remarks(number: int, language: Language) -> list[Passage]:
    """What readers say, rendered as comments are."""
    found = []
    for place in range(number):
        written = language.text(language.random.randint(8, 60))
        if place % 5 == 0:
            written += "\n\n" + language.text(20)
        html = comments.rendered(comments.cleaned(written))
        found.append(Passage(written, html, comments.plain(html)))
    return found


def chosen(number: int, random: Random) -> list[int]:
    """Which of so many passages one article is made of."""
    return random.sample(range(number), min(number, random.randint(*IN_AN_ARTICLE)))


def printed() -> Passage:
    """A text of ours in English, of some 1,300 words: invented words are no measure of weight."""
    files = [ROOT / "content" / name for name in PRINTED]
    texts = (path.read_text(encoding="utf-8").split("---\n", 2)[2].strip() for path in files)
    return _rendered("\n\n".join(texts))


def spoken() -> list[Passage]:
    """What the demo's readers say, in English too."""
    told = yaml.safe_load((ROOT / "content" / "demo.yml").read_text(encoding="utf-8"))
    waiting, found = list(told["comments"]), []
    while waiting:
        each = waiting.pop(0)
        waiting += each.get("replies", ())
        written = comments.cleaned(each["body"])
        html = comments.rendered(written)
        found.append(Passage(written, html, comments.plain(html)))
    return found


def shares(passages: list[Passage]) -> dict[str, float]:
    """Which share of all articles each word stands in."""
    held = Counter(word for each in passages for word in set(WORD.findall(each.plain.lower())))
    usual = sum(IN_AN_ARTICLE) / 2
    return {word: 1 - (1 - n / len(passages)) ** usual for word, n in held.items()}
