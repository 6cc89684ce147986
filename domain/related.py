"""What to read next: articles that are really related, found when articles are stored.

Shared topics count most, a rare one more than a common one; then the words that two texts have
in common and others have not; then the section. What shares neither a topic nor enough words is
not related: fewer than three rows are better than three that lead astray. However many articles
there are, only so many are looked at for each.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, func, select

from models import Article, ArticleBody, ArticleTopic, RelatedArticle, now
from models.database import db, writing

from .articles import published
from .revisions import within

SHOWN = 3
NEIGHBOURS = 6
PER_TOPIC = 60
PER_SECTION = 30
AT_MOST = 240
REMEMBERED = 4000
COMMON = 2000
"""A topic of more articles than this is counted no further: it is common."""
ENOUGH = 0.12
"""How near two texts without a common topic must be, from 0 to 1."""
ELSEWHERE = 0.5
"""What an article in another language is worth beside one in the same."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class _Subject:
    """What an article is about, as far as likeness goes."""

    id: int
    section_id: int
    language: str
    when: float
    topics: frozenset[int]
    words: Mapping[str, int]


@dataclass
class _Mind:
    """What was read already while many articles are gone through."""

    total: int
    subjects: dict[int, _Subject] = field(default_factory=dict)
    rarity: dict[int, float] = field(default_factory=dict)


def refresh(article_ids: Iterable[int]) -> Iterator[int]:
    """Find anew what is related to these articles, and to those that they concern.

    Yields how many articles are done; what was done so far may be committed in between.
    """
    mind = _Mind(db.scalar(select(func.max(Article.id))) or 1)
    first = list(dict.fromkeys(article_ids))
    concerned: dict[int, None] = {}
    for done, article_id in enumerate(first, 1):
        concerned |= dict.fromkeys([*_listing(article_id), *_refresh(article_id, mind)])
        yield done
    others = [article_id for article_id in concerned if article_id not in set(first)]
    for done, article_id in enumerate(others, len(first) + 1):
        _refresh(article_id, mind)
        yield done


def _listing(article_id: int) -> Iterable[int]:
    """The articles that list this one."""
    query = select(RelatedArticle.article_id).where(RelatedArticle.related_id == article_id)
    return db.scalars(query).all()


def _refresh(article_id: int, mind: _Mind) -> list[int]:
    """Keep what is related to an article; returns its neighbours, the nearest first."""
    candidates = _candidates(article_id)
    _remember([article_id, *candidates], mind)
    subject = mind.subjects.get(article_id)
    if subject is None:
        _keep(article_id, [])
        return []
    near = _nearest(subject, [mind.subjects[i] for i in candidates if i in mind.subjects], mind)
    _keep(article_id, near[:SHOWN])
    return near[:NEIGHBOURS]


def _candidates(article_id: int) -> list[int]:
    """The newest articles on the same topics and in the same section."""
    own = select(ArticleTopic.topic_id).where(ArticleTopic.article_id == article_id)
    found: dict[int, None] = {}
    for topic_id in db.scalars(own).all():
        query = select(ArticleTopic.article_id).where(ArticleTopic.topic_id == topic_id)
        query = query.order_by(ArticleTopic.listed_at.desc(), ArticleTopic.article_id.desc())
        query = query.where(ArticleTopic.listed_at <= now()).limit(PER_TOPIC)
        found |= dict.fromkeys(db.scalars(query))
    section = select(Article.section_id).where(Article.id == article_id).scalar_subquery()
    query = select(Article.id).where(published(), Article.section_id == section)
    newest = query.order_by(Article.published_at.desc(), Article.id.desc()).limit(PER_SECTION)
    found |= dict.fromkeys(db.scalars(newest))
    found.pop(article_id, None)
    return list(found)[:AT_MOST]


