"""Who is there before anything is written: the publication, its sections, writers and readers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain import passwords, slugs
from models import Author, Page, Publication, Reader, Section, Topic

from .language import Language
from .ledger import Ledger
from .plan import PASSWORD, Plan

SECTIONS, TOPICS, AUTHORS = 8, 240, 300
BEGAN = datetime(2006, 1, 1, tzinfo=UTC)
ENDED = datetime(2025, 12, 31, tzinfo=UTC)
"""Articles are spread over twenty years, so that the same seed gives the same dates for ever."""


@dataclass(frozen=True)
class House:
    """What articles refer to: names and slugs by number, from 1."""

    sections: list[tuple[str, str]]
    topics: list[tuple[str, str]]
    authors: list[tuple[str, str]]


def settled(ledger: Ledger, plan: Plan, language: Language) -> House:
    """Write the publication, its sections, topics, authors and accounts."""
    house = House(
        _named(SECTIONS, (word.capitalize() for word in language.words[900:])),
        _named(TOPICS, (word.capitalize() for word in language.words[1500:])),
        _named(AUTHORS, (language.name() for _ in language.words)),
    )
    _departments(ledger, house)
    _writers(ledger, house)
    _masthead(ledger, house, language)
    _readers(ledger, plan, language)
    return house


def address(number: int) -> str:
    """The e-mail address of a reader."""
    return f"reader-{number}@example.org"


def _named(number: int, names: Iterable[str]) -> list[tuple[str, str]]:
    """So many names with their slugs, no slug twice."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(slugs.of(name), name)
        if len(found) == number:
            break
    return [(name, slug) for slug, name in found.items()]


def _departments(ledger: Ledger, house: House) -> None:
    sections = ledger.sheet(Section, "id slug name description position")
    for number, (name, slug) in enumerate(house.sections, 1):
        sections.add(number, slug, name, f"What there is to say about {name}.", number - 1)
    topics = ledger.sheet(Topic, "id slug name folded")
    for number, (name, slug) in enumerate(house.topics, 1):
        topics.add(number, slug, name, name.casefold())


def _writers(ledger: Ledger, house: House) -> None:
    authors = ledger.sheet(Author, "id slug name biography")
    for number, (name, slug) in enumerate(house.authors, 1):
        authors.add(number, slug, name, f"{name} writes for this publication.")


def _masthead(ledger: Ledger, house: House, language: Language) -> None:
    pages = ledger.sheet(Page, "id slug title markdown html render_version")
    titles = ("About", "Contact", "Privacy", "Community rules", "Accessibility")
    for number, title in enumerate(titles, 1):
        text = language.text(200)
        pages.add(number, slugs.of(title), title, text, f"<p>{text}</p>", 1)
    ledger.sheet(Publication, "id name strapline sections pages acknowledgement follow").add(
        1,
        "The Measured Lamp",
        "A publication of any size",
        [{"name": name, "slug": slug} for name, slug in house.sections],
        [{"title": title, "slug": slugs.of(title)} for title in titles],
        "Everything that stands here was invented in order to be measured.",
        [],
    )


def _readers(ledger: Ledger, plan: Plan, language: Language) -> None:
    """Accounts with one password, which is hashed once: a hash takes its time on purpose."""
    known = passwords.hashed(PASSWORD)
    sheet = ledger.sheet(
        Reader, "id name address confirmed_address password_hash registered_at reading"
    )
    since = (ENDED - BEGAN) / plan.readers
    for number in range(1, plan.readers + 1):
        at = BEGAN + since * number - timedelta(days=1)
        reading = {"text_size": "large"} if number % 5 == 0 else {}
        sheet.add(number, language.name(), address(number), address(number), known, at, reading)
