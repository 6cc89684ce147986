"""A real mail server in this process, and what came to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.browser.serving import free_port

NAME, PASSWORD = "lectern", "p@ss:word/%"
"""What the server takes where it asks for a log in."""


@dataclass
class MailServer:
    """Keeps the letters that it takes. What `recipient` or `data` answers is said to the client."""

    url: str = ""
    letters: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    recipient: Callable[[], str] = lambda: "250 OK"
    data: Callable[[], str] = lambda: "250 OK"

    async def handle_RCPT(  # noqa: N802 (the library's own protocol)
        self, _s: Any, _n: Any, envelope: Any, address: str, _o: Any
    ) -> str:
        """Say whether a mailbox is known."""
        answer = self.recipient()
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        """Take a letter, or not."""
        answer = self.data()
        if answer.startswith("250"):
            letter = message_from_bytes(envelope.content, EmailMessage, policy=policy.default)
            self.letters.append(cast(EmailMessage, letter))
            self.to.extend(envelope.rcpt_tos)
        return answer


@contextmanager
def mail_server(**options: Any) -> Iterator[MailServer]:
    """Run a mail server on a free port of the loopback."""
    port = free_port()
    server = MailServer(f"smtp://127.0.0.1:{port}")
    controller = Controller(server, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def let_in(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
    """Know one name and its password."""
    known = LoginPassword(NAME.encode(), PASSWORD.encode())
    return AuthResult(success=given == known, handled=False)
