"""Who may do what: each role against each endpoint and each act, of one's own and of another's.

The tables are complete by construction: a new endpoint or a new act without a row fails.
"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from domain import permissions
from domain.decisions import Act
from models import Decision, Guest, Login, Passkey, Person, Reader, Role, now
from tests.cast import Cast
from tests.conftest import StrictClient

from .things import Things

ROLES: tuple[Role | None, ...] = (None, *Role)
"""Guests and everybody with an account."""
STAFF = {Role.EDITOR, Role.MODERATOR, Role.ADMIN}
GUARDS = {Role.MODERATOR, Role.ADMIN}
Who = tuple[set[Role | None], set[Role | None]]
"""Who may, where it is about their own, and where it is about another's, a reader's."""
NOBODY: set[Role | None] = set()
ALL, KNOWN = set(ROLES), set(Role)
ANYBODY, ACCOUNT, DESK = (ALL, ALL), (KNOWN, KNOWN), (STAFF, STAFF)
OWNER, OTHERS = (KNOWN, NOBODY), (NOBODY, KNOWN)

ACTS: dict[str, Who] = {
    "account.see": OWNER,
    "account.change": OWNER,
    "name.change": OWNER,
    "login.end": OWNER,
    "passkey.change": OWNER,
    "role.use": ANYBODY,
    "reading.change": ANYBODY,
    "saved.change": ANYBODY,
    "comment.post": ACCOUNT,
    "comment.edit": OWNER,
    "comment.withdraw": OWNER,
    "comment.recommend": OTHERS,
    "comment.pick": (NOBODY, {Role.EDITOR, Role.ADMIN}),
    "person.mute": OTHERS,
    "article.visit": ACCOUNT,
    "comment.report": OTHERS,
    "comment.decide": (NOBODY, STAFF),
    "moderation.see": DESK,
    "decision.undo": (NOBODY, STAFF),
    "article.hold": DESK,
    "person.sanction": (NOBODY, GUARDS),
    "role.give": (NOBODY, {Role.ADMIN}),
    "notice.see": OWNER,
    "appeal.make": OWNER,
    "appeal.answer": (NOBODY, STAFF),
}

PUBLIC = {
    *("arrivals.index", "feeds.conversation"),
    *("articles.history", "articles.print_view", "articles.show", "authors.show"),
    *("comments.index", "comments.show", "front.index", "front.page", "saved.index"),
    *("search.index", "sections.show", "topics.show", "reading.show", "login.new"),
    *("register.new", "recovery.new", "recovery.edit", "confirmation.show"),
    *("assets.show", "pictures.show", "speculation.show"),
    *(f"feeds.{each}" for each in ("author", "everything", "section", "topic")),
    *(f"machines.{each}" for each in ("alive", "icon", "icon_large", "icon_old", "icon_small")),
    *(f"machines.{each}" for each in ("icon_touch", "manifest", "ready", "robots")),
    *(f"machines.{each}" for each in ("sitemap_page", "sitemap_whole")),
    *(
        "unsubscribing.create",
        "unsubscribing.show",
        "login.create",
        "login.end",
        "reading.change",
        "recovery.create",
        "recovery.update",
    ),
    *("passkey_login.challenge", "passkey_login.create", "second_step.new", "second_step.create"),
    *("openly.index", "openly.figures"),
    *("register.create", "saved.change", "welcome.create", "confirmation.create"),
}
"""What everybody may ask for; what it then shows is another test's to say."""
DEVELOPMENT = {"dev.html", "dev.index", "dev.show"}
"""What is there on one's own computer alone."""
ENDPOINTS: dict[str, Who] = {
    **dict.fromkeys(PUBLIC, ANYBODY),
    **dict.fromkeys(DEVELOPMENT, (NOBODY, NOBODY)),
    **{f"account.{each}": ACCOUNT for each in ("show", "name", "password", "logins")},
    **{f"account.{each}": ACCOUNT for each in ("change_name", "change_password", "end_logins")},
    **{f"account.{each}": ACCOUNT for each in ("present", "check_present")},
    **{f"confirmation.{each}": ACCOUNT for each in ("again", "edit", "update")},
    "download.show": ACCOUNT,
    "leaving.show": ACCOUNT,
    "leaving.change": ACCOUNT,
    **{f"passkeys.{each}": ACCOUNT for each in ("index", "new", "challenge", "create")},
    **{f"passkeys.{each}": OWNER for each in ("edit", "update", "remove")},
    **{f"second_factor.{each}": ACCOUNT for each in ("show", "begin", "authenticator", "picture")},
    **{f"second_factor.{each}": ACCOUNT for each in ("confirm", "remove", "renew")},
    "comments.create": ACCOUNT,
    "comments.edit": OWNER,
    "comments.update": OWNER,
    "comments.remove": OWNER,
    "written.index": ACCOUNT,
    "written.replies": ACCOUNT,
    "recommendations.show": OTHERS,
    "recommendations.change": OTHERS,
    "picks.change": (NOBODY, {Role.EDITOR, Role.ADMIN}),
    "muted.change": OTHERS,
    "muted.index": ACCOUNT,
    "muted.remove": ACCOUNT,
    "visits.create": ACCOUNT,
    "reports.new": OTHERS,
    "reports.create": OTHERS,
    "notices.index": ACCOUNT,
    "notices.change": ACCOUNT,
    "notices.choose": ACCOUNT,
    "notices.new": OWNER,
    "notices.create": OWNER,
    **{f"moderation.{each}": DESK for each in ("index", "queue", "log", "show", "hold")},
    "moderation.create": (NOBODY, STAFF),
    "moderation.undo": (NOBODY, STAFF),
    "people.index": DESK,
    "people.show": DESK,
    "people.create": (NOBODY, GUARDS),
    "people.change": (NOBODY, {Role.ADMIN}),
    "appeals.index": DESK,
    "appeals.show": DESK,
    "appeals.update": (NOBODY, STAFF),
}
FORMS: dict[str, dict[str, str]] = {
    "leaving.change": {"leave": "no"},
    "comments.create": {"body": "Yes."},
    "comments.update": {"body": "In other words."},
    "recommendations.change": {"recommend": "yes"},
    "picks.change": {"pick": "yes"},
    "muted.change": {"mute": "yes"},
    "muted.remove": {"person": "1"},
    "visits.create": {"newest": "1"},
    "reports.create": {"reason": "spam"},
    "moderation.create": {"comment": "{0.comment}.0", "act": "approve"},
    "moderation.hold": {"hold": "no"},
    "people.create": {"act": "warn", "reason": "spam", "seen": "free"},
    "people.change": {"role": "writer", "seen": "reader"},
    "appeals.update": {"outcome": "upheld"},
    "passkeys.update": {"name": "The blue key"},
    "notices.create": {"text": "I meant the lamp."},
}
LAST = ("passkeys.remove", "second_factor.remove", "login.end")
"""What takes away by what one came in."""
WORDS = {"name": "reported", "token": "x", "kind": "atom", "number": "1"}


