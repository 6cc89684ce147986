"""How a letter is written: one text, from which its simple HTML is made, and safe headers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, Protocol

from .. import publication, templates
from ..jobs import Hopeless

WIDTH = 72
POLICY = SMTP.clone(max_line_length=998)
"""Headers in one line each: an address that was broken in two, or encoded, would lead nowhere."""
_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Letter:
    """A letter to one person: its template under `templates/letters/`, and what that wants."""

    to: str
    name: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Desk(Protocol):
    """Where letters are written."""

    @property
    def url(self) -> str:
        """The address of the site."""

    @property
    def sender(self) -> str:
        """The e-mail address that letters come from."""


def message(letter: Letter, desk: Desk, message_id: str, at: datetime) -> EmailMessage:
    """The letter as it is sent. The same job gives the same letter, number and date included."""
    site = publication.current()
    subject, paragraphs = _written(letter, {"publication": site, "url": desk.url})
    sent = EmailMessage(policy=POLICY)
    sent["From"] = _address(desk.sender, one_line(site.name))
    sent["To"] = _address(letter.to)
    sent["Subject"] = one_line(subject)
    sent["Date"] = format_datetime(at)
    sent["Message-ID"] = message_id
    sent["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        sent[name] = one_line(value)
    sent.set_content("\n\n".join(map(_wrapped, paragraphs)) + "\n")
    sent.add_alternative(_html(subject, paragraphs, site), subtype="html")
    return sent


def _written(letter: Letter, facts: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The first line is the subject, the rest are paragraphs; a link is a paragraph of its own."""
    text = templates.find(f"letters/{letter.name}.txt").render(**facts, **letter.facts)
    subject, _, body = text.strip().partition("\n")
    return subject, [part.strip() for part in re.split(r"\n\s*\n", body) if part.strip()]


def _html(subject: str, paragraphs: list[str], site: Any) -> str:
    parts = [(part, bool(_LINK.fullmatch(part))) for part in paragraphs]
    page = templates.find("letters/letter.html")
    return page.render(subject=one_line(subject), parts=parts, publication=site)


def _wrapped(paragraph: str) -> str:
    lines = paragraph.splitlines()
    return "\n".join(
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False) for line in lines
    )


def one_line(text: str) -> str:
    """Text as a header may hold it: whatever breaks a line or cannot be seen becomes a space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _address(given: str, name: str = "") -> Address:
    """An address for a header, its domain as mail servers know it. Hopeless where it is none."""
    mailbox, _, domain = given.rpartition("@")
    try:
        if not mailbox or not given.isprintable() or " " in given:
            raise ValueError(given)
        return Address(name, mailbox, domain.encode("idna").decode())
    except (ValueError, UnicodeError) as error:
        raise Hopeless(f"{given!r} is no address that letters can go to.") from error
