"""What search never shows, whatever is typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain import search
from domain.search.words import taken_apart
from models import Article, Status, now
from models.database import db, writing
from tests.cast import Cast
from tests.pieces import piece, slugs


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": Status.DRAFT},
        {"status": Status.WITHDRAWN},
        {"published_at": now() + timedelta(days=1)},
    ],
    ids=["draft", "withdrawn", "embargoed"],
)
def test_what_may_not_be_read_is_not_found_nor_hinted_at(
    cast: Cast, hidden: dict[str, object]
) -> None:
    piece(cast, "The scandal", "Concerning embezzlement.", topics=["Embezzlers"], **hidden)
    piece(cast, "The weather", "Concerning rain.")
    for question in (
        "embezzlement",
        "embezzlemint",
        "embezz",
        '"concerning embezzlement"',
        "scandl",
    ):
        found = search.find(question)
        assert "scandal" not in [result.article.slug for result in found.page.rows]
        assert not any((found.total, found.meant, found.names, found.facets)), question
    assert search.topics() == []


def test_an_article_is_found_from_the_moment_of_its_publication(cast: Cast) -> None:
    article = piece(cast, "Soon", "Text.", published_at=now() + timedelta(days=1))
    assert slugs("soon") == []
    writing()
    article.published_at = now() - timedelta(seconds=1)
    db.commit()
    assert slugs("soon") == ["soon"]


@given(st.text(max_size=220))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_any_text_is_answered_and_shows_nothing_hidden(published: None, question: str) -> None:
    found = search.find(question)
    assert all(is_published(result) for result in found.page.rows)
    assert "secret" not in found.meant
    assert all("Secret" not in name.name for name in found.names)


def is_published(result: search.Result) -> bool:
    """Whether everybody may read what was found."""
    return db.get_one(Article, result.article.id).is_published


TYPED = st.lists(
    st.sampled_from(
        [
            "lamp",
            "secre",
            "secret",
            "winodw",
            '"',
            "“",
            "”",
            "*",
            "(",
            ")",
            "AND",
            "NEAR",
            ":",
            "-",
            "ל",
            "'",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(TYPED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_nor_does_any_mixture_of_words_and_signs(published: None, question: str) -> None:
    found = search.find(question)
    assert all(is_published(result) for result in found.page.rows)
    assert "secret" not in taken_apart(found.meant).words or "secret" in question


@pytest.fixture
def published(cast: Cast) -> None:
    """Two articles that may be read, and three that may not."""
    piece(cast, "The lamp in the window", "ל'amour, a lamp.", topics=["Light"])
    piece(cast, "The window", "A text.")
    hidden = {"author": "Secret Writer", "topics": ["Secrets"]}
    piece(cast, "Secret lamp", "Secret window.", status=Status.DRAFT, **hidden)
    piece(cast, "Secret window", "Secret lamp.", status=Status.WITHDRAWN, **hidden)
    piece(cast, "Secrets", "Lamp.", published_at=now() + timedelta(days=2), **hidden)
