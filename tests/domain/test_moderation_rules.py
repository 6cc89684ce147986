"""What is held before everybody sees it: a table of cases, asked of posting and of editing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain import comments, decisions
from domain.lookalikes import folded
from domain.moderation import words
from models import Comment, CommentStatus, Decision, Reader, Role, WatchwordKind, now
from models.database import db, writing
from tests.cast import Cast

OWN = "A sentence of some length that nobody else is likely to have written here before."
LINKS = "Read [this](https://a.example/), [that](https://b.example/)"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, gathered before anybody speaks."""
    return cast.gathered()


def ask(cast: Cast, **asked: Any) -> None:
    """Have the publication ask this of comments."""
    writing()
    cast.publication.comments = asked
    db.commit()


def watch(*banned: str, suspect: tuple[str, ...] = ()) -> None:
    from domain.moderation import watchwords

    writing()
    watchwords.replace({WatchwordKind.BANNED: banned, WatchwordKind.SUSPECT: suspect})
    db.commit()


CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing is asked": ({}, OWN, ""),
    "everything": ({"hold": "all"}, "Yes.", "site"),
    "the first": ({"hold_first": 1}, "Yes.", "first"),
    "links, enough": ({"hold_links": 2}, LINKS, "links"),
    "links, fewer": ({"hold_links": 3}, LINKS, ""),
    "links, bare": ({"hold_links": 1}, "See https://a.example/ there.", "links"),
    "a banned word": ({}, "What a Grumbold you are.", "banned"),
    "a suspect word": ({}, "That is quibbly.", "suspect"),
    "both": ({}, "A quibbly grumbold.", "banned"),
    "look-alike letters": ({}, "What a grumbоld.", "banned"),
    "look-alike digits": ({}, "What a grumb0ld!", "banned"),
    "an accent": ({}, "What a grümbold.", "banned"),
    "wide letters": ({}, "What a ｇｒｕｍｂｏｌｄ.", "banned"),
    "unseen characters": ({}, "What a grum\u200bbold.", "banned"),
    "letter by letter": ({}, "What a g.r.u.m.b.o.l.d there.", "banned"),
    "two words": ({}, "He is a wet   WEEKEND.", "banned"),
    "part of a word": ({}, "The grumboldian school, and a wet midweek weekend.", ""),
    "the text before the person": ({"hold_first": 1}, "A grumbold.", "banned"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_holds_what_is_posted(cast: Cast, case: str) -> None:
    asked, text, code = CASES[case]
    ask(cast, **asked)
    watch("grumbold", "wet weekend", suspect=("quibbly", "grumbold"))
    said = cast.comment(cast.ruth, cast.article, text)
    assert said.held_because == code
    assert said.status is (CommentStatus.HELD if code else CommentStatus.VISIBLE)
    assert bool(words.to_writer(code)) == bool(code)
    assert "grumbold" not in words.to_writer(code)


@pytest.mark.parametrize("case", CASES)
def test_the_same_rule_holds_what_is_edited(cast: Cast, case: str) -> None:
    asked, text, code = CASES[case]
    said = cast.comment(cast.ruth, cast.article, "Something harmless.")
    ask(cast, **asked)
    watch("grumbold", "wet weekend", suspect=("quibbly", "grumbold"))
    comments.edit(cast.ruth, said, text)
    assert said.held_because == code
    assert cast.article.comment_count == (0 if code else 1)


def test_the_same_words_are_held_the_second_time(cast: Cast) -> None:
    assert cast.comment(cast.ruth, cast.article, OWN).held_because == ""
    assert cast.comment(cast.ruth, cast.another(), OWN.upper()).held_because == "repeated"
    assert cast.comment(cast.yusuf, cast.article, f"“{OWN}”").held_because == "repeated"
    assert cast.comment(cast.yusuf, cast.article, "I agree.").held_because == ""
    assert cast.comment(cast.ruth, cast.article, "I agree.").held_because == ""


@pytest.mark.parametrize(
    ("who", "days", "code"),
    [("ruth", 20, "repeated"), ("ruth", 40, ""), ("yusuf", 0.5, "repeated"), ("yusuf", 2, "")],
)
def test_the_same_words_are_remembered_for_a_while(
    cast: Cast, who: str, days: float, code: str
) -> None:
    cast.comment(cast.ruth, cast.article, OWN, at=now() - timedelta(days=days))
    assert cast.comment(getattr(cast, who), cast.article, OWN).held_because == code


def test_what_was_taken_back_may_be_said_again(cast: Cast) -> None:
    comments.withdraw(cast.ruth, cast.comment(cast.ruth, cast.article, OWN))
    assert cast.comment(cast.ruth, cast.article, OWN).held_because == ""
    ask(cast, hold_repeated=False)
    assert cast.comment(cast.ruth, cast.article, OWN).held_because == ""


@pytest.mark.parametrize(
    ("taken", "kept", "code"), [(2, 3, "rejected"), (1, 4, ""), (4, 0, ""), (8, 12, "rejected")]
)
def test_many_rejected_ones_have_the_next_read_first(
    cast: Cast, taken: int, kept: int, code: str
) -> None:
    said = [cast.comment(cast.ruth, cast.article) for _ in range(taken + kept)]
    writing()
    for each in said[:taken]:
        each.status = CommentStatus.REMOVED
    db.commit()
    ask(cast, hold_rejected=40)
    assert cast.comment(cast.ruth, cast.article).held_because == code


def test_an_article_and_a_person_may_be_read_first(cast: Cast) -> None:
    decisions.hold_article(cast.dara, cast.article, holds=True)
    db.commit()
    assert cast.comment(cast.ruth, cast.article).held_because == "article"
    assert cast.comment(cast.ruth, cast.another()).held_because == ""
    decisions.hold_article(cast.dara, cast.article, holds=False)
    writing()
    cast.ruth.always_held = True
    db.commit()
    assert cast.comment(cast.ruth, cast.article).held_because == "person"
    assert cast.comment(cast.yusuf, cast.article).held_because == ""


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.READER])
def test_staff_is_not_held_but_by_name(cast: Cast, role: Role) -> None:
    ask(cast, hold="all", hold_first=9, hold_links=1)
    watch("grumbold")
    person: Reader = cast.person("Sam Staff", role)
    said = cast.comment(person, cast.article, "A grumbold, https://a.example/")
    assert (said.status, said.queue) == (CommentStatus.VISIBLE, None)
    writing()
    person.always_held = True
    db.commit()
    assert cast.comment(person, cast.article).status is CommentStatus.HELD


