"""What to read next: what shares topics and words, and nothing that does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from domain import articles, related
from models import ArticleTopic, RelatedArticle, Status, Topic, now
from models.database import db, writing
from tests.cast import Cast

from .newsdesk import Newsdesk, article

LAMPS = "The lighthouse keeper trimmed the paraffin wick. A lighthouse wick wants paraffin nightly."
BREAD = "The baker kneaded the sourdough. Sourdough rises when the baker lets the oven wait."
TAXES = "Parliament debated the levy. The levy passed when parliament adjourned."


def titles(slug: str) -> list[str]:
    return [each.title for each in articles.related_to(article(slug))]


def write(desk: Newsdesk, title: str, topics: str = "", text: str = TAXES, **front: str) -> None:
    more = f"topics: [{topics}]"
    desk.write(f"{title}.md", title=title, text=text, more=more, **front)


def test_a_shared_topic_relates_and_a_rare_one_more(desk: Newsdesk) -> None:
    write(desk, "Wanted", "Common, Rare")
    write(desk, "Rarely", "Rare", published="2020-01-01")
    for number in range(4):
        write(desk, f"Commonly {number}", "Common")
    write(desk, "Other", "Else", text=BREAD, section="Food")
    desk.bring()
    assert titles("wanted")[0] == "Rarely"
    assert len(titles("wanted")) == 3
    assert "Other" not in titles("wanted")
    assert titles("other") == []


def test_distinctive_words_relate_within_a_section(desk: Newsdesk) -> None:
    write(desk, "Keeper", text=LAMPS)
    write(desk, "Wick", text=LAMPS + " Another evening.")
    write(desk, "Baker", text=BREAD)
    write(desk, "Levy", text=TAXES)
    desk.bring()
    assert titles("keeper") == ["Wick"]
    assert titles("baker") == []


def test_of_two_equals_the_same_section_comes_first(desk: Newsdesk) -> None:
    write(desk, "Wanted", "Lamps")
    write(desk, "Elsewhere", "Lamps", section="Food", published="2024-03-30")
    write(desk, "Here", "Lamps")
    desk.bring()
    assert titles("wanted") == ["Here", "Elsewhere"]


def test_of_equals_the_newest_comes_first(desk: Newsdesk) -> None:
    for day in (1, 3, 2):
        write(desk, f"Day {day}", "Lamps", text="Short.", published=f"2024-03-0{day}")
    write(desk, "Wanted", "Lamps", text="Short.")
    desk.bring()
    assert titles("wanted") == ["Day 3", "Day 2", "Day 1"]


def test_an_article_in_another_language_comes_after(desk: Newsdesk) -> None:
    write(desk, "Wanted", "Lamps, Light")
    write(desk, "French", "Lamps, Light", language="fr")
    write(desk, "English", "Lamps, Light", published="2020-01-01")
    desk.bring()
    assert titles("wanted") == ["English", "French"]


def test_older_articles_learn_of_a_new_one(desk: Newsdesk) -> None:
    write(desk, "Old", "Lamps")
    desk.bring()
    assert titles("old") == []
    write(desk, "New", "Lamps")
    desk.bring()
    assert titles("old") == ["New"]


def test_an_article_that_changed_its_subject_is_listed_no_more(desk: Newsdesk) -> None:
    write(desk, "One", "Lamps", text=LAMPS)
    write(desk, "Two", "Lamps", text=LAMPS)
    desk.bring()
    assert titles("one") == ["Two"]
    write(desk, "Two", "Bread", text=BREAD)
    desk.bring()
    assert titles("one") == []


def test_only_what_everybody_may_read_is_related(desk: Newsdesk) -> None:
    write(desk, "Wanted", "Lamps")
    write(desk, "Future", "Lamps", published=f"{now().year + 1}-01-01")
    write(desk, "Withdrawn", "Lamps")
    desk.bring()
    writing()
    article("withdrawn").status = Status.WITHDRAWN
    db.commit()
    list(related.refresh([article("wanted").id, article("withdrawn").id]))
    db.commit()
    assert db.scalars(select(RelatedArticle.related_id)).all() == []


def test_what_is_the_same_is_not_written_again(desk: Newsdesk) -> None:
    write(desk, "One", "Lamps")
    write(desk, "Two", "Lamps")
    desk.bring()
    db.rollback()
    assert list(related.refresh([article("one").id])) == [1, 2]
    assert not db().info.get("writes")


def test_however_many_there_are_only_so_many_are_looked_at(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "PER_TOPIC", 5)
    monkeypatch.setattr(related, "PER_SECTION", 3)
    first = cast.another("First")
    for _ in range(20):
        cast.another()
    asked: list[str] = []
    event.listen(db().get_bind(), "before_cursor_execute", lambda *a: asked.append(a[2]))
    list(related.refresh([first.id]))
    few = len(asked)
    mind = related._Mind(100)
    related._refresh(first.id, mind)
    assert 2 <= len(mind.subjects) <= 1 + 5 + 3
    for _ in range(20):
        cast.another()
    asked.clear()
    list(related.refresh([first.id]))
    assert len(asked) <= few + 2


def test_what_was_read_is_forgotten_in_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "REMEMBERED", 2)
    for number in range(6):
        cast.another(f"Lamp {number}", published_at=now() - timedelta(days=number))
    ids = list(db.scalars(select(ArticleTopic.article_id)))
    assert list(related.refresh(ids)) == [1, 2, 3, 4, 5, 6]
    assert db.scalar(select(Topic.name)) == "Lamps"
    assert len(db.scalars(select(RelatedArticle)).all()) == 18
