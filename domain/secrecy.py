"""Secrets: how they are kept, and how they are reckoned from that of the installation."""

from __future__ import annotations

import base64
import hashlib
import hmac


def hashed(secret: str) -> str:
    """How a secret is kept: SHA-256, since it is random and long."""
    return hashlib.sha256(secret.encode()).hexdigest()


def reckoned(secret: str, told: str) -> str:
    """What the installation's `secret` makes of `told`: nobody else can, and it does so again."""
    digest = hmac.digest(secret.encode(), told.encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
