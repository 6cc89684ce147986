"""A second import: what is unchanged is left alone, what changed is seen."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from domain.importing import Fate, run
from models import (
    Base,
)
from models.database import db

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


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, so that nothing can change unseen."""
    tables = sorted(inspect(db().get_bind()).get_table_names())
    return {t: [tuple(r) for r in db.execute(text(f"SELECT * FROM {t}"))] for t in tables}


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


def test_the_same_file_twice_is_one_file(desk: Newsdesk) -> None:
    path = desk.write()
    report = desk.bring(path, desk.folder, path)
    assert [outcome.fate for outcome in report.outcomes] == [Fate.NEW]


def test_no_table_is_forgotten_by_the_comparison(desk: Newsdesk) -> None:
    assert {table.name for table in Base.metadata.sorted_tables} <= everything().keys()


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)


@given(title=words, text_=words, topics=st.lists(words, max_size=4))
@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
