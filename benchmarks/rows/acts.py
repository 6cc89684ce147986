"""Acts: saving, commenting and logging in, acknowledged and durable, by one and by fifty."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..asking import Ask, answer, form, logged_in, on_the_wire
from ..corpus.plan import PASSWORD
from ..measuring import Load, Loader
from ..results import Row, plain
from ..serving import Server
from ..sites import Sites

MANY = 50
ALONE, AMONG_MANY = 25, 250
SMALL, LARGER = 2_000, 4_000
"""Bytes of the answer to a save, and to a comment."""
A_SECOND = 400
"""More than this nobody writes in a second."""

Writing = Callable[[int, str], Ask]
"""The act of a number, by somebody with a cookie."""


def save(sites: Sites, loader: Loader) -> Iterator[Row]:
    """An article is saved, and taken away again."""
    slugs = sites.corpus().slugs

    def saving(number: int, cookie: str) -> Ask:
        keep = ("yes", "no")[number // len(slugs) % 2]
        return form(f"/articles/{slugs[number % len(slugs)]}/saved", cookie, keep=keep)

    yield from _written("save", "a save", saving, SMALL, sites, loader)


def comment(sites: Sites, loader: Loader) -> Iterator[Row]:
    """A comment is posted, each with words of its own, on one of two hundred articles."""
    slugs, words = sites.corpus().slugs[:200], sites.corpus().words

    def commenting(number: int, cookie: str) -> Ask:
        said = " ".join(words[(number * step) % len(words)][0] for step in range(1, 25))
        path = f"/articles/{slugs[number % len(slugs)]}/comments"
        return form(path, cookie, body=f"{said} {number} {cookie[-12:]}")

    yield from _written("comment", "a comment", commenting, LARGER, sites, loader)


def _written(
    key: str, name: str, act: Writing, small: int, sites: Sites, loader: Loader
) -> Iterator[Row]:
    server = sites.lectern()
    cookies = _cookies(sites, server, MANY)
    response, body = answer(server.port, act(0, cookies[0]))
    assert response.status < 300, f"{name}: {response.status}"
    size = [float(on_the_wire(response, body))]
    for writers, goal in ((1, ALONE), (MANY, AMONG_MANY)):
        yield _waited(key, name, act, server, cookies[:writers], goal, loader)
    yield plain(f"{key}-size", f"the answer to {name}", size, "bytes", small)


def _waited(
    key: str,
    name: str,
    act: Writing,
    server: Server,
    cookies: list[str],
    goal: float,
    loader: Loader,
) -> Row:
    """99 of 100 waited no longer than this. Everybody writes one thing after another."""
    writers, measured = len(cookies), []
    number = int(loader.pace.seconds * A_SECOND)
    for turn in range(1, loader.pace.repeats + 1):
        start = turn * number + writers
        asks = [act(start + place, cookies[place % writers]) for place in range(number)]
        measured.append(loader.send(Load(server, asks, writers), own=True))
    errors = sum(each.errors for each in measured)
    rate = sum(each.rate for each in measured) / len(measured)
    note = f"{rate:,.0f}/s, {errors} errors"
    by = "one writer" if writers == 1 else f"{writers} writers"
    return plain(
        f"{key}-{writers}", f"{name}, {by}, p99", [each.p99 for each in measured], "ms", goal, note
    )


def _cookies(sites: Sites, server: Server, number: int) -> list[str]:
    addresses = sites.corpus().addresses[2 : number + 2]
    return [logged_in(server.port, each, PASSWORD) for each in addresses]


def login(sites: Sites, loader: Loader) -> Iterator[Row]:
    """Logging in, which hashes a password and takes its time on purpose."""
    server, addresses = sites.lectern(), sites.corpus().addresses
    for people in (1, 4):
        asks = [
            form("/login", "", email=addresses[place % len(addresses)], password=PASSWORD)
            for place in range(int(loader.pace.seconds * 50))
        ]
        done = [
            loader.send(Load(server, asks, people), own=True) for _ in range(loader.pace.repeats)
        ]
        assert not sum(each.errors for each in done)
        name = f"a log in, {'one' if people == 1 else people} at a time, p99"
        note = f"p50 {done[0].p50:.0f} ms"
        yield plain(f"login-{people}", name, [each.p99 for each in done], "ms", note=note)
