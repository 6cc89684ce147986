"""What helps beside the results: a word put right, a name, topics to narrow to or begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from models import Article, ArticleTopic, SearchSpelling, Topic
from models.database import db

from .. import articles
from . import spelling, words
from .cards import Among, Named
from .engine import engine
from .found import Facet, Filters, Found, Name
from .words import Query

COUNTED = 100
"""Of more articles than these only the best are asked for their topics."""
FACETS = 8
NAMES = 5
TOPICS = 12
NEWEST = 500
_ENOUGH = 20
_NEIGHBOURS = 100
_KNOWN = 40


def meant(query: Query, filters: Filters) -> str:
    """The question with the words that nothing holds put right; empty where there is nothing to.

    A word is proposed only where an article that may be read holds it: a draft's own do not leak.
    """
    held = [*query.words, *(word for phrase in query.phrases for word in phrase)]
    asked = [word for word in dict.fromkeys(map(words.fold, held)) if _may_be_a_slip(word)]
    forms = {form for word in asked[: spelling.MOST_WORDS] for form in spelling.forms(word)}
    given, count = {"forms": list(forms)}, engine().counts
    number = count(_NEAR, given, filters, _ENOUGH)
    known = count(_NEAR, given, Filters(), 1) if filters.slugs else number
    right = {word: _likeliest(word, number) for word in asked if not known.get(word)}
    right = {word: other for word, other in right.items() if other}
    return words.replaced(query.text, right) if right else ""


_NEAR = (
    select(SearchSpelling.word)
    .where(SearchSpelling.form.in_(bindparam("forms", expanding=True)))
    .distinct()
    .limit(_NEIGHBOURS)
)


def _may_be_a_slip(word: str) -> bool:
    return spelling.SHORTEST <= len(word) <= spelling.LONGEST and not word.isdecimal()


def _likeliest(word: str, number: Mapping[str, int]) -> str:
    """The known word that was probably meant: a first letter is seldom wrong."""
    near = [
        (other[0] == word[0], many, other)
        for other, many in number.items()
        if many and spelling.is_slip(word, other)
    ]
    return max(near)[-1] if near else ""


def beside(found: Found, ids: Sequence[int]) -> Found:
    """`found` with the names that its words begin, and the topics that it can be narrowed to."""
    best = ids[:COUNTED]
    counted = _topics_among(best)
    narrowed = found.filters.topic.slug if found.filters.topic else ""
    narrower = (
        Facet(Named(slug, name), number if best == ids else None)
        for slug, name, number in counted
        if 1 < number < len(best) and slug != narrowed
    )
    names = tuple(dict.fromkeys(_names(found, counted)))[:NAMES]
    return replace(found, names=names, facets=list(islice(narrower, FACETS)))


def topics() -> Sequence[Topic]:
    """What the newest articles are about, most of all first: for somebody who has no word yet."""
    newest = select(Article.id).where(articles.published())
    newest = newest.order_by(Article.published_at.desc(), Article.id.desc()).limit(NEWEST)
    query = select(Topic).join(ArticleTopic).where(ArticleTopic.article_id.in_(newest))
    query = query.group_by(Topic.id).order_by(func.count().desc(), Topic.name)
    return db.scalars(query.limit(TOPICS)).all()


def _topics_among(ids: Sequence[int]) -> Sequence[Any]:
    """The topics of these articles, and of how many of them each is; most of all first."""
    return db.connection().execute(_counted(engine().among), {"ids": ids}).all()


@cache
def _counted(among: Among) -> Select[Any]:
    number = func.count().label("number")
    of = select(ArticleTopic.topic_id, number).where(among(ArticleTopic.article_id))
    of = of.group_by(ArticleTopic.topic_id).order_by(number.desc(), ArticleTopic.topic_id)
    each = of.limit(_KNOWN).subquery()
    query = select(Topic.slug, Topic.name, each.c.number).join(each, each.c.topic_id == Topic.id)
    return query.order_by(each.c.number.desc(), Topic.name)


def _names(found: Found, topics: Sequence[Any]) -> Iterator[Name]:
    begun = [f" {words.fold(word)}" for word in found.query.words]
    for result in found.page.rows:
        for author in result.article.byline:
            if _begins(author.name, begun):
                yield Name("author", author.name, author.slug)
    for slug, name, _ in topics:
        if _begins(name, begun):
            yield Name("topic", name, slug)


def _begins(name: str, begun: Sequence[str]) -> bool:
    """Whether each word that was typed begins a word of the name."""
    parts = _parts(name)
    return bool(begun) and all(each in parts for each in begun)


@lru_cache(maxsize=4096)
def _parts(name: str) -> str:
    """The words of a name, folded, a space before each."""
    return "".join(f" {words.fold(word)}" for word in words.WORD.findall(words.plain(name)))
