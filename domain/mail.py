"""Sending letters: to a mail server, or into a folder on one's own computer."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from .jobs import Hopeless

PATIENCE = 20.0
"""Seconds for each step of the conversation; all of them end before a job's lease does."""
PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}


class Post(Protocol):
    """Whoever takes letters."""

    def send(self, message: EmailMessage) -> None:
        """Hand the letter over. Raises Hopeless where it would never be taken."""


@dataclass(frozen=True)
class Server:
    """A mail server: `smtp` in the clear, `starttls` and `smtps` encrypted and verified."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @classmethod
    def at(cls, url: str) -> Server:
        """The server of `smtps://user:password@host:port`; user and password percent encoded."""
        parts = urlsplit(url)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        return cls(parts.scheme, host, port, user, password)

    def send(self, message: EmailMessage) -> None:
        """Hand the letter over; one that the server refuses for good is hopeless."""
        server = self._connected()
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            _give_up_if_for_good(min(code for code, _ in refused.recipients.values()), refused)
            raise
        except smtplib.SMTPDataError as refused:
            _give_up_if_for_good(refused.smtp_code, refused)
            raise
        except smtplib.SMTPNotSupportedError as refused:
            raise Hopeless(str(refused)) from refused
        finally:
            _leave(server)

    def _connected(self) -> smtplib.SMTP:
        trust = ssl.create_default_context()
        if self.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=PATIENCE, context=trust
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        try:
            if self.scheme == "starttls":
                server.starttls(context=trust)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _leave(server: smtplib.SMTP) -> None:
    """Take one's leave; a letter that was taken stays taken, however the server answers that."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _give_up_if_for_good(code: int, refused: Exception) -> None:
    if 500 <= code < 600:
        raise Hopeless(str(refused)) from refused


@dataclass(frozen=True)
class Folder:
    """Letters as files, for one's own computer: they are read at `/dev/mail`."""

    path: Path

    def send(self, message: EmailMessage) -> None:
        """Lay the letter down; the same one again lies where it lay."""
        self.path.mkdir(parents=True, exist_ok=True)
        name = message["Message-ID"].strip("<>").partition("@")[0]
        part = self.path / f"{name}.part"
        part.write_bytes(message.as_bytes())
        part.replace(self.path / f"{name}.eml")

    def letters(self) -> list[tuple[str, EmailMessage]]:
        """Name and letter of each, the newest first."""
        found = sorted(self.path.glob("*.eml"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
        return [(path.stem, _read(path)) for path in found]


def _read(path: Path) -> EmailMessage:
    with path.open("rb") as file:
        return BytesParser(EmailMessage, policy=SMTP).parse(file)
