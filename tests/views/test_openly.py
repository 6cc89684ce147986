"""The public log: there where the publication wants it, with neither names nor words."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from domain import decisions, openly
from domain.decisions import Act, Verdict
from models import DecisionTally, Status
from models.database import db, writing
from tests.cast import Cast
from tests.conftest import StrictClient
from tests.house.harvest import heard

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


def test_it_is_there_for_as_long_as_the_publication_wants_it(
    client: StrictClient, open_log: Cast
) -> None:
    """What was kept of it while it was open is shown to nobody once it is closed."""
    for public in (True, False, True):
        writing()
        db.merge(open_log.publication).comments = {"public_log": public}
        db.commit()
        for path in (LOG, FIGURES):
            assert client.get(path).status_code == (200 if public else 404)
        assert (LOG in client.get("/").text) is public


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


def test_an_article_that_is_not_public_is_not_named(client: StrictClient, open_log: Cast) -> None:
    assert "The lamp in the window" in client.get(LOG).text
    writing()
    db.merge(open_log.article).status = Status.WITHDRAWN
    db.commit()
    page = client.get(LOG).text
    assert "The lamp in the window" not in page
    assert open_log.article.slug not in page
    assert "advertising or spam: a comment</p>" in page


def test_the_picture_and_the_table_say_the_same(client: StrictClient, open_log: Cast) -> None:
    """Months without anything have a bar of no height, and a row of noughts."""
    months = [month.month for month in openly.figures()]
    writing()
    db.add(DecisionTally(month=months[3], act=Act.BAN, number=7))
    db.add(DecisionTally(month="1999-01", act=Act.BAN, number=7_000))
    db.commit()
    page, picture = client.get(LOG).text, client.get(FIGURES).text
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page)
    assert [month for month, _ in rows] == months
    totals = [sum(map(int, re.findall(r"<td>(\d+)</td>", cells))) for _, cells in rows]
    assert totals == [7 if n == 3 else 0 for n in range(11)] + [1]
    bars = re.findall(r'height="([\d.]+)" fill', picture)
    assert [float(tall) for tall in bars] == [84.0 * total / 7 for total in totals]
    labels = re.findall(r">(\d*)</text>", picture)
    assert labels[::2] == [str(total or "") for total in totals]
    assert labels[1::2] == [month[5:] for month in months]
    assert re.search(r'<img [^>]*alt="[^"]*table below', page)


def test_it_costs_the_same_whatever_was_decided(
    app: Flask, client: StrictClient, open_log: Cast
) -> None:
    costs = []
    for more in (0, 60):
        for _ in range(more):
            said = db.merge(open_log.comment(open_log.nour, open_log.article))
            decisions.decide(open_log.mira, said, Verdict(Act.HIDE, "spam"), seen=0)
            db.commit()
        db.remove()
        with heard() as statements:
            client.get(LOG)
        costs.append(len(statements))
        with heard() as statements:
            client.get(FIGURES)
        costs.append(len(statements))
    assert costs == [4, 3] * 2
