"""Appeals over HTTP: who answers is said to whoever appeals, and to the moderator who may not."""

from __future__ import annotations

from typing import Any

import pytest

from domain import appeals, decisions
from domain.decisions import Act, Verdict
from models import Decision, Reader, Role
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient

MODERATOR, EDITOR = "another moderator or admin", "another moderator, editor or admin"
NOBODY, NOBODY_LISTED = "Nobody here could answer at present.", "nobody else here could answer"
NONE_HERE, SOMEBODY_HERE = "and there is none here at present", "than the first will read it"
GUARDS = {Role.MODERATOR, Role.ADMIN}


@pytest.fixture
def warned(cast: Cast) -> Decision:
    """Mira warned Nour, who appeals. Nobody else moderates."""
    done = decisions.sanction(cast.mira, cast.nour, Verdict(Act.WARN, "spam"), seen="free")
    db.commit()
    appeals.make(cast.nour, done, "I meant no harm.")
    db.commit()
    return done


@pytest.fixture
def hidden(cast: Cast) -> Decision:
    """Mira hid what Nour said, who appeals. Nobody else moderates."""
    said = cast.comment(cast.nour, cast.article)
    done = decisions.decide(cast.mira, said, Verdict(Act.HIDE, "spam"), seen=said.turns)
    db.commit()
    appeals.make(cast.nour, done, "It is a good shop.")
    db.commit()
    return done


@pytest.mark.parametrize(
    ("kind", "who", "answering"),
    [("warned", MODERATOR, {*GUARDS}), ("hidden", EDITOR, {*GUARDS, Role.EDITOR})],
)
@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.MODERATOR, Role.ADMIN])
def test_it_is_said_who_answers(
    client: StrictClient,
    other: StrictClient,
    cast: Cast,
    request: pytest.FixtureRequest,
    kind: str,
    who: str,
    answering: set[Role],
    role: Role | None,
) -> None:
    done: Decision = request.getfixturevalue(kind)
    if role:
        cast.with_app(cast.person("Omar Second", role))
    cast.log_in(client, cast.mira)
    listed, page = (client.get(f"/moderation/appeals{rest}").text for rest in ("", "/1"))
    assert (NOBODY_LISTED in listed) is (role not in answering)
    assert (f": {who} answers" in listed) is (role in answering)
    assert f"You decided this, so {who} answers." in page
    assert (NOBODY in page) is (role not in answering)
    cast.log_in(other, cast.nour)
    page = other.get(f"/account/notices/{done.id}/appeal").text
    assert (f"{who.capitalize()} {SOMEBODY_HERE}" in page) is (role in answering)
    assert (f"It takes {who} than the first, {NONE_HERE}" in page) is (role not in answering)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.ADMIN])
def test_whoever_is_shown_the_buttons_may_press_them(
    client: StrictClient, cast: Cast, warned: Decision, act: dict[str, Any], role: Role
) -> None:
    """An editor reads the appeal of somebody who was warned, and who answers it."""
    cast.log_in(client, cast.person("Omar Second", role))
    page = client.get("/moderation/appeals/1").text
    has_buttons = 'name="outcome"' in page
    assert has_buttons is (role in GUARDS)
    assert ("your role could not take it back, so another moderator" in page) is not has_buttons
    for outcome in ("overturned", "upheld"):
        response = client.post("/moderation/appeals/1", data={"outcome": outcome}, **act)
        assert (response.status_code == 403) is not has_buttons
    assert (appeals.of(warned).answered_at is None) is not has_buttons  # type: ignore[union-attr]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.ADMIN])
def test_whoever_may_not_take_it_back_is_shown_no_undo(
    client: StrictClient, cast: Cast, warned: Decision, act: dict[str, Any], role: Role
) -> None:
    cast.log_in(client, cast.person("Omar Second", role))
    undo = f"/moderation/decisions/{warned.id}/undo"
    for path in ("", "/decisions", f"/people/{cast.nour.id}"):
        assert (undo in client.get(f"/moderation{path}").text) is (role in GUARDS), path
    assert (client.post(undo, **act).status_code == 403) is (role not in GUARDS)


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
