"""Known and unknown addresses: whoever holds a watch learns no more than whoever reads.

Three are asked about in turns, over and over: a known address, an unknown one, and another known
one. What lies between the two known ones is the noise of the machine, and the unknown one is to be
no further away.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median
from time import perf_counter

from ..asking import Ask, answer, form, logged_in
from ..corpus.plan import PASSWORD
from ..measuring import Loader, Measured, Pace
from ..results import Row, plain
from ..sites import Sites

WRONG = "a lamp in no window"
UNKNOWN = 1
"""The place of the unknown address among the three."""
SURE = 1.0
"""Per cent that nobody tells apart over a network, however quiet the machine was."""

Asking = Callable[[str], Ask]
"""The form with an address."""


@dataclass(frozen=True)
class Turns:
    """What came of the three, turn by turn."""

    known: Sequence[Measured]
    unknown: Sequence[Measured]
    again: Sequence[Measured]

    def apart(self, other: Sequence[Measured]) -> list[float]:
        """How far the middle answers lie from those to the known address, in per cent."""
        pairs = zip(self.known, other, strict=True)
        return [100 * abs(two.p50 / one.p50 - 1) for one, two in pairs]

    def rows(self, key: str, name: str) -> Iterator[Row]:
        """Both side by side, and how far they are apart."""
        for word, measured in (("known", self.known), ("unknown", self.unknown)):
            times = [each.p50 for each in measured]
            p50, p99 = median(times), median(each.p99 for each in measured)
            told = f"{name}, {word} address"
            yield Row(f"{key}-{word}", told, p50, "ms", min(times), max(times), p50, p99)
        noise = max(SURE, *self.apart(self.again))
        ratio = median(two.p50 for two in self.unknown) / median(one.p50 for one in self.known)
        note = f"unknown over known: {ratio:.3f}; the goal is known over known"
        yield plain(f"{key}-apart", f"{name}, apart", self.apart(self.unknown), "%", noise, note)


def alike(sites: Sites, loader: Loader) -> Iterator[Row]:
    """All forms that ask for an address, the answers to which say nothing of it."""
    port, (asker, *known) = sites.lectern().port, sites.corpus().addresses
    cookie = logged_in(port, asker, PASSWORD)

    def wrong(address: str) -> Ask:
        return form("/login", "", email=address, password=WRONG)

    def forgotten(address: str) -> Ask:
        return form("/forgot-password", "", email=address)

    def register(address: str) -> Ask:
        return form("/register", "", name="Somebody New", email=address, password=PASSWORD)

    def other(address: str) -> Ask:
        return form("/account/address", cookie, email=address, present=PASSWORD)

    yield from _turns(wrong, 422, known, sites, loader).rows("wrong", "a wrong password")
    yield from _turns(forgotten, 200, known, sites, loader).rows("forgot", "a forgotten password")
    yield from _turns(register, 200, known, sites, loader).rows("register", "a new account")
    yield from _turns(other, 200, known, sites, loader).rows("address", "another address")


def _turns(
    asking: Asking, status: int, known: Sequence[str], sites: Sites, loader: Loader
) -> Turns:
    port, asked = sites.lectern().port, count()

    def one(place: int) -> float:
        number = next(asked)
        unknown = f"nobody-{secrets.token_hex(8)}@example.org"
        ask = asking(unknown if place == UNKNOWN else known[number % len(known)])
        began = perf_counter()
        response, _ = answer(port, ask)
        assert response.status == status, f"{ask.path}: {response.status}"
        return 1000 * (perf_counter() - began)

    one(0)
    return Turns(*zip(*(_turn(one, loader.pace) for _ in range(loader.pace.repeats)), strict=True))


def _turn(one: Callable[[int], float], pace: Pace) -> list[Measured]:
    """The three of them for some seconds, each as often first and last as the others."""
    times: list[list[float]] = [[], [], []]
    end = perf_counter() + len(times) * pace.seconds
    for first in count():
        for step in range(len(times)):
            place = (first + step) % len(times)
            times[place].append(one(place))
        if perf_counter() > end:
            break
    return [_measured(sorted(each), pace.seconds) for each in times]


def _measured(times: list[float], seconds: float) -> Measured:
    p50, p99 = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.99))]
    return Measured(len(times), seconds, 0, 0, p50, p99)
