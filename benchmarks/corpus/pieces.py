"""Articles: a text, an address, a byline, topics, sources, and what to read next."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from domain import slugs
from domain.rendering import articles as rendering
from domain.rendering import words
from domain.search.words import WORD
from models import (
    Article,
    ArticleAddress,
    ArticleAuthor,
    ArticleBody,
    ArticleTopic,
    AuthorKind,
    Correction,
    RelatedArticle,
    SearchEntry,
    Source,
    Status,
)

from .language import Language
from .ledger import Ledger
from .passages import Passage, chosen, joined, printed
from .people import BEGAN, ENDED, House
from .plan import Plan
from .talk import USUAL, Talk

RELATED = 3
UNSEEN = 0.015
IMAGE = {"alt": "A lamp", "caption": "A lamp, measured.", "credit": "The studio", "licence": ""}
KINDS = ("correction", "clarification", "update")


def appeared(share: float) -> datetime:
    """When an article was published before which this share of all had been."""
    return BEGAN + (ENDED - BEGAN) * share  # a span cannot be taken a million times


class Pieces:
    """Writes article after article.

    `slugs` tells where the published ones stand, `heard` which words stand in any of them.
    """

    def __init__(self, ledger: Ledger, plan: Plan, language: Language, house: House) -> None:
        self.slugs: list[str] = []
        self.heard: set[str] = set()
        self._plan, self._language, self._house = plan, language, house
        self._random: Random = language.random
        self._taken: set[str] = set()
        self._newest: dict[int, deque[int]] = {}
        self._sources = 0
        self._sums = {
            len(names): list(accumulate(1 / (rank + 3) for rank in range(len(names))))
            for names in (house.sections, house.topics, house.authors)
        }
        self._articles = ledger.sheet(
            Article,
            "id slug status title standfirst section_id byline published_at updated_at"
            " update_reason minutes words picture_id image thread_count comment_count stored_at",
        )
        self._bodies = ledger.sheet(ArticleBody, "article_id markdown html plain render_version")
        self._addresses = ledger.sheet(ArticleAddress, "slug article_id since")
        self._signed = ledger.sheet(ArticleAuthor, "article_id author_id position listed_at")
        self._about = ledger.sheet(ArticleTopic, "article_id topic_id position listed_at")
        self._next = ledger.sheet(RelatedArticle, "article_id position related_id")
        self._rests_on = ledger.sheet(Source, "id article_id position title url author outlet date")
        self._corrected = ledger.sheet(Correction, "article_id date kind text")
        self._entries = ledger.sheet(
            SearchEntry, "article_id headline standfirst byline topics body sources"
        )

    def write(self, talk: Talk, passages: list[Passage], pictures: list[int]) -> Iterator[int]:
        """Write all articles; yields how many are done."""
        told: set[int] = set()
        for number in range(1, self._plan.articles + 1):
            places = chosen(len(passages), self._random)
            told.update(places)
            text = joined(passages[each] for each in places) if number != USUAL else printed()
            self._piece(number, talk, text, pictures)
            if number % 1_000 == 0 or number == self._plan.articles:
                yield number
        self.heard.update(WORD.findall(printed().plain))
        for place in told:
            self.heard.update(WORD.findall(passages[place].plain.lower()))

    def _piece(self, number: int, talk: Talk, text: Passage, pictures: list[int]) -> None:
        title, standfirst = self._language.title(), self._language.sentence()
        slug = self._address(number, title)
        status = self._status(number, talk)
        at = appeared(number / self._plan.articles)
        listed = at if status is Status.PUBLISHED else None
        updated = at + timedelta(days=2) if number % 10 == 0 else None
        signed, about = self._some(self._house.authors, 1, 2), self._some(self._house.topics, 2, 4)
        byline = [self._house.authors[each - 1] for each in signed]
        section = self._some(self._house.sections, 1, 1)[0]
        picture = self._random.choice(pictures) if pictures and number % 3 else None
        self._articles.add(
            number, slug, status, title, standfirst, section,
            [{"name": n, "slug": s, "kind": AuthorKind.PERSON.value} for n, s in byline],
            at, updated, "New figures." if updated else "",
            words.minutes(text.words), text.words, picture, IMAGE if number % 3 else None,
            talk.threads[number], talk.seen[number], at,
        )  # fmt: skip
        self._bodies.add(number, text.markdown, text.html, text.plain, rendering.VERSION)
        for place, each in enumerate(signed):
            self._signed.add(number, each, place, listed)
        for place, each in enumerate(about):
            self._about.add(number, each, place, listed)
        sources = self._cite(number)
        if updated:
            self._corrected.add(number, updated.date(), KINDS[number % 3], standfirst)
        self._relate(number, about[0], status)
        self.slugs += [slug] if status is Status.PUBLISHED else []
        topics = " · ".join(self._house.topics[each - 1][0] for each in about)
        names = " · ".join(name for name, _ in byline)
        self._entries.add(number, title, standfirst, names, topics, text.plain, sources)
        self.heard.update(WORD.findall(f"{title} {standfirst} {sources}".lower()))

    def _address(self, number: int, title: str) -> str:
        slug = slugs.of(title)
        slug = slug if slug not in self._taken else f"{slug}-{number}"
        self._taken.add(slug)
        self._addresses.add(slug, number, ENDED)
        return slug

    def _status(self, number: int, talk: Talk) -> Status:
        """Few are drafts or withdrawn: lists have to pass them by."""
        if number > USUAL and self._random.random() < UNSEEN:
            return Status.WITHDRAWN if talk.threads[number] else Status.DRAFT
        return Status.PUBLISHED

    def _some(self, names: list[tuple[str, str]], fewest: int, most: int) -> list[int]:
        """Numbers of a few of the names, some of which are named often."""
        k = self._random.randint(fewest, most)
        places = self._random.choices(range(len(names)), cum_weights=self._sums[len(names)], k=k)
        return [place + 1 for place in dict.fromkeys(places)]

    def _cite(self, number: int) -> str:
        """What the article rests on; returns it as search knows it."""
        told = []
        for position in range(self._random.randint(0, 4)):
            self._sources += 1
            title, author = self._language.title(), self._random.choice(self._house.authors)[0]
            outlet = self._random.choice(self._house.topics)[0] + " Review"
            url = f"https://example.org/works/{self._sources}" if position % 2 else None
            self._rests_on.add(self._sources, number, position, title, url, author, outlet, "2019")
            told.append(f"{title}, {author}, {outlet}")
        return " · ".join(told)

    def _relate(self, number: int, topic: int, status: Status) -> None:
        """What to read next: the newest before it on its first topic."""
        newest = self._newest.setdefault(topic, deque(maxlen=RELATED))
        for position, other in enumerate(reversed(newest)):
            self._next.add(number, position, other)
        if status is Status.PUBLISHED:
            newest.append(number)
