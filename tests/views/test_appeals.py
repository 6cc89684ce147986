"""Appeals over HTTP: who answers is said to whoever appeals, and to the moderator who may not."""

from __future__ import annotations

import pytest

from domain import appeals, decisions
from domain.decisions import Act, Verdict
from models import Decision, Reader, Role
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient

ANOTHER, NOBODY = "another moderator", "nobody else here"


@pytest.fixture
def warned(cast: Cast) -> Decision:
    """Mira warned Nour, who appeals. Nobody else moderates."""
    done = decisions.sanction(cast.mira, cast.nour, Verdict(Act.WARN, "spam"), seen="free")
    db.commit()
    appeals.make(cast.nour, done, "I meant no harm.")
    db.commit()
    return done


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.MODERATOR, Role.ADMIN])
def test_it_is_said_who_answers(
    client: StrictClient, other: StrictClient, cast: Cast, warned: Decision, role: Role | None
) -> None:
    if role:
        cast.person("Omar Second", role)
    cast.log_in(client, cast.mira)
    for path in ("/moderation/appeals", "/moderation/appeals/1"):
        page = client.get(path).text
        assert (ANOTHER in page, NOBODY in page) == (role is not None, role is None), path
    cast.log_in(other, cast.nour)
    page = other.get(f"/account/notices/{warned.id}/appeal").text
    assert ("Another moderator than the first will read it" in page) is (role is not None)
    assert ("There is no other moderator here" in page) is (role is None)


def test_an_appeal_against_what_a_rule_did_is_read_and_answered(
    client: StrictClient, cast: Cast
) -> None:
    """An account that is known from a banned one is banned by nobody in particular."""
    nour, ruth = cast.nour, cast.ruth
    writing()
    nour.confirmed_address = nour.address
    db.commit()
    decisions.sanction(cast.mira, nour, Verdict(Act.BAN, "spam"), seen="free")
    db.commit()
    writing()
    done = decisions.recognise(ruth, decisions.mark_of_address(nour.address))
    db.commit()
    assert done
    appeals.make(ruth, done, "I am somebody else.")
    db.commit()
    cast.log_in(client, cast.mira)
    assert "by a rule" in client.get("/moderation/appeals").text
    assert "by a rule" in client.get("/moderation/appeals/1").text
    answered = client.post("/moderation/appeals/1", data={"outcome": "overturned"})
    assert answered.status_code == 303
    db.rollback()
    assert db.get_one(Reader, ruth.id, populate_existing=True).banned_at is None
