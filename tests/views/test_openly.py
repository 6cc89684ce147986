"""The public log: there where the publication wants it, with neither names nor words."""

from __future__ import annotations

import pytest

from domain import decisions
from domain.decisions import Act, Verdict
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient

LOG, FIGURES = "/moderation-log", "/moderation-log/figures.svg"


@pytest.fixture
def open_log(cast: Cast) -> Cast:
    """A publication that shows its log, in which a comment was hidden and a reader suspended."""
    said = cast.comment(cast.nour, cast.article, "Such a zwackelmann.")
    verdict = Verdict(Act.HIDE, "spam", "Dear Nour, please.", "Look at Nour.")
    decisions.decide(cast.mira, said, verdict, seen=0)
    decisions.sanction(cast.mira, cast.nour, Verdict(Act.WARN, "attack"), seen="free")
    writing()
    db.merge(cast.publication).comments = {"public_log": True}
    db.commit()
    return cast


@pytest.mark.parametrize("path", [LOG, FIGURES])
def test_it_is_kept_back_unless_the_publication_shows_it(
    client: StrictClient, cast: Cast, path: str
) -> None:
    assert cast.publication
    assert client.get(path).status_code == 404


def test_it_tells_what_and_why_and_nobodys_name(client: StrictClient, open_log: Cast) -> None:
    page = client.get(LOG)
    assert page.status_code == 200
    assert "<strong>Hidden</strong>, advertising or spam" in page.text
    assert "<strong>Warned</strong>, attacks a person" in page.text
    for secret in ("Nour", "Mira", "zwackelmann", "please", "Look at"):
        assert secret not in page.text


def test_the_figures_are_a_picture_of_ours(client: StrictClient, open_log: Cast) -> None:
    picture = client.get(FIGURES)
    assert picture.mimetype == "image/svg+xml"
    assert picture.text.count("<rect") == 12
    assert ">1</text>" in picture.text


def test_the_log_goes_on(client: StrictClient, open_log: Cast) -> None:
    for number in range(51):
        act = (Act.HIDE, Act.APPROVE)[number % 2]
        said = db.merge(open_log.comment(open_log.nour, open_log.article))
        decisions.decide(open_log.mira, said, Verdict(act, "spam"), seen=0)
        db.commit()
    first = client.get(LOG).text
    assert "Older" in first
    after = first.partition("after=")[2].partition('"')[0]
    assert "Older" not in client.get(f"{LOG}?after={after}").text
