"""Reading a conversation: a page of threads in one statement, however long it has become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, SelectBase, bindparam, select, union_all

from domain import closing, ordinary
from domain.refusal import Invalid, Missing
from domain.revisions import takes_part, within
from models import Article, Comment, CommentStatus, Discussion, Person, Reader
from models.database import db

from .composing import Composer, composer
from .finding import REPLIES, STEP, THREADS
from .own import Own, own
from .said import Said, rows

ORDERS = ("oldest", "newest", "recommended")
NO_PAGE = "The conversation has no such page."
OWN_HELD = 20
"""How many of somebody's own held comments are shown in one place."""


@dataclass(frozen=True)
class Thread:
    """The comment that begins a thread, and the replies shown under it, in the order of posting."""

    root: Said
    replies: Sequence[Said]
    after: int = 0
    """The number of the reply before the first one shown."""
    more: int = 0
    """How many replies follow."""
    alone: bool = False
    """Shown without its replies, outside its place."""

    @property
    def last(self) -> int:
        """The number of the last reply shown."""
        return _last(self.replies, self.after)


@dataclass(frozen=True)
class Conversation:
    """A page of an article's conversation, as one person sees it."""

    article: Article
    threads: Sequence[Thread]
    order: str
    number: int
    pages: int
    composer: Composer | None
    """None where nothing new is taken."""
    own: Own
    """What the person has to do with the comments of the page."""
    closed: str = ""
    """Why nothing new is taken, in words."""
    show: str = ""
    """`picks` where it is the editors' picks alone."""

    @property
    def is_open(self) -> bool:
        """Whether something may be added."""
        return self.composer is not None

    @property
    def waiting(self) -> bool:
        """Whether a thread of this page is held: nobody counts it, and yet it is there."""
        return any(each.root.status is CommentStatus.HELD for each in self.threads)

    @property
    def has_new(self) -> bool:
        """Whether something on this page came after the person's last visit."""
        threads = self.threads
        return any(self.own.is_new(each) for t in threads for each in (t.root, *t.replies))


def discussion(
    person: Person, article: Article, order: str = "oldest", number: int = 1
) -> Conversation:
    """Page `number` of the conversation about `article`: 25 threads, ten replies each.

    Held comments are seen by their own writer alone. Of threads that are recommended as often, the
    newer comes first. Raises Missing past the end and Invalid for an unknown order.
    """
    if order not in ORDERS:
        raise Invalid(order=f"The order is one of {', '.join(ORDERS)}.")
    pages = _pages(article.thread_count, number)
    threads = []
    if article.discussion is not Discussion.OFF:
        numbers = _numbers(article, order, number)
        threads = _threads(_shown(person, article, numbers), numbers, first=number == 1)
    return _conversation(person, article, threads, order=order, number=number, pages=pages)


def picks(person: Person, article: Article, number: int = 1) -> Conversation:
    """Page `number` of the editors' picks, the latest first, each by itself."""
    pages = _pages(article.pick_count, number)
    picked = select(Comment.id).where(
        Comment.article_id == article.id, Comment.picked_at.is_not(None)
    )
    picked = picked.order_by(Comment.picked_at.desc()).limit(THREADS).offset((number - 1) * THREADS)
    latest_first = sorted(_read(article, _these(picked)), key=_picked_at, reverse=True)
    threads = [Thread(each, [], alone=True) for each in latest_first]
    return _conversation(person, article, threads, number=number, pages=pages, show="picks")


def _picked_at(comment: Said) -> datetime:
    assert comment.picked_at is not None  # noqa: S101 (for the type checker)
    return comment.picked_at


