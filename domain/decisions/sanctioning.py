"""Deciding about people: a word, a warning, a suspension, a ban. They are always told, and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain import bans, login, permissions
from domain.moderation import log
from domain.refusal import Conflict, Invalid
from models import ON_PEOPLE, Act, Comment, Decision, Login, Person, Reader, now
from models.database import db, writing

from .deciding import Verdict
from .telling import tell, told_of

LONGEST = timedelta(days=366)
WITHIN = timedelta(minutes=1)
"""The same verdict within so long is the same decision."""
STANDS = "Somebody else was faster: they are “{}” by now. Look once more before you decide."
UNTIL = "Please give a day between tomorrow and a year from now."


def sanction(
    by: Person,
    whom: Reader,
    verdict: Verdict,
    *,
    seen: str,
    until: datetime | None = None,
    comment: Comment | None = None,
) -> Decision:
    """Decide about `whom`, whose standing was `seen`; `comment` is what it is about.

    Raises Conflict where their standing changed since, Invalid for a verdict that cannot be.
    """
    permissions.require(by, "person.sanction", whom)
    verdict.check(ON_PEOPLE)
    if verdict.act is Act.SUSPEND and not (until and now() < until <= now() + LONGEST):
        raise Invalid(until=UNTIL)
    whom = locked(whom)
    permissions.require(by, "person.sanction", whom)
    before = _said_just_now(by, whom)
    if before and _is_the_same(before, verdict, until, comment):
        return before
    if whom.standing != seen:
        raise Conflict(STANDS.format(whom.standing))
    stood = standing(whom)
    _put(whom, verdict.act, until)
    done = log.write(
        verdict.act,
        by=by,
        reason=verdict.reason,
        subject_id=whom.id,
        comment=comment,
        before=stood,
        after=standing(whom),
        told=verdict.told,
    )
    tell(done)
    db.flush()
    return done


def _said_just_now(by: Person, whom: Reader) -> Decision | None:
    """What was decided last about `whom`, where it is `by` who did so, a moment ago."""
    about = select(Decision).where(Decision.subject_id == whom.id).order_by(Decision.id.desc())
    last = db.scalar(about.options(joinedload(Decision.text)).limit(1))
    if last is None or last.actor_id != by.id or last.at < now() - WITHIN:
        return None
    return last


def _is_the_same(
    last: Decision, verdict: Verdict, until: datetime | None, comment: Comment | None
) -> bool:
    """Whether `last` is this very verdict: a button pressed twice, and nothing put right."""
    told = last.text.sentence if last.text else ""
    if (last.act, last.reason, told) != (verdict.act, verdict.reason, verdict.told["sentence"]):
        return False
    if last.comment_id != (comment.id if comment else None):
        return False
    return last.act is not Act.SUSPEND or _ends(last.after) == until


def _ends(facts: dict[str, Any]) -> datetime | None:
    until = facts["suspended_until"]
    return datetime.fromisoformat(until) if until else None


def locked(whom: Reader) -> Reader:
    """Begin to change `whom`: the row as it stands now, held until the unit of work ends."""
    number = whom.id
    writing()
    return db.get_one(Reader, number, populate_existing=True, with_for_update=True)


def standing(whom: Reader) -> dict[str, Any]:
    """What a decision can change of a person."""
    return {
        "suspended_until": whom.suspended_until and whom.suspended_until.isoformat(),
        "banned_at": whom.banned_at and whom.banned_at.isoformat(),
        "always_held": whom.always_held,
    }


def restore(whom: Reader, facts: dict[str, Any]) -> None:
    """Have the standing of `whom` be what it was: `facts` are those of a line of the log."""
    banned = facts["banned_at"]
    whom.suspended_until = _ends(facts)
    whom.always_held = facts["always_held"]
    if banned and not whom.banned_at:
        ban(whom)
    elif not banned and whom.banned_at:
        _unban(whom)
    whom.banned_at = datetime.fromisoformat(banned) if banned else None


def ban(whom: Reader, *, keep_logins: bool = False) -> None:
    """Bar `whom`, and know their address and their browsers again. Every log in ends."""
    whom.banned_at = now()
    if whom.confirmed_address:
        bans.know(whom, [bans.mark_of_address(whom.confirmed_address)])
    secrets = db.scalars(select(Login.secret_hash).where(Login.reader_id == whom.id))
    bans.know(whom, map(bans.mark_of_browser, secrets.all()))
    if not keep_logins:
        login.end_all(whom)


def recognise(account: Reader, *marks: str | None) -> Decision | None:
    """Ban an account that begins with a mark of a banned one, openly; None where it does not.

    One that is banned already is known by the marks too. The unit of work writes already: it is the
    one that makes the account, or binds its address.
    """
    given = [mark for mark in marks if mark]
    if account.banned_at is not None:
        bans.know(account, given)
        return None
    found = bans.of(given)
    if found is None or found.reader_id == account.id:
        return None
    before = standing(account)
    ban(account, keep_logins=True)
    done = log.write(
        Act.BAN,
        by=None,
        reason="known",
        subject_id=account.id,
        before=before,
        after=standing(account),
        told={"sentence": told_of(Act.BAN, "known")},
    )
    tell(done)
    db.flush()
    return done


def _unban(whom: Reader) -> None:
    whom.banned_at = None
    bans.forget(whom)


def _put(whom: Reader, act: Act, until: datetime | None) -> None:
    if act is Act.SUSPEND:
        whom.suspended_until = until
    elif act is Act.ALWAYS_HOLD:
        whom.always_held = True
    elif act is Act.BAN:
        ban(whom)
    elif act is Act.LIFT:
        restore(whom, {"suspended_until": None, "banned_at": None, "always_held": False})
