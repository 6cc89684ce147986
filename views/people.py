"""People as moderators see them: their history, what is decided about them, and their role."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from flask import Blueprint, Response, request, url_for

from domain import decisions, moderation, queues, roles, second_factor
from domain.decisions import Act, Verdict
from domain.people import Reader
from domain.refusal import Conflict, Forbidden, Invalid

from . import errors
from .answers import answer, go
from .moderation import desk, just_done
from .safety import keep_from_caches
from .visitor import reader

Facts = dict[str, Any]
bp = Blueprint("people", __name__, url_prefix="/moderation/people")


@bp.get("")
def index() -> Response:
    """Staff, and who is found by name or address."""
    asked = request.args.get("q", "")
    facts: Facts = {
        "asked": asked,
        "found": roles.find(reader(), asked),
        "staff": roles.staff(reader()),
        "roles": roles.WORDS,
    }
    return answer("people/index.html", **facts, **desk())


@bp.get("/<int:number>")
def show(number: int) -> Response:
    """One person: what they said, what was decided, and what can be."""
    return _page(roles.one(reader(), number))


@bp.post("/<int:number>/decisions")
def create(number: int) -> Response:
    """Decide about a person, as the form saw them."""
    person = roles.one(reader(), number)
    verdict, until = _verdict()
    seen = request.form.get("seen", "")
    done = decisions.sanction(reader(), person, verdict, seen=seen, until=until)
    return go(url_for("people.show", number=number, done=done.id))


@bp.post("/<int:number>/role")
def change(number: int) -> Response:
    """Give a person another role; they log in anew."""
    person = roles.one(reader(), number)
    given, seen = (request.form.get(each, "") for each in ("role", "seen"))
    roles.give(reader(), person, given, seen=seen)
    return go(url_for("people.show", number=number))


@bp.errorhandler(Conflict)
@bp.errorhandler(Invalid)
@bp.errorhandler(Forbidden)
def _again(refused: Conflict | Invalid | Forbidden) -> Response:
    """Give the page back with what was typed and what is wrong; nothing to who may not see it."""
    errors.keep_what_was_typed()
    number = (request.view_args or {}).get("number")
    if number is None or isinstance(refused, Forbidden):
        return errors.refused(refused)
    told = refused.errors if isinstance(refused, Invalid) else {"act": refused.words}
    return _page(roles.one(reader(), number), told, status=errors.STATUS[type(refused)])


def _page(person: Reader, told: Facts | None = None, *, status: int = 200) -> Response:
    facts: Facts = {
        "whom": person,
        "lacks_second_factor": second_factor.is_missing(person),
        "said": queues.history(reader(), person),
        "lines": decisions.about_person(reader(), person),
        "acts": [(act, moderation.words.TO_PEOPLE[act]) for act in decisions.ON_PEOPLE],
        "roles": roles.WORDS,
        "errors": told or {},
        "given": request.form,
        "just_done": just_done(),
    }
    return answer("people/show.html", status=status, **facts, **desk())


def _verdict() -> tuple[Verdict, datetime | None]:
    act = request.form.get("act", "")
    if act not in list(Act):
        raise Invalid(act="Please say what is decided.")
    told = (request.form.get(each, "") for each in ("reason", "sentence", "note"))
    return Verdict(Act(act), *told), _until()


def _until() -> datetime | None:
    """The end of the day that the form names, in UTC."""
    value = request.form.get("until", "")
    try:
        day = datetime.strptime(value, "%Y-%m-%d").date() if value else None  # noqa: DTZ007 (a day)
    except ValueError as error:
        raise Invalid(until="Please give a day, as in 2026-03-28.") from error
    return datetime.combine(day, time(23, 59), UTC) if day else None


bp.after_request(keep_from_caches)
