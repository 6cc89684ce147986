"""What no page may do while a test looks at it: complain, break its policy, ask another host."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

ANSWERED_NO = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
"""Chromium notes every such answer, also one that a test asks for."""


@dataclass
class Watch:
    """Everything that went wrong in a browser context, in the order in which it happened."""

    home: str
    wrong: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """Parts of console lines that this test provokes, such as those of a cut network."""

    def over(self, context: BrowserContext) -> Watch:
        """Watch every page of `context`."""
        context.on("page", self._page)
        context.on("request", self._request)
        return self

    def expect(self, *lines: str) -> None:
        """Let console lines with one of `lines` in them pass."""
        self.expected.extend(lines)

    def end(self) -> None:
        """Fail if anything went wrong."""
        wrong = [line for line in self.wrong if not any(part in line for part in self.expected)]
        assert not wrong, "\n".join(wrong)

    def _page(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        complains = message.type in {"error", "warning"} or "Content Security" in message.text
        if complains and not ANSWERED_NO.match(message.text):
            self.wrong.append(
                f"console, {message.type}: {message.text} ({message.page and message.page.url})"
            )

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home + "/", "data:", "blob:", "about:")):
            self.wrong.append(f"another host: {request.url}")
