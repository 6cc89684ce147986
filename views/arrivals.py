"""What arrived in a conversation since a page was made: a line that tells, and where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, Response, request

from domain import comments, numbers
from domain.comments import Said, Thread
from domain.refusal import Missing

from .answers import answer, is_partial, placed
from .visitor import reader

Facts = dict[str, Any]
Part = tuple[str, str, Facts]
bp = Blueprint("arrivals", __name__)


@bp.get("/articles/<slug>/comments/new")
def index(slug: str) -> Response:
    """The comments after the arrival `since`; to htmx how many, with `show` each in its place."""
    article = comments.discussed(reader(), slug)
    since, order = _since(), request.args.get("order", "newest")
    found = comments.since(reader(), article, since)
    own = comments.own(reader(), article, found)
    facts: Facts = {"article": article, "own": own, "order": order}
    if is_partial() and "show" in request.args:
        return _in_place(found, since, facts)
    facts |= {"found": found, "since": since}
    return answer("arrivals/index.html", "arrivals/_line.html", **facts)


def _in_place(found: Sequence[Said], since: int, facts: Facts) -> Response:
    newest = max((each.arrival or 0 for each in found), default=since)
    return placed(
        "arrivals/_arrivals.html",
        list(_placed(found, in_order=facts["order"] == "oldest")),
        says="Each stands in its place.",
        found=[],
        since=newest,
        **facts,
    )


def _since() -> int:
    found = numbers.whole(request.args.get("since", ""), 9)
    if found is None:
        raise Missing()
    return found


def _placed(found: Sequence[Said], *, in_order: bool) -> Iterator[Part]:
    """New threads below the others where those end, else above them; replies below the others.

    A thread that shows only its first replies keeps the later ones behind its link.
    """
    begun = {each.id: each for each in found if each.root_id is None}
    for number, root in begun.items():
        thread = Thread(root, [each for each in found if each.root_id == number])
        where = "#comments-list" if in_order else "#comments-new"
        yield where, "comments/_thread.html", {"thread": thread}
    for each in found:
        if each.root_id is not None and each.root_id not in begun:
            where = f"#comment-replies-{each.root_id}:not(:has(> .comments-more))"
            yield where, "comments/_replies.html", {"thread": Thread(each, [each])}
