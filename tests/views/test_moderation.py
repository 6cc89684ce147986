"""The moderators' desk over HTTP: queues, deciding about one and several, undoing, conflicts."""

from __future__ import annotations

import re

import pytest

from domain import appeals, decisions, queues, reports
from domain.decisions import Act, Verdict
from models import Comment, CommentStatus
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import HTMX, StrictClient

from .conversation import Act as Headers
from .conversation import is_htmx

DECIDE = "/moderation/decisions"


@pytest.fixture
def desk(client: StrictClient, cast: Cast) -> StrictClient:
    """Mira's browser."""
    cast.log_in(client, cast.mira)
    return client


@pytest.fixture
def said(cast: Cast) -> Comment:
    """What Nour said, which nobody on staff has read."""
    return cast.comment(cast.nour, cast.article, "Buy lamps at my shop.")


def stamp(said: Comment) -> str:
    return f"{said.id}.{said.turns}"


def status(said: Comment) -> CommentStatus:
    db.rollback()
    return db.get_one(Comment, said.id).status


def decide(client: StrictClient, *said: Comment, act: str = "hide", **form: str):  # type: ignore[no-untyped-def]
    headers = form.pop("headers", {})
    data = {"comment": [stamp(each) for each in said], "act": act, "reason": "spam", **form}
    return client.post(DECIDE, data=data, headers=headers)


