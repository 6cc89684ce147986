"""Articles from files: who an article is, what is left alone, what changes with its file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, inspect, select, text

from domain import articles, search
from domain.importing import Fate, run
from domain.refusal import Moved
from models import (
    Article,
    ArticleAddress,
    Author,
    AuthorKind,
    Base,
    Correction,
    Discussion,
    Guest,
    PullQuote,
    Section,
    Source,
    Status,
    Topic,
)
from models.database import db, writing
from settings import Settings
from tests.cast import Cast

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


@pytest.fixture
def desk(app: Flask, settings: Settings, tmp_path: Path) -> Newsdesk:
    return Newsdesk(tmp_path / "content", settings.media)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, so that nothing can change unseen."""
    tables = sorted(inspect(db().get_bind()).get_table_names())
    return {t: [tuple(r) for r in db.execute(text(f"SELECT * FROM {t}"))] for t in tables}


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


def test_a_second_import_leaves_everything_alone(desk: Newsdesk) -> None:
    desk.draw()
    desk.write(more=FULL)
    desk.write("other.md", title="Another lamp", more="image: {file: lamp.png, alt: A lamp}")
    desk.publish("name: The Evening Post\nsections: [World]\n")
    desk.bring()
    before = everything()
    report = desk.bring()
    assert report.counts == "0 new, 0 changed, 2 unchanged, 0 wrong"
    assert everything() == before


def test_what_is_unchanged_is_not_read_as_yaml(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write()
    desk.bring()
    monkeypatch.setattr(run.drafts, "of", lambda *_: pytest.fail("it was read again"))
    assert desk.bring().counts == "0 new, 0 changed, 1 unchanged, 0 wrong"


def test_a_changed_title_makes_no_second_article(desk: Newsdesk) -> None:
    desk.write(title="The lamp")
    desk.bring()
    desk.write(title="The lamp, again")
    assert desk.bring().counts == "0 new, 1 changed, 0 unchanged, 0 wrong"
    assert db.scalars(select(Article.title)).all() == ["The lamp, again"]
    assert article("the-lamp").title == "The lamp, again"


def test_a_changed_slug_adds_an_address(desk: Newsdesk) -> None:
    desk.write(slug="old")
    desk.bring()
    before = article("old").id
    desk.write(slug="new")
    desk.bring()
    assert article("new").id == before
    with pytest.raises(Moved) as moved:
        articles.seen_by(Guest(), "old")
    assert moved.value.slug == "new"


def test_an_article_may_go_back_to_its_old_address(desk: Newsdesk) -> None:
    for slug in ("old", "new", "old"):
        desk.write(slug=slug)
        desk.bring()
    assert articles.seen_by(Guest(), "old").slug == "old"
    newest = select(ArticleAddress.slug).order_by(ArticleAddress.since.desc())
    assert db.scalars(newest).first() == "old"


def test_a_moved_file_is_known_by_its_slug(desk: Newsdesk) -> None:
    path = desk.write("lamp.md", slug="lamp")
    desk.bring()
    (desk.folder / "2024").mkdir()
    path.rename(desk.folder / "2024" / "lit.md")
    assert desk.bring().counts == "0 new, 1 changed, 0 unchanged, 0 wrong"
    assert article("lamp").origin == "content/2024/lit.md"


@pytest.mark.parametrize("order", [("a.md", "b.md"), ("b.md", "a.md")])
def test_two_files_cannot_have_one_slug(desk: Newsdesk, order: tuple[str, str]) -> None:
    for name in order:
        desk.write(name, slug="lamp", title=name)
    errors = desk.errors(*(desk.folder / name for name in order))
    assert errors == [
        f"{order[1]}:5: slug: This is already the address of another article,"
        f" “{order[0]}” (content/{order[0]})."
    ]
    assert article("lamp").title == order[0]


def test_an_old_address_of_another_article_stays_its_own(desk: Newsdesk) -> None:
    desk.write("a.md", slug="first")
    desk.bring()
    desk.write("a.md", slug="second")
    desk.write("b.md", slug="first")
    assert desk.errors() == [
        "b.md:5: slug: This is already an earlier address of another article,"
        " “The lamp” (content/a.md)."
    ]
    assert db.scalar(select(func.count(Article.id))) == 1


def test_an_article_cannot_take_the_slug_of_another(desk: Newsdesk) -> None:
    desk.write("a.md", slug="first")
    desk.write("b.md", slug="second")
    desk.bring()
    desk.write("b.md", slug="first")
    assert "another article" in desk.errors()[0]
    assert article("second").origin == "content/b.md"


def test_two_titles_that_are_alike_get_two_addresses(desk: Newsdesk) -> None:
    desk.write("a.md", title="Letters")
    desk.write("b.md", title="Letters")
    desk.bring()
    assert set(db.scalars(select(Article.slug))) == {"letters", "letters-2"}
    assert desk.bring().counts == "0 new, 0 changed, 2 unchanged, 0 wrong"


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Café Zürich’s lamps", "cafe-zurichs-lamps"), ("המנורה בחלון", "the-file"), ("1984", "1984")],
)
def test_an_address_is_made_from_the_title(desk: Newsdesk, title: str, slug: str) -> None:
    desk.write("The File.md", title=title)
    desk.bring()
    assert db.scalars(select(Article.slug)).all() == [slug]


