"""Names that look like those of the people who make the publication, or like its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import names, readers
from domain.refusal import Invalid, TooMany
from models import now
from models.database import db, writing

from ..cast import PASSWORD, Cast

pytestmark = pytest.mark.usefixtures("app")

ALIKE = [
    ("Dara Quill", "dara quill"),
    ("Dara Quill", "DARA  QUILL"),
    ("Dara Quill", "DaraQuill"),
    ("Dara Quill", "D.a.r.a. Quill"),
    ("Dara Quill", "Dаrа Quіll"),  # Cyrillic а, а and і
    ("Dara Quill", "Dαra Qυill"),  # Greek α and υ
    ("Dara Quill", "Ｄara Quill"),  # full width
    ("Dara Quill", "𝐃𝐚𝐫𝐚 Quill"),  # of mathematics
    ("Dara Quill", "Dàrä Quíłl"),
    ("Dara Quill", "Dara Qui11"),
    ("Dara Quill", "Dara QuiIl"),  # a capital I
    ("Dara Quill", "D4ra Quill"),
    ("Dara Quill", "Dara\u3164Quill"),  # a letter that is drawn as nothing
    ("Tom Vernon", "Tom Vemon"),  # rn and m
    ("Wanda West", "Vvanda West"),
    ("נועה ברק", "נֹעָה ברק".replace("נֹעָה", "נועה")),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_alike_are_alike(one: str, other: str) -> None:
    assert names.look(one) == names.look(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dara Quill", "Dora Quill"),
        ("Dara Quill", "Dara Quilt"),
        ("Anna", "Ana"),
        ("נועה ברק", "נועם ברק"),
        ("ليلى منصور", "ليلى ناصر"),
    ],
)
def test_other_names_are_other_names(one: str, other: str) -> None:
    assert names.look(one) != names.look(other)


@pytest.mark.parametrize(("_one", "other"), [pair for pair in ALIKE if pair[0] == "Dara Quill"])
def test_nobody_takes_the_name_of_staff(cast: Cast, _one: str, other: str) -> None:
    assert cast.dara
    for act in (
        lambda: readers.register(other, "new@example.org", PASSWORD, {}),
        lambda: readers.rename(cast.ruth, other),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert set(refused.value.errors) == {"name"}
    assert cast.ruth.name == "Ruth Adler"


def test_nobody_takes_the_name_of_an_author_but_the_author(cast: Cast) -> None:
    author = cast.author
    with pytest.raises(Invalid):
        readers.rename(cast.ruth, "lnes 0kafor")
    writing()
    author.reader_id = cast.ruth.id
    db.commit()
    readers.rename(cast.ruth, "Ines Okafor")
    assert cast.ruth.name == "Ines Okafor"


@pytest.mark.parametrize(
    "name",
    [
        "The Evening Post",
        "evening post",
        "Evening Post Team",
        "Еvеning Роst",
        "Moderator",
        "Chief Editor",
        "admin 1",
        "Аdmin",
        "Support staff",
    ],
)
def test_nobody_sounds_like_the_publication(cast: Cast, name: str) -> None:
    assert cast.publication
    with pytest.raises(Invalid):
        readers.register(name, "new@example.org", PASSWORD, {})


@pytest.mark.parametrize("name", ["Eve Post", "Editha", "Evening Reader", "Staffan", "Adminah"])
def test_a_name_that_only_shares_letters_is_free(cast: Cast, name: str) -> None:
    assert cast.dara
    assert readers.register(name, "new@example.org", PASSWORD, {}).name == name


def test_a_short_name_of_a_publication_stands_within_others(cast: Cast) -> None:
    publication = cast.publication
    writing()
    publication.name = "Ember"[:3]
    db.commit()
    names.check("Emberly Stone")
    with pytest.raises(Invalid):
        names.check("EMB")


def test_staff_are_called_what_they_like(cast: Cast) -> None:
    readers.rename(cast.mira, "Mira, moderator")
    assert cast.mira.name == "Mira, moderator"


def test_two_readers_may_have_one_name(cast: Cast) -> None:
    readers.rename(cast.nour, cast.ruth.name)
    assert cast.nour.name == cast.ruth.name


def test_a_name_stays_for_a_while(cast: Cast) -> None:
    month = timedelta(days=30)
    readers.rename(cast.ruth, "Ruth Stein", every=month)
    db.commit()
    with pytest.raises(TooMany, match="again in 30 days") as refused:
        readers.rename(cast.ruth, "Ruth Adler", every=month)
    db.rollback()
    assert abs(refused.value.retry_after - month.total_seconds()) < 60
    assert cast.ruth.name == "Ruth Stein"
    readers.rename(cast.ruth, "Ruth Stein", every=month)
    writing()
    cast.ruth.renamed_at = now() - month
    db.commit()
    readers.rename(cast.ruth, "Ruth Adler", every=month)
    assert cast.ruth.name == "Ruth Adler"
