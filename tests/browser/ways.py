"""The ways on which the journey is made, and what people do on it whoever they are."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from tests.cast import PASSWORD

from .conftest import DESKTOP, PHONE
from .typist import Typist

JUNIORS = {"yusuf": "Yusuf Demir", "liat": "ליאת בן־דוד"}
"""Who moderates since yesterday."""
WHY = "Please stay with the lamps."
APPEAL = "It was an answer to a question, and about nothing but lamps."
HEARD = "You are right, and we were hasty."


@dataclass(frozen=True)
class Way:
    """One way to make the journey, and whom and where it meets, so that no way crosses another."""

    scripts: bool
    screen: Any
    decides: str
    """The moderator who has no second factor yet, as in their address."""
    hears: str
    """Who has one, and hears the appeal."""
    article: str
    said: str
    asked: str
    answered: str

    @property
    def junior(self) -> str:
        """The name of who decides first."""
        return JUNIORS[self.decides]


WITH = Way(
    True,
    DESKTOP,
    decides="yusuf",
    hears="mira",
    article="/articles/lamp-note-number-7",
    said="A lamp in every window would be better than one.",
    asked="Which windows do you mean, and who fills the lamps?",
    answered="Those along the harbour. I would fill them myself.",
)
WITHOUT = Way(
    False,
    PHONE,
    decides="liat",
    hears="dara",
    article="/articles/lamp-note-number-8",
    said="There was a lamp on the bridge, until somebody needed the hook.",
    asked="When was that, and what was the hook for?",
    answered="In the winter of the long frost. It held a boat.",
)


def logs_in(person: Typist, name: str) -> None:
    person.sees("Forgotten your password?")
    person.writes(**{"E-mail address": f"{name}@example.org"}, Password=PASSWORD)
    person.presses("Log in")


def opens_the_letter(robin: Typist, subject: str, address: str) -> None:
    """Waits for the letter with this subject, and opens it."""
    letter = robin.page.get_by_role("listitem").filter(has_text=address).filter(has_text=subject)
    end = time.monotonic() + 15
    robin.open("/dev/mail")
    while letter.count() == 0:
        assert time.monotonic() < end, f"no letter “{subject}” came to {address}"
        time.sleep(0.2)
        robin.open("/dev/mail")
    robin.presses_on(letter.first.get_by_role("link"))
    robin.reads(subject)


def replies(person: Typist, way: Way, *, to: str, words: str) -> None:
    said = person.page.locator("article.comment").filter(has=person.page.get_by_text(to)).last
    person.presses_on(said.locator("summary", has_text="Reply"))
    if not way.scripts:
        person.follows(f"Write a reply to {to}")
    person.writes(**{f"Your reply to {to}": words})
    person.reads("Be civil; be specific.")
    person.presses("Post reply")
    person.reads(words)
