"""What there is of one person, to ask for at the addresses that have a number in them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property

from domain import decisions
from domain.decisions import Act, Verdict
from models import Appeal, Passkey, Reader
from models.database import db
from tests.cast import Cast

NUMBERED = {"notices": "decision", "appeals": "appeal", "passkeys": "passkey"}
"""Which of somebody's things the number in an address is of; it is a comment elsewhere."""


@dataclass(frozen=True)
class Things:
    """What there is of one person, made where it is asked for: most endpoints ask for one thing."""

    cast: Cast
    omar: Reader
    whose: Reader

    @cached_property
    def comment(self) -> int:
        """A comment to decide about."""
        return self.cast.comment(self.whose, self.cast.article).id

    @cached_property
    def decision(self) -> int:
        """The decision by which another comment was hidden."""
        hidden = self.cast.comment(self.whose, self.cast.article)
        done = decisions.decide(self.omar, hidden, Verdict(Act.HIDE, "spam"), seen=hidden.turns)
        db.commit()
        return done.id

    @cached_property
    def appeal(self) -> int:
        """What they say against it."""
        text = "I meant the lamp."
        appeal = Appeal(decision_id=self.decision, reader_id=self.whose.id, text=text)
        return int(self.cast.keep(appeal).id)

    @cached_property
    def passkey(self) -> int:
        """A key that opens nothing."""
        number = secrets.token_bytes(8)
        key = {"name": "A key", "credential_id": number, "public_key": b"", "handle": b""}
        return int(self.cast.keep(Passkey(reader_id=self.whose.id, **key)).id)

    def number(self, endpoint: str) -> int:
        """The number that the address of an endpoint asks for."""
        noun = endpoint.partition(".")[0]
        if endpoint == "moderation.undo":
            return self.decision
        if noun == "people":
            return self.whose.id
        return int(getattr(self, NUMBERED.get(noun, "comment")))
