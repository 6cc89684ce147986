"""Reading a conversation: a page of threads in one statement, however long it has become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select, union_all

from domain import ordinary
from domain.refusal import Invalid, Missing
from domain.revisions import takes_part, within
from models import Article, Comment, CommentStatus, Discussion, Person, Reader
from models.database import db

from .composing import Composer, composer
from .finding import READ, REPLIES, STEP, THREADS

ORDERS = ("oldest", "newest", "recommended")
NO_PAGE = "The conversation has no such page."
OWN_HELD = 20
"""How many of somebody's own held comments are shown in one place."""


@dataclass(frozen=True)
class Thread:
    """The comment that begins a thread, and the replies shown under it, in the order of posting."""

    root: Comment
    replies: Sequence[Comment]
    after: int = 0
    """The number of the reply before the first one shown."""
    more: int = 0
    """How many replies follow."""

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

    @property
    def is_open(self) -> bool:
        """Whether something may be added."""
        return self.composer is not None


def discussion(
    person: Person, article: Article, order: str = "oldest", number: int = 1
) -> Conversation:
    """Page `number` of the conversation about `article`: 25 threads, ten replies each.

    Held comments are seen by their own writer alone. `recommended` stands as `newest` while nothing
    is recommended. Raises Missing past the end and Invalid for an unknown order.
    """
    if order not in ORDERS:
        raise Invalid(order=f"The order is one of {', '.join(ORDERS)}.")
    pages = max(1, -(-article.thread_count // THREADS))
    if not 1 <= number <= pages:
        raise Missing(NO_PAGE)
    threads = []
    if article.discussion is not Discussion.OFF:
        numbers = _numbers(article.thread_count, order, number)
        threads = _threads(_shown(person, article, numbers), numbers, first=number == 1)
    is_open = article.discussion is Discussion.OPEN and article.is_published
    form = composer(person, article) if is_open else None
    return Conversation(article, threads, order, number, pages, form)


def thread_at(person: Person, article: Article, thread: int, after: int = 0) -> Thread:
    """One thread with the replies that follow number `after`. Raises Missing without any."""
    numbers = [0, *range(after + 1, after + STEP + 1)]
    query = select(Comment).where(
        Comment.article_id == article.id, Comment.thread == thread, Comment.reply.in_(numbers)
    )
    query = query.options(*READ).execution_options(**within(article.id))
    found = db.scalars(query.order_by(Comment.reply)).all()
    if article.discussion is Discussion.OFF or len(found) < 2:
        raise Missing(NO_PAGE)
    return _thread(found[0], found[1:], after)


def _numbers(count: int, order: str, page: int) -> list[int]:
    """The numbers of the threads of a page, in the order in which they are shown."""
    begin = (page - 1) * THREADS
    if order == "oldest":
        return list(range(begin + 1, min(begin + THREADS, count) + 1))
    return list(range(count - begin, max(count - begin - THREADS, 0), -1))


def _shown(person: Person, article: Article, numbers: list[int]) -> Sequence[Comment]:
    """Everything of a page in one statement; its cost is bounded by the page, not by the talk.

    The numbers are listed one by one: the index is then entered once for each thread, and replies
    past the tenth are never touched.
    """
    seen = select(Comment.id).where(
        Comment.article_id == article.id, Comment.thread.in_(numbers), Comment.reply <= REPLIES
    )
    ids = union_all(seen, _own_held(person, article)) if _may_have(person, article) else seen
    query = select(Comment).where(Comment.id.in_(ids)).options(*READ)
    return db.scalars(query.execution_options(**within(article.id))).all()


def _may_have(person: Person, article: Article) -> bool:
    """Whether `person` may have written here what nobody else has seen yet."""
    if ordinary.is_it(person):
        takes_part(article.id)
        return False
    return isinstance(person, Reader)


def _own_held(person: Person, article: Article) -> Select[tuple[int]]:
    """What `person` wrote here that nobody else has seen yet."""
    waiting = select(Comment.id).where(
        Comment.article_id == article.id,
        Comment.reader_id == person.id,
        Comment.status == CommentStatus.HELD,
        Comment.reply.is_(None),
    )
    return select(waiting.order_by(Comment.id.desc()).limit(OWN_HELD).subquery().c.id)


def _threads(found: Iterable[Comment], numbers: list[int], *, first: bool) -> list[Thread]:
    """The comments of a page as threads; one's own that are held come first on the first page."""
    in_order = sorted(found, key=lambda each: (each.reply is None, each.reply or 0, each.id))
    replies: dict[int | None, list[Comment]] = {number: [] for number in numbers}
    roots: dict[int | None, Comment] = {}
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


def _thread(root: Comment, replies: Sequence[Comment], after: int = 0) -> Thread:
    return Thread(root, replies, after, root.reply_count - _last(replies, after))


def _last(replies: Iterable[Comment], after: int) -> int:
    return max((each.reply or 0 for each in replies), default=after)
