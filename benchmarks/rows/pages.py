"""Pages that are read: cached, past the cache, and by somebody who is logged in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

from ..asking import Ask, answer, form, logged_in
from ..corpus.plan import PASSWORD
from ..measuring import Load, Loader
from ..results import Row, in_hello
from ..sites import Sites

SETTINGS = ("text_size=large", "theme=night", "text_size=x-large&theme=sepia", "typeface=sans")
"""What the cookie `reading` says for every fifth visitor."""
CACHED, MEMBER, UNCACHED, UNCACHED_LIST = 12, 0.9, 0.2, 0.15


def article(sites: Sites, loader: Loader) -> Iterator[Row]:
    """The article with twenty comments, as strangers ask for it; and asked whether it changed."""
    hello, server = Load(sites.hello(), [Ask("/")]), sites.lectern()
    path = f"/articles/{sites.corpus().usual}"
    first, body = answer(server.port, Ask(path))
    note = f"{len(body):,} bytes in {first.headers.get('Content-Encoding', 'no encoding')}"
    beside = loader.beside(hello, Load(server, [Ask(path)]))
    yield in_hello("article", "article, cached", beside, CACHED, note)
    again = Ask(path, {"If-None-Match": first.headers["ETag"]})
    assert answer(server.port, again)[0].status == 304
    beside = loader.beside(hello, Load(server, [again]))
    yield in_hello("article-304", "article, cached, unchanged (304)", beside, CACHED)
    if nginx := sites.nginx():
        half = loader.beside(Load(nginx, [Ask("/packed")]), Load(server, [Ask(path)])).ratios()
        middle, low, high = sorted(half)[len(half) // 2], min(half), max(half)
        name = "article, cached, beside nginx ready-compressed"
        yield Row("article-nginx", name, middle, "nginx", low, high, goal=0.5)


def addresses(sites: Sites, loader: Loader) -> Iterator[Row]:
    """A thousand addresses, some often and most seldom, a fifth of visitors with settings."""
    hello, server = Load(sites.hello(), [Ask("/")]), sites.lectern()
    walk = Load(server, wandering(sites, loader.pace.walks))
    counted = loader.send(walk, loader.pace.seconds, own=True)
    for ask in {(each.path, *each.headers.items()): each for each in walk.asks}.values():
        answer(server.port, ask)  # once each, so that the rest is about what is kept
    beside = loader.beside(hello, walk)
    again = loader.send(walk, loader.pace.seconds, own=True)
    note = f"from a cold start {_hits(counted)}, afterwards {_hits(again)}"
    yield in_hello("addresses", "1,000 articles in Zipf order, cached", beside, CACHED, note)


def _hits(measured: object) -> str:
    requests, kept = getattr(measured, "requests", 0), getattr(measured, "kept", 0)
    return f"{kept:,} hits and {requests - kept:,} misses"


def wandering(sites: Sites, number: int) -> list[Ask]:
    """So many requests over the thousand addresses of a corpus."""
    random, slugs = Random(7), sites.corpus().slugs
    sums = list(accumulate(1 / rank for rank in range(1, len(slugs) + 1)))
    asks = []
    for place, slug in enumerate(random.choices(slugs, cum_weights=sums, k=number)):
        cookie = {"Cookie": f"reading={random.choice(SETTINGS)}"} if place % 5 == 0 else {}
        asks.append(Ask(f"/articles/{slug}", cookie))
    return asks


def lists(sites: Sites, loader: Loader) -> Iterator[Row]:
    """Front page and lists, cached."""
    hello, server = Load(sites.hello(), [Ask("/")]), sites.lectern()
    for key, name, path in _lists(sites):
        beside = loader.beside(hello, Load(server, [Ask(path)]))
        yield in_hello(key, f"{name}, cached", beside, CACHED)


def _lists(sites: Sites) -> Sequence[tuple[str, str, str]]:
    corpus = sites.corpus()
    return (
        ("front", "front page", "/"),
        ("section", "section", f"/sections/{corpus.section}"),
        ("topic", "topic", f"/topics/{corpus.topic}"),
        ("author", "author", f"/authors/{corpus.author}"),
    )


def member(sites: Sites, loader: Loader) -> Iterator[Row]:
    """The article as a reader sees it who is logged in."""
    hello, server, corpus = Load(sites.hello(), [Ask("/")]), sites.lectern(), sites.corpus()
    path = f"/articles/{corpus.usual}"
    for address in corpus.addresses:
        cookie = {"Cookie": logged_in(server.port, address, PASSWORD)}
        if _is_poured(server.port, Ask(path, cookie)):
            break
    beside = loader.beside(hello, Load(server, [Ask(path, cookie)]))
    note = "who has no part in its conversation"
    yield in_hello("member", "article, logged in", beside, MEMBER, note)
    beside = loader.beside(hello, Load(server, [Ask("/", cookie)]))
    yield in_hello("member-front", "front page, logged in", beside)
    _takes_part(server.port, path, cookie["Cookie"])
    beside = loader.beside(hello, Load(server, [Ask(path, cookie)]))
    name = "article, logged in, by one who took part"
    note = "their conversation is made of ready comments and their own"
    yield in_hello("member-part", name, beside, note=note)


def _takes_part(port: int, path: str, cookie: str) -> None:
    """Recommend the first comment under an article: from now on it is made for the reader."""
    _, page = answer(port, Ask(path, {"Cookie": cookie, "Accept-Encoding": "identity"}))
    found = re.search(rb'id="comment-(\d+)"', page)
    assert found, "nobody said anything"
    act = form(f"/comments/{int(found[1])}/recommendation", cookie, recommend="yes")
    assert answer(port, act)[0].status == 200
    ask = Ask(path, {"Cookie": cookie})
    assert answer(port, ask)[0].headers.get("Server-Timing") == "taking-part"


def _is_poured(port: int, ask: Ask) -> bool:
    """Whether the answer comes from a mould; the first time the mould itself is made."""
    return any(answer(port, ask)[0].headers.get("Server-Timing") == "moulded" for _ in "12")


def uncached(sites: Sites, loader: Loader) -> Iterator[Row]:
    """The same pages with the cache turned off: every one is made for whoever asks."""
    hello, server = Load(sites.hello(), [Ask("/")]), sites.lectern(cached=False)
    path = f"/articles/{sites.corpus().usual}"
    beside = loader.beside(hello, Load(server, [Ask(path)]))
    yield in_hello("article-uncached", "article, nothing cached", beside, UNCACHED)
    for key, name, path in _lists(sites):
        beside = loader.beside(hello, Load(server, [Ask(path)]))
        yield in_hello(f"{key}-uncached", f"{name}, nothing cached", beside, UNCACHED_LIST)
