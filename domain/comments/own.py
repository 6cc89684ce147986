"""What one reader has to do with the comments of a page, asked for in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, case, literal, select, union_all

from domain import closing, ordinary, permissions
from domain.revisions import takes_part
from domain.visits import ONE_VISIT
from models import Article, Muted, Person, Reader, Recommendation, Role, Visit, now
from models.database import db

from .said import Said


@dataclass(frozen=True)
class Own:
    """What is folded, marked and pressed for one reader; nothing for a guest."""

    is_open: bool = False
    """Whether something can be answered, by whomever."""
    looks: str = ""
    """As whom they see what they have no part in: `guest` or `reader`; none sees it as staff does,
    or as those who are barred."""
    reader: int | None = None
    recommended: frozenset[int] = frozenset()
    """The comments that they recommend."""
    muted: frozenset[int] = frozenset()
    """The people whose comments are folded."""
    seen: int | None = None
    """The arrival up to which they had seen all before this visit; None on a first one."""

    def is_new(self, comment: Said) -> bool:
        """Whether everybody could see `comment` only after the reader's last visit."""
        if self.seen is None or comment.arrival is None or comment.reader_id == self.reader:
            return False
        return comment.arrival > self.seen

    def is_plain(self, comment: Said) -> bool:
        """Whether `comment` looks to the reader as it does to all who have no part in it."""
        if not self.looks or comment.reader_id == self.reader or comment.reader_id in self.muted:
            return False
        return comment.id not in self.recommended and not self.is_new(comment)


def own(person: Person, article: Article, shown: Iterable[Said]) -> Own:
    """What `person` has to do with the comments `shown`; without a statement for a guest."""
    comments, is_open = list(shown), closing.is_open(article)
    if ordinary.is_it(person):
        takes_part(article.id)
    if ordinary.is_it(person) or not isinstance(person, Reader) or not comments:
        return Own(is_open, _looks(person))
    found: dict[str, set[int]] = {"recommended": set(), "muted": set(), "seen": set()}
    for what, number in db.execute(_OWN, _given(person, article, comments)):
        found[what].add(number)
    recommended, muted = frozenset(found["recommended"]), frozenset(found["muted"])
    seen = next(iter(found["seen"]), None)
    return Own(is_open, _looks(person), person.id, recommended, muted, seen)


def _looks(person: Person) -> str:
    if not isinstance(person, Reader):
        return "guest"
    return "reader" if person.role is Role.READER and not permissions.barred(person) else ""


def _given(person: Reader, article: Article, comments: list[Said]) -> dict[str, Any]:
    return {
        "reader": person.id,
        "article": article.id,
        "comments": [comment.id for comment in comments],
        "writers": list({comment.reader_id for comment in comments}),
        "before": now() - ONE_VISIT,
    }


_READER: BindParameter[int] = bindparam("reader")
_ARTICLE: BindParameter[int] = bindparam("article")
_OWN = union_all(
    select(literal("recommended"), Recommendation.comment_id).where(
        Recommendation.reader_id == _READER,
        Recommendation.article_id == _ARTICLE,
        Recommendation.comment_id.in_(bindparam("comments", expanding=True)),
    ),
    select(literal("muted"), Muted.muted_id).where(
        Muted.reader_id == _READER, Muted.muted_id.in_(bindparam("writers", expanding=True))
    ),
    select(
        literal("seen"), case((Visit.at < bindparam("before"), Visit.newest), else_=Visit.seen)
    ).where(Visit.reader_id == _READER, Visit.article_id == _ARTICLE),
)
"""Put together once, as every page asks it that is made for one reader."""
