"""What was measured is told as it was: in a table, in a chart, and beside an earlier run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import chart, publishing, results, table
from benchmarks.measuring import Beside, Measured
from benchmarks.results import Row, Run
from settings import ROOT

FAST = Row("article", "article, cached", 14.2, "hello", 13.9, 14.6, 0.9, 2.1, 12)
SLOW = Row("save-1", "a save, one writer, p99", 31, "ms", 28, 40, goal=25, at_most=True)


def run(*rows: Row) -> Run:
    return Run("wrk", {"large": {"articles": 1_000_000}}, "SQLite", list(rows), at="2026-11-22")


def measured(rate: float, p50: float) -> Measured:
    return Measured(int(rate * 5), 5, 1000, 0, p50, 9.0)


def test_the_table_says_what_is_reached_and_what_is_not() -> None:
    head, rule, fast, slow = table.lines(run(FAST, SLOW))
    assert len(head) >= len(rule) - 20
    assert "14.2 hello" in fast
    assert "13.9 to 14.6" in fast
    assert "≥ 12 | yes" in fast
    assert "≤ 25 | no" in slow


def test_pairs_are_divided_each_by_its_own_unit() -> None:
    beside = Beside([measured(100, 1), measured(50, 1)], [measured(300, 2), measured(100, 4)])
    row = results.in_hello("a", "a page", beside, 2.5)
    assert (row.low, row.value, row.high) == (2, 2.5, 3)
    assert row.is_reached
    assert beside.ratios("p50") == [2, 4]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (FAST, replace(FAST, value=10.0, low=9.8, high=10.2), "worse"),
        (FAST, replace(FAST, value=18.0, low=17.0, high=19.0), "better"),
        (FAST, replace(FAST, value=10.0, low=9.8, high=14.0), "as before"),
        (SLOW, replace(SLOW, value=15.0, low=14.0, high=16.0), "better"),
        (SLOW, replace(SLOW, value=60.0, low=55.0, high=66.0), "worse"),
    ],
)
def test_a_row_moved_only_where_spreads_do_not_touch(before: Row, after: Row, word: str) -> None:
    (told,) = table.changes(run(after), run(before))
    assert told.endswith(f"({word})")


def test_a_run_that_was_kept_is_read_as_it_was(tmp_path: Path) -> None:
    made = run(FAST, SLOW)
    made.keep(tmp_path / "run.json")
    assert Run.at_path(tmp_path / "run.json") == made


def test_the_chart_has_a_bar_with_its_goal_for_each_rate() -> None:
    drawn = ElementTree.fromstring(chart.drawn(run(FAST, SLOW)))  # noqa: S314 (our own)
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "article, cached" in texts
    assert "14.2" in texts
    assert SLOW.name not in texts
    assert "goal" in [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}title")]


def test_a_run_that_is_published_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "performance.md"
    (tmp_path / "docs" / "pictures").mkdir(parents=True)
    page.write_text(f"Before.\n\n{publishing.BEGIN}\n\nold\n\n{publishing.END}\n\nAfter.\n")
    made = run(FAST, SLOW)
    made.machine = dict.fromkeys(("code", "processor", "cores", "python", "sqlite", "busy"), "x")
    made.corpus["large"] |= {"comments": 1, "most": 1}
    publishing.publish(made, tmp_path)
    publishing.publish(made, tmp_path)
    text = page.read_text()
    assert text.startswith("Before.")
    assert text.endswith("After.\n")
    assert "old" not in text
    assert text.count(FAST.name) == 1
    assert Run.at_path(tmp_path / "docs" / "performance.json") == made
    assert "<svg" in (tmp_path / "docs" / "pictures" / "performance.svg").read_text()


def test_the_documentation_has_a_place_for_a_run() -> None:
    text = (ROOT / "docs" / "performance.md").read_text()
    assert text.count(publishing.BEGIN) == text.count(publishing.END) == 1
