"""What readers said: threads with replies, in the order in which they would have been posted.

The conversation is held before a row is written, since an article keeps the numbers of it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import repeat
from random import Random

from domain.rendering import comments as rendering
from models import Comment, CommentStatus

from . import passages
from .ledger import Ledger
from .passages import Passage
from .plan import Plan

TALKED, USUAL = 1, 2
"""The numbers of the most discussed article, and of the one that has twenty comments."""
HAS = 20
BEGUN = 0.4
"""How many of all comments begin a thread."""
DEEPEST = 40
SPREAD = 1.5
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
OTHERWISE = (CommentStatus.HELD, CommentStatus.HIDDEN, CommentStatus.WITHDRAWN)
SEEN = 0.985


@dataclass(slots=True)
class Said:
    """A comment on its way: where it stands, and what became of it."""

    id: int
    article: int
    status: CommentStatus
    root: Said | None = None
    parent: Said | None = None
    depth: int = 0
    thread: int | None = None
    reply: int | None = None
    replies: int = 0


@dataclass
class Talk:
    """The whole conversation, and the numbers that each article keeps of it."""

    said: list[Said] = field(default_factory=list)
    threads: Counter[int] = field(default_factory=Counter)
    seen: Counter[int] = field(default_factory=Counter)


def held(plan: Plan, random: Random) -> Talk:
    """Have everybody say what they have to say."""
    talk = Talk()
    open_: dict[int, list[Said]] = {}
    for number, article in enumerate(_turns(plan, random), 1):
        answerable = open_.setdefault(article, [])
        said = Said(number, article, _status(article, random))
        if answerable and random.random() > BEGUN:
            _answer(said, random.choice(answerable[-60:]))
        _count(said, talk)
        if said.status is CommentStatus.VISIBLE and said.depth < DEEPEST:
            answerable.append(said)
    return talk


def _turns(plan: Plan, random: Random) -> list[int]:
    """The article of each comment, a few much discussed and most hardly at all."""
    most = min(plan.most, plan.comments)
    usual = min(HAS, plan.comments - most)
    turns = [*repeat(TALKED, most), *repeat(USUAL, usual)]
    others = plan.articles - USUAL
    if others > 0:
        spread = (random.random() ** SPREAD * others for _ in range(plan.comments - len(turns)))
        turns += [USUAL + 1 + int(place) * 7919 % others for place in spread]
    random.shuffle(turns)
    return turns


def _status(article: int, random: Random) -> CommentStatus:
    """Of the two articles that are measured everything is seen."""
    if article in {TALKED, USUAL} or random.random() < SEEN:
        return CommentStatus.VISIBLE
    return random.choice(OTHERWISE)


def _answer(said: Said, parent: Said) -> None:
    said.parent, said.root = parent, parent.root or parent
    said.depth, said.thread = parent.depth + 1, parent.thread


def _count(said: Said, talk: Talk) -> None:
    """Number it as the site does: when everybody first sees it."""
    talk.said.append(said)
    talk.seen[said.article] += said.status is CommentStatus.VISIBLE
    if said.status is CommentStatus.HELD:
        return
    if said.root is None:
        talk.threads[said.article] += 1
        said.thread, said.reply = talk.threads[said.article], 0
    else:
        said.root.replies += 1
        said.reply = said.root.replies


def written(ledger: Ledger, talk: Talk, plan: Plan, remarks: list[Passage], random: Random) -> None:
    """Write what was said."""
    sheet = ledger.sheet(
        Comment,
        "id article_id reader_id root_id parent_id depth thread reply reply_count status"
        " held_because markdown html render_version fingerprint posted_at",
    )
    spoken = passages.spoken()
    apart = timedelta(days=300) / max(len(talk.said), 1)
    for place, said in enumerate(talk.said):
        remark = random.choice(spoken if said.article == USUAL else remarks)
        reader = 1 + int(plan.readers * random.random() ** 2)
        parent = said.parent.id if said.parent else None
        is_held = said.status is CommentStatus.HELD
        told = (str(reader), str(said.article), str(parent or ""), str(said.id), remark.markdown)
        sheet.add(
            said.id,
            said.article,
            reader,
            said.root.id if said.root else None,
            parent,
            said.depth,
            said.thread,
            said.reply,
            said.replies,
            said.status,
            "first" if is_held else "",
            remark.markdown,
            remark.html,
            rendering.VERSION,
            hashlib.sha256("\0".join(told).encode()).hexdigest(),
            FIRST + apart * place,
        )