@pytest.mark.parametrize(
    ("asked", "code"), [({}, ""), ({"hold": "all"}, "site"), ({"hold_first": 1}, "first")]
)
def test_it_is_said_before_anything_is_written(cast: Cast, asked: Any, code: str) -> None:
    ask(cast, **asked)
    assert comments.composer(cast.ruth, cast.article).hint == words.to_writer(code)


def test_what_is_held_stands_in_the_log(cast: Cast) -> None:
    ask(cast, hold="all")
    said = cast.comment(cast.ruth, cast.article)
    (line,) = db.scalars(select(Decision)).all()
    assert (line.actor_id, line.reason, line.comment_id) == (None, "site", said.id)
    assert (line.before, line.after["status"]) == ({}, "held")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Vіаgrа", "viagra"),
        ("c1@ss act", "ciass act"),
        ("1984 was a $0", "1984 was a $0".replace("$0", "0")),
        ("naïve — “Straße”", "naive strasse"),
        ("I am a b c", "i am abc"),
        ("🙂 …", ""),
    ],
)
def test_words_are_folded_as_they_look(text: str, line: str) -> None:
    assert folded(text) == line


def test_an_edit_of_what_was_read_is_read_once_more(cast: Cast) -> None:
    said: Comment = cast.comment(cast.ruth, cast.article)
    assert said.queue == "new"
    decisions.decide(cast.mira, said, decisions.Verdict(decisions.Act.APPROVE), seen=said.turns)
    assert said.queue is None
    comments.edit(cast.ruth, said, "In other words.")
    assert said.queue == "new"
