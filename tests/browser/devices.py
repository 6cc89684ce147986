"""A device of the tests that keeps passkeys: the authenticator that Chromium makes up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

KIND = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def device_of(page: Page) -> Callable[..., Any]:
    """A device in the browser of `page` that knows its owner; its switches are set by name."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KIND})

    def switch(name: str, **more: Any) -> Any:
        return session.send(
            f"WebAuthn.{name}", {"authenticatorId": made["authenticatorId"], **more}
        )

    return switch
