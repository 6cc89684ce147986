"""What is kept, within a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from domain.revisions import Stamp

from .moulds import Asking, Mould
from .passing import Headers, unchanged

OVERHEAD = 3000
"""Bytes that a kept page costs beside its body: headers, keys, revisions."""
WORDS_MOST = 20_000
WORDS_LONGEST = 500
"""How many requests are known by their very words, and how long those may be."""
READERS_MOST, SAVED_MOST = 2_000, 200
"""How many requests of readers are known by their words, and with how many articles saved."""
WATCHES = 64


@dataclass(eq=False)
class Kept:
    """A page as it is answered."""

    body: bytes
    headers: Headers
    etag: str
    stamp: Stamp
    mark: str
    """The mark of the acknowledgement in force when it was made."""
    until: float
    """The instant, in seconds, from which it may be another; never for what lasts."""
    checked: float
    """When it was last known to be right."""
    pulses: dict[int, bytes | int | None] = field(default_factory=dict)
    """By the watch that saw it right: its pulse before it looked."""
    was_used: bool = False
    """Whether anybody asked for it again since it was last looked at for room."""
    mould: Mould | None = None
    """What stands in place of the body, where it is made for the ordinary reader."""

    def __post_init__(self) -> None:
        self.chunks = [self.body]  # a list is what granian sends at once
        self.unchanged = unchanged(self.headers)
        self.size = len(self.body) + OVERHEAD + (self.mould.size if self.mould else 0)

    def saw(self, watch: int, pulse: bytes | int | None) -> None:
        """Note that the watch numbered `watch` found it right at `pulse`."""
        if len(self.pulses) > WATCHES:
            self.pulses.clear()
        self.pulses[watch] = pulse


@dataclass(frozen=True)
class Theirs:
    """The mould of a page and what a reader had in its gaps when they asked last."""

    kept: Kept
    asking: Asking
    seen: tuple[int, bytes | int | None]
    """The watch that was asked, and its pulse before: all is as it was while that is the same."""
    expires: Any
    """When their log in ends, as the database keeps an instant."""
    until: float
    """When they are looked up again in any case, in seconds."""


class Shelf:
    """Pages by their keys, and by the very words of requests that asked for them before."""

    def __init__(self, most: int) -> None:
        self.most, self.size, self.gone = most, 0, 0
        self.by_words: dict[Hashable, Kept] = {}
        self.theirs: dict[Hashable, Theirs] = {}
        self._by_key: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable) -> Kept | None:
        """The page kept under `key`."""
        return self._by_key.get(key)

    def know(self, words: tuple[str | None, ...], kept: Kept) -> None:
        """Find `kept` next time by the very words of a request, if those are few."""
        if _are_few(words):
            if len(self.by_words) >= WORDS_MOST:
                self.by_words.clear()
            self.by_words[words] = kept

    def know_reader(self, words: tuple[str | None, ...], theirs: Theirs) -> None:
        """Find what a reader has by the very words of their request, if those are few."""
        if _are_few(words) and len(theirs.asking.saved_ids) <= SAVED_MOST:
            if len(self.theirs) >= READERS_MOST:
                self.theirs.clear()
            self.theirs[words] = theirs

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep `kept`, and give up others where it gets too much."""
        if kept.size > self.most // 4:
            return
        with self._lock:
            old = self._by_key.pop(key, None)
            self.size += kept.size - (old.size if old else 0)
            self._by_key[key] = kept
            self._let_go(old)
            if self.size > self.most:
                self._make_room()

    def _let_go(self, old: Kept | None) -> None:
        """Count what was made anew: words that nobody says again still hold it."""
        self.gone += old.size if old else 0
        if self.gone > self.most // 4:
            self._forget_words()

    def _make_room(self) -> None:
        """Give up the oldest that were not used since they were last looked at, a tenth at once."""
        while self.size > self.most * 0.9:
            key, oldest = self._by_key.popitem(last=False)
            if oldest.was_used:
                oldest.was_used = False
                self._by_key[key] = oldest
            else:
                self.size -= oldest.size
        self._forget_words()

    def _forget_words(self) -> None:
        self.by_words.clear()
        self.theirs.clear()
        self.gone = 0


def _are_few(words: tuple[str | None, ...]) -> bool:
    return sum(len(word) for word in words if word) <= WORDS_LONGEST
