"""Roles: who gives them, and that a new one begins with a new log in."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain import login, roles
from domain.refusal import Conflict, Forbidden, Invalid
from models import Act, Decision, Login, Reader, Role
from models.database import db
from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.READER])
def test_an_admin_gives_roles_and_log_ins_end(cast: Cast, ada: Reader, role: Role) -> None:
    login.begin(cast.ruth, browser="x", remembered=False)
    db.commit()
    done = roles.give(ada, cast.ruth, role.value, seen="reader")
    assert cast.ruth.role is role
    assert db.scalars(select(Login).where(Login.reader_id == cast.ruth.id)).all() == []
    assert done is not None
    assert (done.act, done.before, done.after) == (
        Act.APPOINT,
        {"role": "reader"},
        {"role": role.value},
    )


def test_the_same_role_changes_nothing(cast: Cast, ada: Reader) -> None:
    assert roles.give(ada, cast.dara, "editor", seen="editor") is None
    assert db.scalars(select(Decision)).all() == []


def test_what_cannot_be(cast: Cast, ada: Reader) -> None:
    with pytest.raises(Invalid):
        roles.give(ada, cast.ruth, "king", seen="reader")
    with pytest.raises(Conflict):
        roles.give(ada, cast.ruth, "writer", seen="editor")
    with pytest.raises(Forbidden):
        roles.give(ada, ada, "reader", seen="admin")
    for name in ("ruth", "ines", "dara", "mira"):
        with pytest.raises(Forbidden):
            roles.give(getattr(cast, name), cast.yusuf, "writer", seen="reader")


def test_people_are_found_by_name_and_address(cast: Cast) -> None:
    assert [each.name for each in roles.find(cast.mira, "ruth a")] == ["Ruth Adler"]
    assert [each.name for each in roles.find(cast.mira, "Yusuf@example.org")] == ["Yusuf Demir"]
    assert roles.find(cast.mira, " ") == []
    assert roles.find(cast.mira, "%") == []
    names = [each.name for each in roles.staff(cast.dara)]
    assert names == ["Dara Quill", "Mira Costa", "Ines Okafor"]
    with pytest.raises(Forbidden):
        roles.find(cast.ruth, "nour")
