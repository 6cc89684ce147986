"""The conversation under an article: its pages, its forms, and each comment's own address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for

from domain import closing, comments, numbers, permissions
from domain.comments import Article, Comment, CommentStatus
from domain.refusal import Conflict, Forbidden, Invalid, Missing, Refusal, TooLarge, TooMany
from domain.unfinished import Typed

from . import errors, forms, limits
from .answers import answer, done, is_partial
from .installation import settings
from .visitor import reader

Facts = dict[str, Any]
bp = Blueprint("comments", __name__)

ROOM = 4
"""How many times the usual size a form is read to, so that a text too long is kept all the same."""
TOO_LARGE = "This text is much longer than a comment can be. It is kept here: shorten it, and post."
CHANGED = [
    ("#comments-title", "comments/_heading.html"),
    ("#comments-count", "comments/_count.html"),
    ("#comments-none", "comments/_none.html"),
]
"""What names the number of comments."""


@bp.get("/articles/<slug>/comments")
def index(slug: str) -> Response:
    """A page of the conversation; with `reply` the form for one, with `thread` more replies."""
    article = comments.discussed(reader(), slug)
    if "reply" in request.args:
        answered = comments.visible(reader(), article, _number("reply"))
        return _form(article, answers=answered, quotes=_passage(request.args))
    if "thread" in request.args:
        return _more(article)
    page = _page(article)
    facts: Facts = {"article": article, "discussion": page, "moved": is_partial()}
    return answer("comments/index.html", "comments/_threads.html", **facts)


def _page(article: Article) -> comments.Conversation:
    shows = request.args.get("show", "")
    if shows not in {"", "picks"}:
        raise Invalid(show="There is “picks”, or everything.")
    if shows:
        return comments.picks(reader(), article, forms.page_number())
    return comments.discussion(reader(), article, _order(), forms.page_number())


@bp.post("/articles/<slug>/comments")
def create(slug: str) -> Response:
    """Post a comment or a reply, or show what it would look like."""
    article, about = _noted()
    if "preview" in request.form:
        return _preview(article, about)
    if "quote" in request.form:
        return _form(article, text=_body(), quotes=_passage(request.form), **about)
    with limits.comment:
        answered = forms.whole_number("in_reply_to")
        key = request.form.get("key", "")[:100]
        posted = comments.post(reader(), article, _body(), in_reply_to=answered, key=key)
    return _posted(article, comments.find(reader(), posted.id), about)


@bp.get("/comments/<int:number>")
def show(number: int) -> Response:
    """Lead to the place where the comment stands."""
    return redirect(_address(comments.find(reader(), number)))  # type: ignore[return-value]


@bp.get("/comments/<int:number>/edit")
def edit(number: int) -> Response:
    """The form for another wording."""
    comment = comments.find(reader(), number)
    permissions.require(reader(), "comment.edit", comment)
    return _form(comment.article, edits=comment)


@bp.post("/comments/<int:number>/edit")
def update(number: int) -> Response:
    """Change the wording, or show what it would look like."""
    article, about = _noted()
    if "preview" in request.form:
        return _preview(article, about)
    with limits.comment:
        comments.edit(reader(), about["edits"], _body())
    return _changed(number, "Your comment was changed.")


@bp.post("/comments/<int:number>/withdrawal")
def remove(number: int) -> Response:
    """Withdraw the comment; the thread stays."""
    comments.withdraw(reader(), comments.find(reader(), number))
    return _changed(number, "Your comment was withdrawn.")


@bp.url_value_preprocessor
def _make_room(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    request.max_content_length = request.max_form_memory_size = ROOM * settings().max_request


def _noted() -> tuple[Article, Facts]:
    """What the form is about; what was typed in it is noted, so that any refusal keeps it."""
    article, about = _subject()
    place = comments.place_for(article, **about)
    g.typed, g.writing = Typed(place, _body()), True
    g.back = _form_address(article, **about)
    if (request.content_length or 0) > settings().max_request:
        raise TooLarge(TOO_LARGE)
    return article, about


def _subject() -> tuple[Article, Facts]:
    given = request.view_args or {}
    if "slug" not in given:
        comment = comments.find(reader(), given["number"])
        return comment.article, {"edits": comment}
    article = comments.discussed(reader(), given["slug"])
    answered = request.form.get("in_reply_to", "")
    return article, {"answers": comments.answered(article, answered)}


def _form(article: Article, *, status: int = 200, **about: Any) -> Response:
    """The form to write in, by itself on a page or in its place in the conversation."""
    form = comments.composer(reader(), article, **about)
    previewing = "preview" in request.form
    part = "comments/_preview.html" if previewing else "comments/_composer.html"
    facts: Facts = {
        "article": article,
        "composer": form,
        "in_place": True,
        "previewing": previewing,
    }
    return answer("comments/write.html", part, status=status, **facts)


def _preview(article: Article, about: Facts) -> Response:
    html = comments.preview(_body())
    return _form(article, text=_body(), preview=html, **about)


@bp.errorhandler(Conflict)
@bp.errorhandler(Forbidden)
@bp.errorhandler(Invalid)
@bp.errorhandler(TooLarge)
@bp.errorhandler(TooMany)
def _again(refused: Refusal) -> Response:
    """Give the form back with what was typed in it and what is wrong with it."""
    if "writing" not in g:
        return errors.refused(refused)
    errors.keep_what_was_typed()
    article, about = _subject()
    words = refused.errors if isinstance(refused, Invalid) else {"body": refused.words}
    status = errors.STATUS[type(refused)]
    response = _form(article, status=status, text=_body(), errors=words, **about)
    return limits.waiting(response, refused) if isinstance(refused, TooMany) else response


def _posted(article: Article, comment: Comment, about: Facts) -> Response:
    """To htmx: a fresh form, the comment in its list, focus on it, and the new count."""
    shown = comments.said(comment)
    if comment.root_id is None:
        fragment, there, part = "comments/_composer.html", "#comments-new", "comments/_thread.html"
        thread = comments.Thread(shown, [])
    else:
        fragment, there = "comments/_reply.html", f"#comment-replies-{comment.root_id}"
        part, thread = "comments/_replies.html", comments.Thread(shown, [shown])
    return done(
        fragment,
        then=_address(comment),
        says=comments.words_for(comment),
        also=[(there, part, "beforeend"), *CHANGED],
        status=201,
        article=article,
        number=shown.parent_id,
        name=shown.parent_name,
        composer=comments.composer(reader(), article),
        in_place=True,
        thread=thread,
        arrived=comment.id,
        closed="",
        waiting=True,
        own=comments.own(reader(), article, [shown]),
    )


def _changed(number: int, says: str) -> Response:
    """To htmx: the comment as it stands now, with focus on it, and the count."""
    comment = comments.find(reader(), number)
    article = comment.article
    shown = comments.said(comment)
    facts: Facts = {"article": article, "comment": shown, "arrived": comment.id}
    facts["waiting"] = comment.status is CommentStatus.HELD
    facts |= {"closed": closing.because(article), "own": comments.own(reader(), article, [shown])}
    return done("comments/_comment.html", _address(comment), says=says, also=CHANGED, **facts)


def _more(article: Article) -> Response:
    """The replies that follow; to htmx those alone, with focus on the first."""
    after = _number("after") if "after" in request.args else 0
    thread = comments.thread_at(reader(), article, _number("thread"), after)
    arrived = thread.replies[0].id if is_partial() else 0
    facts: Facts = {"article": article, "thread": thread, "arrived": arrived}
    facts["own"] = comments.own(reader(), article, [thread.root, *thread.replies])
    return answer("comments/thread.html", "comments/_replies.html", **facts)


def _address(comment: Comment) -> str:
    place: Facts = comments.place_of(comment)
    page = "comments.index" if place else "articles.show"
    anchor = f"comment-{comment.id}"
    return url_for(page, slug=comment.article.slug, _anchor=anchor, **place)


def _form_address(
    article: Article, answers: Comment | None = None, edits: Comment | None = None
) -> str:
    """Where a text stands again: its field, which an address that names it gives the focus."""
    if edits is not None:
        return url_for("comments.edit", number=edits.id)
    if answers is not None:
        anchor = f"reply-{answers.id}-body"
        return url_for("comments.index", slug=article.slug, reply=answers.id, _anchor=anchor)
    return url_for("articles.show", slug=article.slug, _anchor="comment-form-body")


def _body() -> str:
    return request.form.get("body", "")


def _passage(given: Mapping[str, str]) -> str | None:
    """Which words of what is answered are quoted: `yes` is all of it."""
    words = given.get("quote")
    return "" if words == "yes" else words


def _order() -> str:
    return request.args.get("order", "oldest")


def _number(name: str) -> int:
    found = numbers.whole(request.args[name], 9)
    if found is None:
        raise Missing()
    return found
