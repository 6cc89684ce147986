"""Articles from files: what a file says, and what comes with it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain import articles, search
from domain.importing import run
from models import (
    Author,
    AuthorKind,
    Correction,
    Discussion,
    PullQuote,
    Section,
    Source,
    Status,
    Topic,
)
from models.database import db, writing

from .newsdesk import Newsdesk, article

FULL = """
    standfirst: >-
      A lamp was lit. Nobody
      knows by whom.
    slug: the-lamp-in-the-window
    authors: [Ines Okafor, The Night Desk]
    topics: [Lamps, Windows, lamps]
    updated: 2024-04-02T10:30:00+02:00
    language: he
    comments: off
    image:
      alt: A lamp
      caption: The lamp, lit.
      credit: Ines Okafor
    sources:
      - title: "Lamps: a history"
        url: https://example.org/lamps
        author: H. Light
        outlet: Light & Sons
        date: 2001
      - title: Windows
    corrections:
      - date: 2024-04-02
        kind: update
        text: The lamp was moved.
"""


@pytest.mark.both_engines
def test_every_key_of_a_file_arrives(desk: Newsdesk) -> None:
    desk.write(more=FULL)
    report = desk.bring()
    assert report.counts == "1 new, 0 changed, 0 unchanged, 0 wrong"
    lamp = article("the-lamp-in-the-window")
    assert (lamp.title, lamp.standfirst) == ("The lamp", "A lamp was lit. Nobody knows by whom.")
    assert lamp.section.name == "World"
    assert lamp.published_at == datetime(2024, 3, 28, tzinfo=UTC)
    assert lamp.updated_at == datetime(2024, 4, 2, 8, 30, tzinfo=UTC)
    assert lamp.update_reason == "The lamp was moved."
    assert (lamp.language, lamp.discussion) == ("he", Discussion.OFF)
    assert lamp.byline == [
        {"name": "Ines Okafor", "slug": "ines-okafor", "kind": "person"},
        {"name": "The Night Desk", "slug": "the-night-desk", "kind": "desk"},
    ]
    assert [topic.name for topic in articles.topics_of(lamp)] == ["Lamps", "Windows"]
    credit = {"caption": "The lamp, lit.", "credit": "Ines Okafor", "licence": ""}
    assert lamp.image == {"alt": "A lamp", **credit}
    assert lamp.picture is None
    assert (lamp.status, lamp.words, lamp.minutes) == (Status.PUBLISHED, 13, 1)
    assert lamp.origin == "content/lamp.md"


def test_sources_and_corrections_stand_in_rows_of_their_own(desk: Newsdesk) -> None:
    desk.write(more=FULL)
    desk.bring()
    first, second = db.scalars(select(Source).order_by(Source.position))
    assert (first.title, first.url, first.date) == (
        "Lamps: a history",
        "https://example.org/lamps",
        "2001",
    )
    assert first.whence == "H. Light, Light & Sons"
    assert (second.title, second.url, second.whence) == ("Windows", None, "")
    correction = db.scalars(select(Correction)).one()
    assert (str(correction.date), correction.kind) == ("2024-04-02", "update")


def test_without_a_date_of_update_none_is_shown(desk: Newsdesk) -> None:
    desk.write(more="corrections: [{date: 2024-04-02, text: The lamp was moved.}]")
    desk.bring()
    assert article("the-lamp").updated_at is None
    assert article("the-lamp").update_reason == ""


def test_a_day_is_midnight_where_the_publication_is(desk: Newsdesk) -> None:
    desk.publish("name: The Evening Post\ntimezone: Australia/Sydney\n")
    desk.write(published="2024-03-28")
    desk.bring()
    assert article("the-lamp").published_at == datetime(2024, 3, 27, 13, tzinfo=UTC)
    desk.publish("name: The Evening Post\ntimezone: Europe/London\n")
    desk.bring()
    assert article("the-lamp").published_at == datetime(2024, 3, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    "published",
    [
        "2024-03-28T09:30:00Z",
        "2024-03-28 09:30",
        "2024-03-28T10:30+01:00",
        "2024-03-28 05:30:00 -4",
        "2024-03-28 15:00:00 +05:30",
        "'2024-03-28T09:30:00.000+0000'",
    ],
)
def test_an_instant_may_be_written_in_several_ways(desk: Newsdesk, published: str) -> None:
    desk.write(published=published)
    desk.bring()
    assert article("the-lamp").published_at == datetime(2024, 3, 28, 9, 30, tzinfo=UTC)


def test_the_publications_own_language_is_not_repeated(desk: Newsdesk) -> None:
    desk.publish("name: The Evening Post\nlanguage: en-GB\n")
    desk.write("a.md", title="One", language="en-gb")
    desk.write("b.md", title="Two", language="fr")
    desk.bring()
    assert (article("one").language, article("two").language) == ("", "fr")


def test_what_is_missing_is_made_up_for_and_said(desk: Newsdesk) -> None:
    desk.publish("name: The Evening Post\nsections: [World]\n")
    desk.write(section=None, published=None)
    notes = desk.notes()
    assert notes == [
        "lamp.md:1: published: This is missing: the day of the first import counts.",
        "lamp.md:1: section: This is missing: the article stands in the first section.",
    ]
    lamp = article("the-lamp")
    assert lamp.section.name == "World"
    first = lamp.published_at
    desk.write(section=None, published=None, title="The lamp again")
    desk.bring()
    assert article("the-lamp").published_at == first


def test_topics_differ_by_more_than_capitals(desk: Newsdesk) -> None:
    desk.write("a.md", more="topics: [The Web, C, C++]")
    desk.write("b.md", title="Two", more="topics: [the web]")
    desk.bring()
    assert {t.slug: t.name for t in db.scalars(select(Topic))} == {
        "the-web": "The Web",
        "c": "C",
        "c-2": "C++",
    }


def test_a_topic_in_another_script_has_an_address(desk: Newsdesk) -> None:
    desk.write(more="topics: [ירושלים]")
    desk.bring()
    assert db.scalars(select(Topic.slug)).all() == ["ירושלים"]


@pytest.mark.parametrize("name", ["TJI Wrap", "The Editors", "Letters Desk", "Newsroom"])
def test_some_names_are_only_a_desks(desk: Newsdesk, name: str) -> None:
    desk.write(more=f"authors: [{name}, Desk Lampworth, Ed Wrapson]")
    desk.bring()
    kinds = dict(db.execute(select(Author.name, Author.kind)).all())
    assert kinds[name] is AuthorKind.DESK
    assert kinds["Desk Lampworth"] is kinds["Ed Wrapson"] is AuthorKind.PERSON


def test_sections_that_articles_bring_along_stand_in_the_frame(desk: Newsdesk) -> None:
    desk.publish("name: The Evening Post\nsections: [World, Ideas]\n")
    desk.write("a.md", section="Letters")
    desk.write("b.md", title="Two", section="world")
    desk.bring()
    names = [each["name"] for each in articles_frame()]
    assert names == ["World", "Ideas", "Letters"]
    assert db.scalar(select(func.count(Section.id))) == 3


def articles_frame() -> list[dict[str, str]]:
    from domain import publication

    return publication.current().sections


def test_a_withdrawn_article_stays_withdrawn(desk: Newsdesk) -> None:
    desk.write()
    desk.bring()
    writing()
    article("the-lamp").status = Status.WITHDRAWN
    db.commit()
    desk.write(title="The lamp, again")
    desk.bring()
    assert article("the-lamp").status is Status.WITHDRAWN


def test_pull_quotes_are_kept_with_where_they_depart(desk: Newsdesk) -> None:
    said = "A lamp in the window is a promise to whoever is still on the road, she said."
    desk.write(text=f"{said}\n\n> A lamp in the window is a promise.\n>\n> — Ines Okafor, keeper\n")
    notes = desk.notes()
    assert notes == [
        "lamp.md:9: pull quote: Not word for word in the text:"
        " A lamp in the window is a [-promise-] {+promise.+}"
    ]
    quote = db.scalars(select(PullQuote)).one()
    assert (quote.who, quote.role) == ("Ines Okafor", "keeper")
    assert quote.difference == [
        [" ", "A lamp in the window is a"],
        ["-", "promise"],
        ["+", "promise."],
    ]
    desk.write(text=said)
    desk.bring()
    assert db.scalars(select(PullQuote)).all() == []


def test_many_files_come_in_one_after_the_other(desk: Newsdesk) -> None:
    names = [f"{number:02}.md" for number in range(run.AHEAD * 2 + 1)]
    for name in names:
        desk.write(name, title=name)
    desk.put("03a.md", "no front matter")
    report = desk.bring()
    assert [Path(outcome.file).name for outcome in report.outcomes] == sorted([*names, "03a.md"])
    assert report.counts == f"{len(names)} new, 0 changed, 0 unchanged, 1 wrong"


def test_what_comes_between_two_publications_belongs_to_the_first(desk: Newsdesk) -> None:
    """The days of an article are read in the zone of the publication that stands before it."""
    desk.publish("name: Post\ntimezone: Australia/Sydney")
    desk.write()
    desk.put("other/publication.yml", "name: Post\ntimezone: UTC")
    desk.bring(desk.folder, desk.folder / "other")
    assert article("the-lamp").published_at == datetime(2024, 3, 27, 13, tzinfo=UTC)


@pytest.mark.both_engines
def test_search_finds_what_came_in(desk: Newsdesk) -> None:
    desk.write(text="It was all about the zyzzyva.")
    desk.bring()
    assert [row.article.slug for row in search.find("zyzzyva").page.rows] == ["the-lamp"]


def test_what_is_hidden_or_no_article_is_passed_over(desk: Newsdesk) -> None:
    desk.write()
    desk.put(".drafts/secret.md", "no front matter")
    desk.put("README.md", "# How we write")
    desk.put("notes.txt", "notes")
    assert desk.bring().counts == "1 new, 0 changed, 0 unchanged, 0 wrong"
    desk.write("readme.md", title="Read me", slug="read-me")
    assert desk.bring().counts == "1 new, 0 changed, 1 unchanged, 0 wrong"