def _pages(count: int, number: int) -> int:
    pages = max(1, -(-count // THREADS))
    if not 1 <= number <= pages:
        raise Missing(NO_PAGE)
    return pages


def _conversation(
    person: Person, article: Article, threads: Sequence[Thread], *, order: str = "oldest", **at: Any
) -> Conversation:
    closed = closing.because(article) if article.is_published else closing.CLOSED
    form = None if closed else composer(person, article)
    shown = [comment for thread in threads for comment in (thread.root, *thread.replies)]
    mine = own(person, article, shown)
    return Conversation(article, threads, order=order, composer=form, own=mine, closed=closed, **at)


def thread_at(person: Person, article: Article, thread: int, after: int = 0) -> Thread:
    """One thread with the replies that follow number `after`. Raises Missing without any."""
    numbers = [0, *range(after + 1, after + STEP + 1)]
    query = rows().where(
        Comment.article_id == article.id, Comment.thread == thread, Comment.reply.in_(numbers)
    )
    found = _read(article, query.order_by(Comment.reply))
    if article.discussion is Discussion.OFF or len(found) < 2:
        raise Missing(NO_PAGE)
    return _thread(found[0], found[1:], after)


def _numbers(article: Article, order: str, page: int) -> list[int]:
    """The numbers of the threads of a page, in the order in which they are shown."""
    begin, count = (page - 1) * THREADS, article.thread_count
    if order == "recommended":
        return _most_recommended(article, begin)
    if order == "oldest":
        return list(range(begin + 1, min(begin + THREADS, count) + 1))
    return list(range(count - begin, max(count - begin - THREADS, 0), -1))


def _most_recommended(article: Article, begin: int) -> list[int]:
    """The most recommended threads after the first `begin`: a range of an index of its own."""
    roots = select(Comment.thread).where(
        Comment.article_id == article.id, Comment.root_id.is_(None), Comment.thread.is_not(None)
    )
    roots = roots.order_by(Comment.recommendations.desc(), Comment.thread.desc())
    found = db.scalars(roots.limit(THREADS).offset(begin).execution_options(**within(article.id)))
    return [number for number in found if number is not None]


def _shown(person: Person, article: Article, numbers: list[int]) -> list[Said]:
    """Everything of a page in one statement; its cost is bounded by the page, not by the talk.

    The numbers are listed one by one: the index is then entered once for each thread, and replies
    past the tenth are never touched.
    """
    query = _SEEN_AND_OWN if _may_have(person, article) else _SEEN
    given = {"article": article.id, "threads": numbers, "reader": person.id}
    return _read(article, query, given)


def _read(
    article: Article, query: Select[Any], given: Mapping[str, Any] | None = None
) -> list[Said]:
    found = db.execute(query, given, execution_options=within(article.id))
    return [Said._make(row) for row in found]


def _these(ids: SelectBase) -> Select[Any]:
    return rows().where(Comment.id.in_(ids))


_PLACE = (
    Comment.article_id == bindparam("article"),
    Comment.thread.in_(bindparam("threads", expanding=True)),
    Comment.reply <= REPLIES,
)
_SEEN = rows().where(*_PLACE)
_OWN_HELD = (
    select(Comment.id)
    .where(
        Comment.article_id == bindparam("article"),
        Comment.reader_id == bindparam("reader"),
        Comment.status == CommentStatus.HELD,
        Comment.reply.is_(None),
    )
    .order_by(Comment.id.desc())
    .limit(OWN_HELD)
)
"""What somebody wrote here that nobody else has seen yet."""
_SEEN_AND_OWN = _these(
    union_all(select(Comment.id).where(*_PLACE), select(_OWN_HELD.subquery().c.id))
)
"""Both are put together once, since every page with a conversation asks one of them."""


def _may_have(person: Person, article: Article) -> bool:
    """Whether `person` may have written here what nobody else has seen yet."""
    if ordinary.is_it(person):
        takes_part(article.id)
        return False
    return isinstance(person, Reader)


def _threads(found: Iterable[Said], numbers: list[int], *, first: bool) -> list[Thread]:
    """The comments of a page as threads; one's own that are held come first on the first page."""
    in_order = sorted(found, key=lambda each: (each.reply is None, each.reply or 0, each.id))
    replies: dict[int | None, list[Said]] = {number: [] for number in numbers}
    roots: dict[int | None, Said] = {}
    waiting = []
    for each in in_order:
        if each.root_id is not None:
            replies.setdefault(each.thread, []).append(each)
        elif each.thread is None:
            waiting.append(Thread(each, []))
        else:
            roots[each.thread] = each
    shown = [_thread(roots[number], replies[number]) for number in numbers if number in roots]
    return (waiting if first else []) + shown


def _thread(root: Said, replies: Sequence[Said], after: int = 0) -> Thread:
    return Thread(root, replies, after, root.reply_count - _last(replies, after))


def _last(replies: Iterable[Said], after: int) -> int:
    return max((each.reply or 0 for each in replies), default=after)