def test_one_file_is_the_same_article_as_in_its_folder(desk: Newsdesk) -> None:
    desk.publish("name: The Evening Post")
    path = desk.write("world/lamp.md")
    desk.bring(path)
    assert desk.bring().counts == "0 new, 0 changed, 1 unchanged, 0 wrong"
    assert desk.bring(desk.folder / "world").counts == "0 new, 0 changed, 1 unchanged, 0 wrong"


def test_another_picture_under_the_same_name_is_a_change(desk: Newsdesk) -> None:
    desk.draw(size=(600, 400))
    desk.write(more="image:\n  file: lamp.png\n  alt: A lamp")
    desk.bring()
    before = article("the-lamp").picture
    desk.draw(size=(640, 400))
    assert desk.bring().counts == "0 new, 1 changed, 0 unchanged, 0 wrong"
    after = article("the-lamp").picture
    assert before
    assert after
    assert (before.width, after.width) == (600, 640)


@pytest.mark.parametrize(
    "image",
    [
        "image: {alt: A lamp, file: lamp.png}",
        "image:\n  alt: A lamp\n  file: 'lamp.png'",
        'image:\n  file: "lamp.png"   \n  alt: A lamp',
        "image:\n  alt: A lamp\n  file: >-\n    lamp.png",
    ],
)
def test_however_a_picture_is_named_its_change_is_seen(desk: Newsdesk, image: str) -> None:
    desk.draw(size=(600, 400))
    desk.write(more=image)
    desk.bring()
    desk.draw(size=(640, 400))
    assert desk.bring().counts == "0 new, 1 changed, 0 unchanged, 0 wrong"


def test_new_rules_of_rendering_reach_unchanged_files(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write()
    desk.bring()
    monkeypatch.setattr(run.rendering, "VERSION", run.rendering.VERSION + 1)
    assert desk.bring().counts == "0 new, 1 changed, 0 unchanged, 0 wrong"


def test_a_day_is_midnight_where_the_publication_is(desk: Newsdesk) -> None:
    desk.publish("name: The Evening Post\ntimezone: Australia/Sydney\n")
    desk.write(published="2024-03-28")
    desk.bring()
    assert article("the-lamp").published_at == datetime(2024, 3, 27, 13, tzinfo=UTC)
    desk.publish("name: The Evening Post\ntimezone: Europe/London\n")
    desk.bring()
    assert article("the-lamp").published_at == datetime(2024, 3, 28, tzinfo=UTC)


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


def test_a_file_takes_over_an_article_that_came_from_none(desk: Newsdesk, cast: Cast) -> None:
    before = cast.another("Written here", slug="the-lamp").id
    desk.write(slug="the-lamp")
    assert desk.bring().counts == "0 new, 1 changed, 0 unchanged, 0 wrong"
    assert article("the-lamp").id == before


def test_search_finds_what_came_in(desk: Newsdesk) -> None:
    desk.write(text="It was all about the zyzzyva.")
    desk.bring()
    assert [row.article.slug for row in search.find("zyzzyva").page.rows] == ["the-lamp"]


def test_the_same_file_twice_is_one_file(desk: Newsdesk) -> None:
    path = desk.write()
    report = desk.bring(path, desk.folder, path)
    assert [outcome.fate for outcome in report.outcomes] == [Fate.NEW]


def test_what_is_hidden_or_no_article_is_passed_over(desk: Newsdesk) -> None:
    desk.write()
    desk.put(".drafts/secret.md", "no front matter")
    desk.put("README.md", "# How we write")
    desk.put("notes.txt", "notes")
    assert desk.bring().counts == "1 new, 0 changed, 0 unchanged, 0 wrong"
    desk.write("readme.md", title="Read me", slug="read-me")
    assert desk.bring().counts == "1 new, 0 changed, 1 unchanged, 0 wrong"


def test_no_table_is_forgotten_by_the_comparison(desk: Newsdesk) -> None:
    assert {table.name for table in Base.metadata.sorted_tables} <= everything().keys()


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@given(title=words, text_=words, topics=st.lists(words, max_size=4))
@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_file_says_twice_is_as_once(
    desk: Newsdesk, title: str, text_: str, topics: list[str]
) -> None:
    def quoted(value: str) -> str:
        return "'" + value.replace("'", "''") + "'"

    more = f"topics: [{', '.join(map(quoted, topics))}]"
    desk.write(title=quoted(title), text=text_, more=more)
    first = desk.bring()
    before = everything()
    second = desk.bring()
    assert everything() == before
    if not first.errors:
        assert second.counts == "0 new, 0 changed, 1 unchanged, 0 wrong"
