"""Sealing: what has to be read again, and must not be read in a copy of the database.

The key is reckoned from the secret of the installation. Of several secrets the newest seals, and
each of them opens.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

PURPOSE = b"lectern: sealing"


def seal(text: str, secrets: Sequence[str]) -> str:
    """`text`, encrypted and signed."""
    return _locks(secrets).encrypt(text.encode()).decode()


def opened(sealed: str, secrets: Sequence[str]) -> str | None:
    """What was sealed; None where none of the `secrets` opens it."""
    from cryptography.fernet import InvalidToken

    try:
        return _locks(secrets).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _locks(secrets: Sequence[str]) -> MultiFernet:
    # Megabytes that a worker needs only once somebody logs in so.
    from cryptography.fernet import Fernet, MultiFernet

    digests = (hmac.digest(secret.encode(), PURPOSE, "sha256") for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