@pytest.mark.parametrize("path", ["", "/queues/new", "/comments/1", "/decisions"])
def test_only_moderators_come_in(
    client: StrictClient, other: StrictClient, cast: Cast, said: Comment, path: str
) -> None:
    assert client.get(f"/moderation{path}").status_code == 303
    cast.log_in(other, cast.ruth)
    assert other.get(f"/moderation{path}").status_code == 403
    cast.log_in(client, cast.dara)
    response = client.get(f"/moderation{path}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"


def test_the_desk_says_what_waits(desk: StrictClient, cast: Cast, said: Comment) -> None:
    reports.make(cast.ruth, said, "spam", "Everywhere.")
    db.commit()
    cast.comment(cast.ruth, cast.article)
    page = desk.get("/moderation").text
    numbers = re.findall(r'desk-number">(\d+)<', page)
    assert numbers == ["1", "0", "1", "0", "0"]
    queue = desk.get("/moderation/queues/reported").text
    assert "Buy lamps at my shop." in queue
    assert "Everywhere." in queue


def test_every_page_of_the_desk_says_how_much_waits(
    desk: StrictClient, cast: Cast, said: Comment
) -> None:
    cast.comment(cast.ruth, cast.article)
    done = decisions.decide(cast.dara, said, Verdict(Act.HIDE, "spam"), seen=said.turns)
    db.commit()
    appeals.make(cast.nour, done, "It is a good shop.")
    db.commit()
    paths = ["", "/queues/held", f"/comments/{said.id}", "/decisions"]
    paths += ["/appeals", "/appeals/1", "/people", f"/people/{cast.nour.id}"]
    told = {path: desk.get(f"/moderation{path}") for path in paths}
    told["409"] = desk.post(DECIDE, data={"comment": f"{said.id}.0", "act": "approve"})
    told["422"] = desk.post(DECIDE, data={"comment": stamp(said), "act": "hide"})
    for path, page in told.items():
        nav = page.text.partition('class="desk-nav"')[2].partition("</nav>")[0]
        assert counted(nav) == {"new": 1, "hidden": 1, "appeals": 1}, path
        assert nav.count("desk-count") == 5, path


def counted(html: str) -> dict[str, int]:
    """What waits, as it is said beside the names of the queues; what is zero is not shown."""
    shown = re.findall(r'id="moderation-count-(\w+)" class="[\w -]+"( hidden)?>(\d+)<', html)
    assert len(shown) == 5, "each has its place, so that it can change where it stands"
    assert all((number == "0") is bool(is_hidden) for _, is_hidden, number in shown)
    return {name: int(number) for name, is_hidden, number in shown if not is_hidden}


def test_what_waits_changes_where_it_stands(
    desk: StrictClient, other: StrictClient, cast: Cast, said: Comment
) -> None:
    """Of one decided in place, of its undoing, of several, and of one that somebody else took."""
    seen = stamp(said)
    more = [cast.comment(cast.ruth, cast.article) for _ in range(2)]
    hidden = decide(desk, said, headers=HTMX).text
    assert counted(hidden) == {"new": 2, "hidden": 1}
    (undo,) = re.findall(r"/moderation/decisions/\d+/undo", hidden)[:1]
    assert counted(desk.post(undo, headers=HTMX).text) == {"new": 3}
    assert counted(decide(desk, *more, act="approve", headers=HTMX).text) == {"new": 1}
    late = desk.post(DECIDE, data={"comment": seen, "act": "approve"}, headers=HTMX)
    assert (late.status_code, counted(late.text)) == (409, {"new": 1})
    for name in queues.COUNTS:
        assert hidden.count(f'data-hx-target="#moderation-count-{name}"') == 1


def test_a_form_given_back_leads_to_the_desk(desk: StrictClient, said: Comment) -> None:
    assert decide(desk, said, reason="").status_code == 422
    there = {"Referer": f"http://localhost{DECIDE}"}
    then = decide(desk, said, headers=there).headers["Location"]
    assert then.startswith("/moderation?done=")
    assert "moderation-just-done" in desk.get(then).text


@pytest.mark.parametrize("act_name", ["approve", "hide", "remove", "close"])
def test_one_is_decided_about(
    desk: StrictClient, cast: Cast, said: Comment, act: Headers, act_name: str
) -> None:
    response = decide(desk, said, act=act_name, sentence="Please stop.", **act)
    if is_htmx(act):
        assert response.status_code == 200
        assert "Undo" in response.text
    else:
        assert response.status_code == 303
        page = desk.get(response.headers["Location"]).text
        assert "Undo" in page
    wanted = {"hide": CommentStatus.HIDDEN, "remove": CommentStatus.REMOVED}
    assert status(said) is wanted.get(act_name, CommentStatus.VISIBLE)


def test_what_is_undone_stands_there_again(desk: StrictClient, said: Comment, act: Headers) -> None:
    decide(desk, said)
    (number,) = re.findall(r"/moderation/decisions/(\d+)/undo", desk.get("/moderation").text)
    response = desk.post(f"/moderation/decisions/{number}/undo", **act)
    assert response.status_code == (200 if is_htmx(act) else 303)
    assert ("Buy lamps" in response.text) is is_htmx(act)
    assert status(said) is CommentStatus.VISIBLE
    assert desk.post(f"/moderation/decisions/{number}/undo", **act).status_code == 409


def test_the_second_moderator_is_told(
    desk: StrictClient, other: StrictClient, cast: Cast, said: Comment, act: Headers
) -> None:
    seen = stamp(said)
    decide(desk, said)
    cast.log_in(other, cast.dara)
    response = other.post(DECIDE, data={"comment": seen, "act": "approve"}, **act)
    assert response.status_code == 409
    assert "Somebody else was faster: it is “hidden” by now." in response.text
    assert status(said) is CommentStatus.HIDDEN


def test_without_a_reason_the_case_comes_back(
    desk: StrictClient, said: Comment, act: Headers
) -> None:
    response = decide(desk, said, reason="", sentence="Kept words.", **act)
    assert response.status_code == 422
    assert "Please choose a reason" in response.text
    assert "Kept words." in response.text
    assert status(said) is CommentStatus.VISIBLE


def test_several_are_decided_at_once(desk: StrictClient, cast: Cast, said: Comment) -> None:
    more = [cast.comment(cast.nour, cast.article) for _ in range(3)]
    seen = [stamp(each) for each in (said, *more)]
    decisions.decide(cast.dara, more[0], Verdict(Act.REMOVE, "spam"), seen=0)
    db.commit()
    response = desk.post(DECIDE, data={"comment": seen, "act": "hide", "reason": "spam"})
    assert response.status_code == 303
    page = desk.get(response.headers["Location"]).text
    told = page.partition('id="moderation-just-done"')[2].partition("<h2>")[0]
    assert told.count(">Undo<") == 3
    assert "Some were decided by somebody else meanwhile" in page
    assert [status(each) for each in (said, *more)] == [
        CommentStatus.HIDDEN,
        CommentStatus.REMOVED,
        CommentStatus.HIDDEN,
        CommentStatus.HIDDEN,
    ]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, 422),
        ({"act": "explode"}, 422),
        ({"act": "hide", "comment": "12"}, 404),
        ({"act": "hide", "comment": "999.0", "reason": "spam"}, 404),
        ({"act": "ban", "comment": "1.0", "reason": "spam"}, 422),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: StrictClient, said: Comment, form: dict[str, str], code: int
) -> None:
    assert desk.post(DECIDE, data=form).status_code == code


