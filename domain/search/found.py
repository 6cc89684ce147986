"""What a search answers, and what it is narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, bindparam, exists

from models import Article, ArticleAuthor, ArticleTopic, Author, Section, Topic

from .. import articles, authors, listing, sections, topics
from .cards import Card, Named
from .words import Query

Conditions = Sequence[ColumnElement[bool]]
"""Conditions on `Article`, part of the same statement: what may not be read is not found."""

CAP = 1_000
"""Of a word that very many articles hold, the newest thousand are ranked."""


@dataclass(frozen=True)
class Filters:
    """What the answer is narrowed to."""

    section: Section | None = None
    topic: Topic | None = None
    author: Author | None = None

    @property
    def slugs(self) -> dict[str, str]:
        """What an address says of them."""
        given = {"section": self.section, "topic": self.topic, "author": self.author}
        return {name: one.slug for name, one in given.items() if one}

    @property
    def given(self) -> dict[str, int]:
        """What a statement with these `conditions` is given."""
        given = {"section": self.section, "topic": self.topic, "author": self.author}
        return {name: one.id for name, one in given.items() if one}


@cache
def conditions(*names: str) -> Conditions:
    """What may be read by everybody, and passes the filters of these names."""
    found = [articles.published()]
    if "section" in names:
        found.append(Article.section_id == bindparam("section"))
    if "topic" in names:
        of = ArticleTopic.topic_id == bindparam("topic")
        found.append(exists().where(of, ArticleTopic.article_id == Article.id))
    if "author" in names:
        by = ArticleAuthor.author_id == bindparam("author")
        found.append(exists().where(by, ArticleAuthor.article_id == Article.id))
    return found


def filters(section: str = "", topic: str = "", author: str = "") -> Filters:
    """The filters that these slugs name; empty ones are none. Raises Missing for an unknown one."""
    return Filters(
        sections.at(section) if section else None,
        topics.at(topic) if topic else None,
        authors.at(author) if author else None,
    )


@dataclass(frozen=True)
class Result:
    """An article that was found; in `headline` and `excerpt` signs stand around what was found."""

    article: Card
    headline: str
    excerpt: str
    whence: str = ""
    """Where the excerpt is from when it is not the text: "Sources", "Topics", "By"."""
    is_partial: bool = False
    """Whether the article holds only some of the words."""


@dataclass(frozen=True)
class Facet:
    """A topic, and how many of the articles that were found are on it, where all were counted."""

    topic: Named
    number: int | None


@dataclass(frozen=True)
class Name:
    """An author or a topic whose name begins with the words."""

    kind: str
    name: str
    slug: str


@dataclass(frozen=True)
class Found:
    """The answer to a question: a page of results, how many there are, and what else may help."""

    query: Query
    filters: Filters
    page: listing.Listing[Result]
    whole: int = 0
    """How many articles hold all the words."""
    partial: int = 0
    """How many further ones hold some of them."""
    is_capped: bool = False
    meant: str = ""
    """The question with its slips of the finger put right; empty where there is none."""
    names: Sequence[Name] = ()
    facets: Sequence[Facet] = ()
    problem: str = ""
    """Why nothing was searched for, in words, where too much was asked."""

    @property
    def total(self) -> int:
        """How many articles were found."""
        return self.whole + self.partial

    @property
    def was_asked(self) -> bool:
        """Whether there was anything to search for."""
        return not (self.problem or self.query.is_empty or self.query.is_one_letter)

    @property
    def says(self) -> str:
        """The answer in a sentence, as it is announced: "14 articles found"."""
        if not self.was_asked:
            return self.problem or "Nothing to look for yet"
        if not self.total:
            return "No articles found"
        if self.is_capped:
            return f"More than {CAP:,} articles found"
        return f"{self.total:,} {'article' if self.total == 1 else 'articles'} found"
