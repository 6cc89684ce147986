"""Known and unknown addresses are measured side by side, and told apart where they can be."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus import Plan, making
from benchmarks.measuring import Loader, Measured, Pace
from benchmarks.rows import ROWS
from benchmarks.rows.alike import Turns
from benchmarks.sites import Sites

PLAN = Plan(articles=300, comments=700, most=120, words=3_000, pictures=0)
FORMS = ("wrong", "forgot", "register", "address")
ANSWER = Measured(100, 5, 1000, 0, 50.0, 60.0)


def unwatched(steps: Iterable[int], _label: str, _total: int) -> Iterable[int]:
    return steps


@pytest.fixture
def sites(migrated: Path, tmp_path: Path) -> Iterator[Sites]:
    """A small publication, and the server as in production."""
    url = f"sqlite:///{tmp_path}/corpus/lectern.db"

    def migrate(_url: str) -> None:
        shutil.copy(migrated, tmp_path / "corpus" / "lectern.db")

    corpus = making.make(PLAN, tmp_path / "corpus", url, migrate, unwatched)
    (tmp_path / "run").mkdir()
    made = Sites(tmp_path / "run", {"large": (corpus, url)}, tmp_path / "media")
    yield made
    made.stop()


def test_every_form_that_asks_for_an_address_is_measured(sites: Sites) -> None:
    loader = Loader(sites.folder, Pace(seconds=0.2, repeats=1))
    rows = {row.key: row for row in ROWS["alike"](sites, loader)}
    assert list(rows) == [
        f"{form}-{row}" for form in FORMS for row in ("known", "unknown", "apart")
    ]
    for form in FORMS:
        known, unknown, apart = (rows[f"{form}-{row}"] for row in ("known", "unknown", "apart"))
        assert known.p50
        assert unknown.p50
        assert apart.value == pytest.approx(100 * abs(unknown.p50 / known.p50 - 1))
        assert apart.at_most


@pytest.mark.parametrize(
    ("unknown", "again", "is_reached"), [(50.4, 50.0, True), (48.0, 53.0, True), (2.0, 53.0, False)]
)
def test_what_is_further_away_than_noise_is_told(
    unknown: float, again: float, is_reached: bool
) -> None:
    turns = Turns([ANSWER], [replace(ANSWER, p50=unknown)], [replace(ANSWER, p50=again)])
    *_, apart = turns.rows("wrong", "a wrong password")
    assert apart.is_reached is is_reached
    assert f"{unknown / 50:.3f}" in apart.note
