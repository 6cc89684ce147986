"""Who an article is: its slug, else its path; never its title."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from domain import articles
from domain.refusal import Moved
from models import (
    Article,
    ArticleAddress,
    Guest,
)
from models.database import db
from tests.cast import Cast

from .newsdesk import Newsdesk, article


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


def test_an_old_address_is_not_free_when_the_file_is_gone(desk: Newsdesk) -> None:
    path = desk.write("a.md", slug="first")
    desk.bring()
    desk.write("a.md", slug="second")
    desk.bring()
    path.unlink()
    desk.write("b.md", slug="first")
    assert "an earlier address of another article" in desk.errors()[0]
    assert article("second").origin == "content/a.md"


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


def test_a_file_takes_over_an_article_that_came_from_none(desk: Newsdesk, cast: Cast) -> None:
    before = cast.another("Written here", slug="the-lamp").id
    desk.write(slug="the-lamp")
    assert desk.bring().counts == "0 new, 1 changed, 0 unchanged, 0 wrong"
    assert article("the-lamp").id == before
