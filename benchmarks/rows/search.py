"""Search, with words from the commonest to the rarest; nothing is cached but where it is said."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from ..asking import Ask, answer
from ..measuring import Load, Loader
from ..results import Row, in_hello, plain
from ..sites import Sites

RATE = 0.15
RARE = 0.01
"""The share of articles up to which a word is rare."""
SOON, LATER = 50, 300
"""Milliseconds within which 99 of 100 are answered: with a rare word, and with common ones."""


def search(sites: Sites, loader: Loader) -> Iterator[Row]:
    """How many questions a second, and how long one waits for the answer to one."""
    hello, server = Load(sites.hello(), [Ask("/")]), sites.lectern(cached=False)
    words = sites.corpus().words
    asks = [*_alone([word for word, _ in words]), *_pairs(words)]
    beside = loader.beside(hello, Load(server, asks))
    name = "search, words of all tenths of frequency"
    yield in_hello("search", name, beside, RATE, f"{len(asks)} questions in turn")
    kept = sites.lectern()
    for ask in asks:
        answer(kept.port, ask)
    beside = loader.beside(hello, Load(kept, asks))
    yield in_hello("search-kept", "search, the same words, cached", beside)
    rare = [(word, share) for word, share in words if share <= RARE]
    common = [(word, share) for word, share in words if share > RARE]
    yield _waiting("search-rare", "search, a rare word", rare, SOON, sites, loader)
    yield _waiting("search-common", "search, only common words", common, LATER, sites, loader)


def _waiting(
    key: str,
    name: str,
    words: list[tuple[str, float]],
    goal: float,
    sites: Sites,
    loader: Loader,
) -> Row:
    """The time of 99 of 100 answers, asked one after another."""
    asks = [*_alone([word for word, _ in words]), *_pairs(words)]
    load = Load(sites.lectern(cached=False), asks, connections=1)
    measured = [loader.send(load, own=True) for _ in range(loader.pace.repeats)]
    p50 = sorted(each.p50 for each in measured)[len(measured) // 2]
    note = f"p50 {p50:.1f} ms, {len(asks)} questions"
    return plain(key, f"{name}, p99", [each.p99 for each in measured], "ms", goal, note)


def _alone(words: list[str]) -> list[Ask]:
    return [Ask(f"/search?q={word}") for word in words]


def _pairs(words: list[tuple[str, float]]) -> list[Ask]:
    """Two words each."""
    random = Random(3)
    chosen = [random.sample(words, 2) for _ in range(60)] if len(words) > 1 else []
    return [Ask(f"/search?q={one}+{two}") for (one, _), (two, _) in chosen]
