"""Devices of the tests: one that keeps passkeys, and an app that shows codes."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, HOLDS = 0x01, 0x04, 0x40
SITE = "http://localhost"


@dataclass
class Device:
    """Keeps one passkey. What a dishonest or a broken device would do, a test sets."""

    origin: str = SITE
    host: str = "localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    number: bytes = field(default_factory=lambda: secrets.token_bytes(24))
    handle: bytes = b""
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, options: dict[str, Any], **changed: str) -> str:
        """What a browser sends after this device made its passkey."""
        self.handle = base64url_to_bytes(options["user"]["id"])
        said = self._said("webauthn.create", options["challenge"], changed)
        attested = bytes(16) + len(self.number).to_bytes(2) + self.number + self._public()
        data = self._data(HOLDS) + attested
        told = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._sent(clientDataJSON=said, attestationObject=told)

    def shown(self, options: dict[str, Any], **changed: str) -> str:
        """What a browser sends after this device signed the challenge."""
        self.count += 1
        said = self._said("webauthn.get", options["challenge"], changed)
        data = self._data(0)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._sent(
            clientDataJSON=said,
            authenticatorData=data,
            signature=signature,
            userHandle=self.handle,
        )

    def _said(self, kind: str, challenge: str, changed: dict[str, str]) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, **changed}
        return json.dumps(said).encode()

    def _data(self, more: int) -> bytes:
        flags = (self.flags | more).to_bytes(1)
        return hashlib.sha256(self.host.encode()).digest() + flags + self.count.to_bytes(4)

    def _public(self) -> bytes:
        at = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32), -3: at.y.to_bytes(32)})

    def _sent(self, **response: bytes) -> str:
        number = bytes_to_base64url(self.number)
        told = {name: bytes_to_base64url(value) for name, value in response.items()}
        kind = "public-key"
        return json.dumps({"id": number, "rawId": number, "type": kind, "response": told})


def add(client: FlaskClient, device: Device, name: str = "The red key", **more: str) -> Any:
    """Add the passkey of `device` to whoever is logged in on `client`."""
    options = client.post("/account/passkeys/challenge").get_json()
    form = {"name": name, "credential": device.made(options), **more}
    return client.post("/account/passkeys", data=form)


def log_in(client: FlaskClient, device: Device, **form: str) -> Any:
    """Log in on `client` with the passkey of `device`."""
    options = client.post("/login/passkey/challenge").get_json()
    return client.post("/login/passkey", data={"credential": device.shown(options), **form})


APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the apps of the small publication's staff are set up with."""
PAPERS = 60


def paper(number: int) -> str:
    """A recovery code of the small publication's staff, by its number."""
    return f"lamp-lamp-lamp-{number:04}"
