"""What opens accounts in the small publication, beside the password."""

from __future__ import annotations

import hashlib

from domain import sealing, second_factor
from models import Authenticator, Passkey, Reader, RecoveryCode, now
from models.database import db, writing
from tests.conftest import SECRET
from tests.devices import APP_SECRET, PAPERS, paper


def keys_of(people: dict[str, Reader]) -> dict[str, int]:
    """The second factor of staff, and two passkeys of Ruth's."""
    sealed = sealing.seal(APP_SECRET, [SECRET])
    writing()
    for name in ("mira", "dara", "ada"):
        number = people[name].id
        db.add(Authenticator(reader_id=number, sealed_secret=sealed, confirmed_at=now()))
        for each in range(PAPERS):
            kept = hashlib.sha256(second_factor.plain(paper(each)).encode()).hexdigest()
            db.add(RecoveryCode(reader_id=number, code_hash=kept))
    phone, key = (
        Passkey(
            reader_id=people["ruth"].id,
            name=name,
            credential_id=name.encode(),
            public_key=b"",
            handle=b"ruth",
            used_at=used_at,
        )
        for name, used_at in (("Chrome on Android", now()), ("The key in the drawer", None))
    )
    db.add_all((phone, key))
    db.commit()
    return {"passkey": phone.id, "old_passkey": key.id}
