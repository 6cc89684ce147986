"""The moderators' desk: what waits, one case, and deciding about one or several."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, Response, request, url_for

from domain import articles, decisions, moderation, numbers, queues
from domain.decisions import Act, Verdict
from domain.queues import Case, Queue
from domain.refusal import Conflict, Invalid, Missing

from . import errors, forms
from .answers import answer, came_from, done, go, is_partial
from .safety import keep_from_caches
from .visitor import reader

Facts = dict[str, Any]
bp = Blueprint("moderation", __name__, url_prefix="/moderation")
COUNTS = tuple(
    (f"#moderation-count-{name}", "moderation/_count.html", "outerHTML", {"name": name})
    for name in queues.COUNTS
)
"""How much waits, beside the names of the queues: it changes with what is decided in place."""
MOST = 50
"""So many comments are decided about at once, and no more."""


@bp.get("")
def index() -> Response:
    """What waits, at a glance, and what was done last."""
    lines = decisions.log(reader(), most=8).lines
    return answer("moderation/index.html", lines=lines, just_done=just_done(), **desk())


@bp.get("/queues/<name>")
def queue(name: str) -> Response:
    """A page of one queue."""
    facts: Facts = {
        "listed": queues.page(reader(), _queue(name), _narrowed(), key("after")),
        "just_done": just_done(),
    }
    return answer("moderation/queue.html", **facts, **desk())


@bp.get("/comments/<int:number>")
def show(number: int) -> Response:
    """One case, with the history of its writer beside it."""
    return _case(queues.case(reader(), number))


@bp.post("/decisions")
def create() -> Response:
    """Decide about one comment or several, as the form saw them."""
    stamps = _stamps()
    cases = [(each, stamps[each.id]) for each in queues.several(reader(), list(stamps))]
    made, left = decisions.decide_all(reader(), cases, _verdict())
    if not made:
        raise Conflict(decisions.since(left[0])) if left else Missing(queues.NONE)
    line = decisions.just_done(reader(), [made[-1].id])[0]
    facts: Facts = {"line": line, "in_place": True, "says": _says(made, left)}
    then = _back(made, left)
    return done("moderation/_decided.html", then, also=COUNTS, **facts, **desk())


@bp.post("/decisions/<int:number>/undo")
def undo(number: int) -> Response:
    """Take a decision back; the case stands there again."""
    undone = decisions.undo(reader(), number)
    then = came_from(url_for("moderation.log"))
    if undone.comment_id is None or not is_partial():
        return go(then)
    case = queues.case(reader(), undone.comment_id)
    facts: Facts = {"case": case, "in_place": True, "is_back": True, "errors": {}, "given": {}}
    return done("moderation/_case.html", then, says="Undone.", also=COUNTS, **facts, **desk())


@bp.get("/decisions")
def log() -> Response:
    """The log, as moderators read it."""
    lines = decisions.log(reader(), key("after"))
    return answer("moderation/log.html", listed=lines, **desk())


@bp.post("/articles/<slug>/holding")
def hold(slug: str) -> Response:
    """Have what is said under an article read first, or no longer."""
    article = articles.seen_by(reader(), slug)
    decisions.hold_article(reader(), article, holds=forms.yes_or_no("hold"))
    then = url_for("moderation.queue", name="new", article=article.slug)
    return done("moderation/_holding.html", then=then, says="Done.", article=article)


@bp.errorhandler(Conflict)
def _decided(refused: Conflict) -> Response:
    """Say that somebody was faster, and where the case stands now."""
    errors.keep_what_was_typed()
    stamps = _stamps() if "comment" in request.form else {}
    facts: Facts = {"words": refused.words, "number": next(iter(stamps), None)}
    part = "moderation/_stale.html"
    return answer("moderation/stale.html", part, also=COUNTS, status=409, **facts, **desk())


@bp.errorhandler(Invalid)
def _again(refused: Invalid) -> Response:
    """Give the one case back with what was chosen and what is wrong."""
    errors.keep_what_was_typed()
    stamps = _stamps() if request.endpoint == "moderation.create" else {}
    if len(stamps) != 1:
        return errors.refused(refused)
    return _case(queues.case(reader(), next(iter(stamps))), refused.errors, status=422)


def words() -> Facts:
    """How moderation speaks, for every page and part of it."""
    return {"say": moderation.words, "reasons": moderation.words.REASONS}


def desk() -> Facts:
    """What every page of the desk wants: its words, and how much waits."""
    return {"counts": queues.counts(reader()), **words()}


def just_done() -> Any:
    """The decisions that the address says were just made: `done=12.13`."""
    named = (numbers.whole(each) for each in request.args.get("done", "").split("."))
    found = [number for number in named if number is not None]
    return decisions.just_done(reader(), found[:MOST]) if found else []


def key(name: str) -> int | None:
    """The key behind which a page begins. Raises Missing where it is none."""
    value = request.args.get(name, "")
    found = numbers.whole(value)
    if value and found is None:
        raise Missing()
    return found


def _case(case: Case, errors: Facts | None = None, *, status: int = 200) -> Response:
    writer = case.comment.reader
    facts: Facts = {
        "case": case,
        "in_place": is_partial(),
        "errors": errors or {},
        "given": request.form,
        "just_done": just_done(),
        "said": queues.history(reader(), writer),
        "lines": decisions.about_person(reader(), writer),
    }
    part = "moderation/_case.html"
    return answer("moderation/show.html", part, status=status, **facts, **desk())


def _queue(name: str) -> Queue:
    if name not in list(Queue):
        raise Missing()
    return Queue(name)


def _narrowed() -> queues.Narrowed:
    section, article = (request.args.get(each, "") for each in ("section", "article"))
    return queues.narrowed(section, article, key("person"))


def _stamps() -> dict[int, int]:
    """The comments that the form names, each with the state that it saw: `12.3`."""
    found = {}
    for stamp in request.form.getlist("comment")[:MOST]:
        number, _, turns = map(numbers.whole, stamp.partition("."))
        if number is None or turns is None:
            raise Missing(queues.NONE)
        found[number] = turns
    return found


def _verdict() -> Verdict:
    act = request.form.get("act", "")
    if act not in list(Act):
        raise Invalid(act="Please say what is decided.")
    told = (request.form.get(each, "") for each in ("reason", "sentence", "note"))
    return Verdict(Act(act), *told)


def _says(made: list[Any], left: list[Any]) -> str:
    says = f"{moderation.words.DONE[made[0].act]}{f': {len(made)} comments' if made[1:] else ''}."
    return f"{says} {len(left)} were decided by somebody else." if left else says


def _back(made: list[Any], left: list[Any]) -> str:
    """The page that the form came from, which then says what was done.

    A form that was given back with what is wrong stands at its own address, where the log is read.
    """
    desk = url_for("moderation.index")
    parts = urlsplit(came_from(desk))
    parts = parts if parts.path != request.path else urlsplit(desk)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] not in {"done", "left"}]
    query.append(("done", ".".join(str(each.id) for each in made)))
    query += [("left", str(len(left)))] if left else []
    return f"{parts.path}?{urlencode(query)}"


bp.after_request(keep_from_caches)