def test_a_reader_decides_nothing(client: StrictClient, cast: Cast, said: Comment) -> None:
    assert decide(client, said).status_code == 303
    cast.log_in(client, cast.ruth)
    assert decide(client, said).status_code == 403
    assert client.post("/moderation/articles/the-lamp-in-the-window/holding").status_code == 422
    assert status(said) is CommentStatus.VISIBLE


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("?section=world", 3),
        ("?article=the-lamp-in-the-window", 2),
        ("?person={nour}", 2),
        ("?person={nour}&article=the-lamp-in-the-window", 1),
    ],
)
def test_a_queue_is_narrowed(
    desk: StrictClient, cast: Cast, said: Comment, query: str, found: int
) -> None:
    cast.comment(cast.nour, cast.another())
    cast.comment(cast.ruth, cast.article)
    page = desk.get("/moderation/queues/new" + query.format(nour=cast.nour.id))
    assert page.text.count('class="moderation-case"') == found


@pytest.mark.parametrize(
    "path", ["queues/nothing", "queues/new?section=nowhere", "queues/new?after=x", "comments/99"]
)
def test_what_there_is_not(desk: StrictClient, path: str) -> None:
    assert desk.get(f"/moderation/{path}").status_code == 404


def test_a_long_queue_goes_on(desk: StrictClient, cast: Cast) -> None:
    for _ in range(27):
        cast.comment(cast.nour, cast.article)
    first = desk.get("/moderation/queues/new")
    assert first.text.count('class="moderation-case"') == 25
    (after,) = re.findall(r"after=(\d+)", first.text)
    assert (
        desk.get(f"/moderation/queues/new?after={after}").text.count('class="moderation-case"') == 2
    )


def test_an_article_is_read_first(desk: StrictClient, cast: Cast, act: Headers) -> None:
    slug = cast.article.slug
    response = desk.post(f"/moderation/articles/{slug}/holding", data={"hold": "yes"}, **act)
    assert response.status_code == (200 if is_htmx(act) else 303)
    assert cast.comment(cast.ruth, cast.article).status is CommentStatus.HELD


def test_a_case_shows_the_history_of_its_writer(
    desk: StrictClient, cast: Cast, said: Comment
) -> None:
    cast.comment(cast.nour, cast.article, "Something older and milder.")
    decide(desk, said, note="The third time.")
    page = desk.get(f"/moderation/comments/{said.id}").text
    assert "Something older and milder." in page
    assert "The third time." in page


def test_moderators_see_watched_words_and_writers_do_not(
    desk: StrictClient, other: StrictClient, cast: Cast
) -> None:
    from domain.moderation import watchwords
    from models import WatchwordKind

    writing()
    watchwords.replace({WatchwordKind.BANNED: ["grumbold"]})
    db.commit()
    cast.comment(cast.nour, cast.article, "You gr\u00fcmbold.")
    assert '<mark dir="auto">grumbold</mark>' in desk.get("/moderation/queues/held").text
    cast.log_in(other, cast.nour)
    page = other.get("/articles/the-lamp-in-the-window").text
    assert "Only you see this comment yet." in page
    assert "grumbold" not in page


def test_ones_own_is_not_chosen_for_several(desk: StrictClient, cast: Cast, said: Comment) -> None:
    own = cast.comment(cast.mira, cast.article)
    decisions.decide(cast.dara, own, Verdict(Act.HIDE, "spam"), seen=own.turns)
    db.commit()
    assert f'value="{own.id}.' not in desk.get("/moderation/queues/hidden").text
    assert f'name="comment" value="{stamp(said)}"' in desk.get("/moderation/queues/new").text
