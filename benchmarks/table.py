"""The table of a run, and what changed since another one."""

from __future__ import annotations

from collections.abc import Iterator

from .results import Row, Run

MOVED = 0.15
"""A value that is further than this from a stored one, and whose spreads do not touch, moved."""
HEADS = ("what", "value", "spread", "p50 ms", "p99 ms", "goal", "", "note")


def lines(run: Run) -> Iterator[str]:
    """The table in Markdown, which reads well in a terminal too."""
    cells = [HEADS, *(_cells(row) for row in run.rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(HEADS))]
    for number, row in enumerate(cells):
        padded = (_padded(text, widths[place], place) for place, text in enumerate(row))
        yield f"| {' | '.join(padded)} |".rstrip()
        if number == 0:
            yield "|" + "|".join(_rule(width, place) for place, width in enumerate(widths)) + "|"


def _padded(text: str, width: int, place: int) -> str:
    return text.rjust(width) if 0 < place < 6 else text.ljust(width)


def _rule(width: int, place: int) -> str:
    return "-" * (width + 1) + (":" if 0 < place < 6 else "-")


def _cells(row: Row) -> tuple[str, ...]:
    spread = "" if row.low == row.high else f"{shown(row.low)} to {shown(row.high)}"
    times = [shown(each) if each is not None else "" for each in (row.p50, row.p99)]
    sign = "≤" if row.at_most else "≥"
    goal = f"{sign} {shown(row.goal)}" if row.goal is not None else ""
    reached = {None: "", True: "yes", False: "no"}[row.is_reached]
    value = f"{shown(row.value)} {row.unit}".strip()
    return row.name, value, spread, *times, goal, reached, row.note


def shown(value: float) -> str:
    """A number with as many digits as tell something."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def changes(run: Run, stored: Run) -> Iterator[str]:
    """What moved since a stored run; of each row whether for better or for worse."""
    before = {row.key: row for row in stored.rows}
    for row in run.rows:
        if old := before.get(row.key):
            told = f"{shown(old.value)} to {shown(row.value)} {row.unit}"
            yield f"{row.name}: {told} ({_word(row, old)})"


def _word(row: Row, old: Row) -> str:
    """Whether a row moved by more than its own spread."""
    is_apart = row.low > old.high or row.high < old.low
    if not is_apart or abs(row.value - old.value) <= MOVED * abs(old.value):
        return "as before"
    return "better" if (row.value < old.value) is row.at_most else "worse"