def _remember(article_ids: Collection[int], mind: _Mind) -> None:
    """Read the subjects that are not in mind yet; only what everybody may read becomes one."""
    if len(mind.subjects) > REMEMBERED:
        mind.subjects.clear()
    new = [article_id for article_id in article_ids if article_id not in mind.subjects]
    about: dict[int, set[int]] = {}
    pairs = select(ArticleTopic.article_id, ArticleTopic.topic_id)
    for article_id, topic_id in db.execute(pairs.where(ArticleTopic.article_id.in_(new))):
        about.setdefault(article_id, set()).add(topic_id)
    facts = Article.id, Article.section_id, Article.language, Article.published_at
    query = select(*facts, Article.title, Article.standfirst, ArticleBody.plain)
    query = query.join(ArticleBody, ArticleBody.article_id == Article.id)
    for id_, section, language, when, title, standfirst, plain in db.execute(
        query.where(published(), Article.id.in_(new))
    ):
        topics, words = frozenset(about.get(id_, ())), _telling(f"{title} {standfirst}", plain)
        mind.subjects[id_] = _Subject(id_, section, language, when.timestamp(), topics, words)


def _telling(head: str, text: str) -> dict[str, int]:
    """The words that tell what a text is about: those of its head, and those it comes back to."""
    counts = Counter(_WORD.findall(text.casefold()))
    telling = Counter({word: count for word, count in counts.items() if count > 1})
    telling.update(word for word in _WORD.findall(head.casefold()))
    return dict(telling)


def _nearest(subject: _Subject, others: list[_Subject], mind: _Mind) -> list[int]:
    """The related among `others`, the nearest first and of equals the newest."""
    spread = Counter(word for each in [subject, *others] for word in each.words)
    weight = {word: math.log((len(others) + 2) / count) for word, count in spread.items()}
    scored = [(_likeness(subject, each, weight, mind), each) for each in others]
    related = [(score, each.when, each.id) for score, each in scored if score > 0]
    return [id_ for _, _, id_ in sorted(related, reverse=True)]


def _likeness(one: _Subject, other: _Subject, weight: Mapping[str, float], mind: _Mind) -> float:
    """How near two subjects are; 0 where they are not related."""
    shared = sum(_rarity(topic, mind) for topic in one.topics & other.topics)
    words = _cosine(one.words, other.words, weight)
    if not shared and words < ENOUGH:
        return 0
    own = sum(_rarity(topic, mind) for topic in one.topics) or 1
    likeness = shared / own + words + 0.1 * (one.section_id == other.section_id)
    return likeness * (1 if one.language == other.language else ELSEWHERE)


def _rarity(topic_id: int, mind: _Mind) -> float:
    """What sharing a topic is worth: the more, the fewer articles it has."""
    if topic_id not in mind.rarity:
        having = select(ArticleTopic.article_id).where(ArticleTopic.topic_id == topic_id)
        counted = select(func.count()).select_from(having.limit(COMMON).subquery())
        mind.rarity[topic_id] = math.log(1 + mind.total / (db.scalar(counted) or 1))
    return mind.rarity[topic_id]


def _cosine(one: Mapping[str, int], other: Mapping[str, int], weight: Mapping[str, float]) -> float:
    def strength(words: Mapping[str, int], word: str) -> float:
        return (1 + math.log(words[word])) * weight[word]

    def length(words: Mapping[str, int]) -> float:
        return math.sqrt(sum(strength(words, word) ** 2 for word in words)) or 1

    both = sum(strength(one, word) * strength(other, word) for word in one.keys() & other.keys())
    return both / (length(one) * length(other))


def _keep(article_id: int, related: list[int]) -> None:
    """Keep the rows, unless they are the same already."""
    mine = RelatedArticle.article_id == article_id
    query = select(RelatedArticle.related_id).where(mine).order_by(RelatedArticle.position)
    if list(db.scalars(query)) == related:
        return
    writing()
    db.execute(delete(RelatedArticle).where(mine), execution_options=within(article_id))
    for position, related_id in enumerate(related):
        db.add(RelatedArticle(article_id=article_id, position=position, related_id=related_id))
    db.flush()
