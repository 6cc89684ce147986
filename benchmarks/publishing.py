"""Puts a run into the documentation: the table, the chart, and the run itself to compare with."""

from __future__ import annotations

from pathlib import Path

from . import chart, table
from .results import Run

BEGIN, END = "<!-- the last run -->", "<!-- that was the last run -->"


def publish(run: Run, root: Path) -> None:
    """Put `run` in place of the one that docs/performance.md shows."""
    page = root / "docs" / "performance.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n\n{told(run)}\n\n{END}{after}", encoding="utf-8")
    (root / "docs" / "pictures" / "performance.svg").write_text(chart.drawn(run), encoding="utf-8")
    run.keep(root / "docs" / "performance.json")


def told(run: Run) -> str:
    """Where and when, the chart, and the table."""
    plan, machine = run.corpus["large"], run.machine
    lines = [
        f"On {run.at[:10]}, at {machine['code']}: {plan['articles']:,} articles,"
        f" {plan['comments']:,} comments, {plan['most']:,} of them on one article; {run.database};"
        f" {machine['processor']}, {machine['cores']} processors, Python {machine['python']},"
        f" SQLite {machine['sqlite']}. Sent by {run.loader}. Load of the machine when it began:"
        f" {machine['busy']}.",
        "",
        "![Requests a second of each page, in hello](pictures/performance.svg)",
        "",
        *table.lines(run),
    ]
    if run.failed:
        lines += ["", f"Could not be measured: {', '.join(run.failed)}."]
    return "\n".join(lines)
