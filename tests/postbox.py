"""The letters of a test: what waits is written, and lands here instead of on a server."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import EmailMessage

from domain import jobs, letters
from domain.letters import Office
from domain.letters.writers import WRITERS

from .conftest import SECRET, hand_over


@dataclass
class Postbox:
    """Whoever takes letters in a test."""

    taken: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> None:
        """Take a letter."""
        self.taken.append(message)

    @property
    def office(self) -> Office:
        """The office that writes to here."""
        return Office("http://localhost", (SECRET,), "post@example.org", self, WRITERS)

    def empty(self) -> list[EmailMessage]:
        """Have everything written that waits, and take what has come since the last time."""
        hand_over()
        while jobs.do_next({letters.KIND: self.office.deliver}):
            pass
        taken, self.taken = self.taken, []
        return taken

    def link(self) -> str:
        """The path of the link in the one letter that has come."""
        (letter,) = self.empty()
        return link_of(letter)


def words_of(letter: EmailMessage, kind: str = "plain") -> str:
    """What a letter says."""
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def link_of(letter: EmailMessage) -> str:
    """The path of the first link in a letter, the same in its text and in its HTML."""
    found = re.search(r"http://localhost(/\S+)", words_of(letter))
    assert found, words_of(letter)
    assert f'href="http://localhost{found[1]}"' in words_of(letter, "html")
    return found[1]