@pytest.fixture
def omar(cast: Cast) -> Reader:
    """The moderator who decided first: none of those whose turn it is."""
    return cast.person("Omar First", Role.MODERATOR)


def somebody(cast: Cast, role: Role | None) -> Person:
    return Guest() if role is None else cast.person(f"{role.value.title()} Somebody", role)


def test_every_act_has_a_row() -> None:
    assert set(permissions.ACTS) == set(ACTS)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("own", [True, False], ids=["own", "another's"])
def test_who_may_do_it(cast: Cast, omar: Reader, act: str, own: bool) -> None:
    allowed = ACTS[act][0 if own else 1]
    for role in ROLES:
        by = somebody(cast, role)
        if own and not isinstance(by, Reader):
            continue
        whose = by if own and isinstance(by, Reader) else cast.nour
        assert permissions.may(by, act, on(cast, omar, act, whose)) is (role in allowed), role


def on(cast: Cast, omar: Reader, act: str, whose: Reader) -> Any:
    noun = act.partition(".")[0]
    if act in {"comment.post", "article.hold", "article.visit", "moderation.see"}:
        return cast.article
    if noun == "comment":
        return cast.comment(whose, cast.article)
    if act in {"appeal.make", "appeal.answer", "decision.undo"}:
        return Decision(act=Act.HIDE, subject_id=whose.id, actor_id=omar.id, at=now())
    owned = {"login": Login, "passkey": Passkey}.get(noun)
    return owned(reader_id=whose.id) if owned else whose


def test_what_a_role_opens_asks_for_a_second_factor() -> None:
    """Complete by construction: an act with a row that leaves readers out is on the list."""
    opened = {a for a, (own, other) in ACTS.items() if Role.READER not in own | other}
    assert opened == permissions.OF_STAFF


def test_every_endpoint_has_a_row(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ENDPOINTS)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.value if role else "guest")
@pytest.mark.parametrize("own", [True, False], ids=["own", "another's"])
def test_who_may_ask_for_it(
    app: Flask, cast: Cast, omar: Reader, role: Role | None, own: bool
) -> None:
    by = somebody(cast, role)
    if own and not isinstance(by, Reader):
        return
    client: StrictClient = app.test_client()  # type: ignore[assignment]
    if isinstance(by, Reader):
        cast.log_in(client, by)
    wrong = []
    for rule in sorted(app.url_map.iter_rules(), key=order):
        whose = by if own and isinstance(by, Reader) else cast.nour
        its = Things(cast, omar, whose)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            response = ask(client, cast, rule, method, its)
            if was_let_in(response, rule.endpoint) is not (
                role in ENDPOINTS[rule.endpoint][0 if own else 1]
            ):
                wrong.append((rule.endpoint, method, response.status_code))
    assert not wrong


def order(rule: Any) -> int:
    """What takes nothing away comes first."""
    return LAST.index(rule.endpoint) + 1 if rule.endpoint in LAST else 0


def ask(client: StrictClient, cast: Cast, rule: Any, method: str, its: Things) -> TestResponse:
    """Ask as a form of ours would, about `its`."""
    values = {**WORDS, "slug": cast.article.slug}
    if "number" in rule.arguments and not rule.endpoint.startswith("dev"):
        values["number"] = str(its.number(rule.endpoint))
    path = build(rule, values)
    if method == "GET":
        return client.get(path)
    form = {k: v.format(its) for k, v in FORMS.get(rule.endpoint, {}).items()}
    return client.post(path, data=form)


def build(rule: Any, values: dict[str, str]) -> str:
    """The address of a rule with `values` in it."""
    given = {name: values[name] for name in rule.arguments}
    if "number" in given:
        given["number"] = int(given["number"]) if "int:" in rule.rule else given["number"]  # type: ignore[assignment]
    built = rule.build(given, append_unknown=False)
    assert built is not None, rule
    path: str = built[1]
    return path


def was_let_in(response: TestResponse, endpoint: str) -> bool:
    """Whether the door was open: what is then wrong with a form is another matter."""
    if endpoint in PUBLIC:
        return response.status_code not in {401, 403}
    if response.status_code in {301, 302, 303}:
        elsewhere = ("/login", "/account/second-factor?next=")
        return not response.headers["Location"].startswith(elsewhere)
    return response.status_code not in {401, 403, 404}
