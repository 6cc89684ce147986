"""Who is suspended or banned reads, withdraws and appeals, and does nothing else."""

from __future__ import annotations

import pytest

from domain import permissions
from models import Comment, Decision, Reader, Role, now
from models.database import db, writing
from tests.cast import Cast


@pytest.fixture
def omar(cast: Cast) -> Reader:
    """The moderator who decided first: none of those whose turn it is."""
    return cast.person("Omar First", Role.MODERATOR)


@pytest.mark.parametrize("barred", ["suspended_until", "banned_at"])
@pytest.mark.parametrize("role", sorted(Role))
def test_who_is_barred_reads_and_does_nothing_else(
    cast: Cast, omar: Reader, barred: str, role: Role
) -> None:
    by = cast.person("Barred Somebody", role)
    own = cast.comment(by, cast.article)
    other = cast.comment(cast.nour, cast.article)
    writing()
    setattr(by, barred, now().replace(year=now().year + 1))
    db.commit()
    for act in ("comment.edit", "comment.report", "comment.decide", "appeal.answer"):
        thing = own if act == "comment.edit" else other
        if act == "appeal.answer":
            assert not permissions.may(by, act, Decision(actor_id=omar.id, subject_id=None))
        else:
            assert not permissions.may(by, act, thing)
    for act in ("comment.post", "moderation.see", "article.hold"):
        assert not permissions.may(by, act, cast.article)
    assert not permissions.may(by, "person.sanction", cast.nour)
    assert not permissions.may(by, "role.give", cast.nour)
    assert not permissions.may(by, "name.change", by)
    assert permissions.may(by, "comment.withdraw", own)
    assert permissions.may(by, "notice.see", by)
    assert isinstance(own, Comment)
