"""What helps beside the results: a word put right, a name, topics to narrow to or begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from models import Article, ArticleTopic, SearchSpelling, Topic
from models.database import db

from .. import articles
from . import spelling, words
from .engine import engine
from .found import Facet, Filters, Found, Name
from .words import Query

FACETS = 8
NAMES = 5
TOPICS = 12
NEWEST = 500
_ENOUGH = 20
_NEIGHBOURS = 100
_KNOWN = 200


def meant(query: Query, filters: Filters) -> str:
    """The question with the words that nothing holds put right; empty where there is nothing to.

    A word is proposed only where an article that may be read holds it: a draft's own do not leak.
    """
    held = [*query.words, *(word for phrase in query.phrases for word in phrase)]
    asked = [word for word in dict.fromkeys(map(words.fold, held)) if _may_be_a_slip(word)]
    forms = {form for word in asked[: spelling.MOST_WORDS] for form in spelling.forms(word)}
    near = select(SearchSpelling.word).where(SearchSpelling.form.in_(forms)).distinct()
    count = engine().counts
    number = count(near.limit(_NEIGHBOURS), filters.conditions(), _ENOUGH)
    known = count(near.limit(_NEIGHBOURS), Filters().conditions(), 1) if filters.slugs else number
    right = {word: _likeliest(word, number) for word in asked if not known.get(word)}
    right = {word: other for word, other in right.items() if other}
    return words.replaced(query.text, right) if right else ""


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
    counted = _topics_among(ids)
    narrower = [f for f in counted if 1 < f.number < len(ids) and f.topic != found.filters.topic]
    names = tuple(dict.fromkeys(_names(found, counted)))[:NAMES]
    return replace(found, names=names, facets=narrower[:FACETS])


def topics() -> Sequence[Topic]:
    """What the newest articles are about, most of all first: for somebody who has no word yet."""
    newest = select(Article.id).where(articles.published())
    newest = newest.order_by(Article.published_at.desc(), Article.id.desc()).limit(NEWEST)
    query = select(Topic).join(ArticleTopic).where(ArticleTopic.article_id.in_(newest))
    query = query.group_by(Topic.id).order_by(func.count().desc(), Topic.name)
    return db.scalars(query.limit(TOPICS)).all()


def _topics_among(ids: Sequence[int]) -> list[Facet]:
    query = select(Topic, func.count()).join(ArticleTopic).where(ArticleTopic.article_id.in_(ids))
    query = query.group_by(Topic.id).order_by(func.count().desc(), Topic.name).limit(_KNOWN)
    return [Facet(topic, number) for topic, number in db.execute(query)]


def _names(found: Found, counted: Sequence[Facet]) -> Iterator[Name]:
    begun = [words.fold(word) for word in found.query.words]
    for result in found.page.rows:
        for author in result.article.byline:
            if _begins(author["name"], begun):
                yield Name("author", author["name"], author["slug"])
    for facet in counted:
        if _begins(facet.topic.name, begun):
            yield Name("topic", facet.topic.name, facet.topic.slug)


def _begins(name: str, begun: Sequence[str]) -> bool:
    """Whether each word that was typed begins a word of the name."""
    parts = [words.fold(part) for part in words.WORD.findall(words.plain(name))]
    return bool(begun) and all(any(part.startswith(each) for part in parts) for each in begun)
