"""The chart of a run, drawn in the site's own colours: rates in hello, on a logarithmic scale."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import log10

from .results import Row, Run
from .table import shown

PAPER, INK, FAINT, ACCENT, REFERENCE = "#fbf8f1", "#211d18", "#6b6257", "#8f2413", "#a79b8a"
WIDE, LABELS, RIGHT, LINE, TOP = 960, 350, 110, 30, 84
LEAST, MOST = 0.01, 100
REFERENCES = frozenset({"nginx", "nginx-packed", "bare"})
FONT = "Georgia, 'Times New Roman', serif"


def drawn(run: Run) -> str:
    """The chart as SVG."""
    rows = [row for row in run.rows if row.unit == "hello"]
    height = TOP + LINE * len(rows) + 54
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" role="img"'
            f' aria-labelledby="title" font-family="{FONT}" font-size="15" fill="{INK}">',
            '<title id="title">How many requests a second each page answers, in hello</title>',
            f'<rect width="{WIDE}" height="{height}" fill="{PAPER}"/>',
            *_heading(run),
            *_scale(TOP + LINE * len(rows)),
            *(piece for place, row in enumerate(rows) for piece in _bar(row, place)),
            "</svg>",
            "",
        ]
    )


def _heading(run: Run) -> Iterator[str]:
    yield '<text x="24" y="36" font-size="22">Requests a second, in hello</text>'
    size = f"{run.corpus['large']['articles']:,} articles"
    told = "1 hello: a Flask view that returns ready bytes under gunicorn. "
    told += f"{size}, {run.at[:10]}. Dashes: goals."
    yield f'<text x="24" y="60" font-size="14" fill="{FAINT}">{escape(told)}</text>'


def _scale(bottom: int) -> Iterator[str]:
    """Lines at the powers of ten."""
    for power in (0.01, 0.1, 1, 10, 100):
        x = _x(power)
        yield f'<path d="M{x:.1f} {TOP - 6}V{bottom}" stroke="{REFERENCE}" stroke-opacity=".5"/>'
        label = f"{power:g}"
        yield (
            f'<text x="{x:.1f}" y="{bottom + 22}" text-anchor="middle" font-size="13"'
            f' fill="{FAINT}">{label}</text>'
        )


def _bar(row: Row, place: int) -> Iterator[str]:
    """A bar with its spread, a mark at its goal, and its value at the edge."""
    y, end = TOP + place * LINE, _x(row.value)
    colour = REFERENCE if row.key in REFERENCES else ACCENT
    yield (
        f'<text x="{LABELS - 14}" y="{y + 18}" text-anchor="end">{escape(row.name)}</text>'
        f'<rect x="{LABELS}" y="{y + 5}" width="{end - LABELS:.1f}" height="18" fill="{colour}"/>'
    )
    low, high = _x(row.low), _x(row.high)
    yield f'<path d="M{low:.1f} {y + 14}H{high:.1f}" stroke="{INK}" stroke-width="2"/>'
    yield f'<text x="{WIDE - 30}" y="{y + 19}" text-anchor="end">{shown(row.value)}</text>'
    if row.goal is not None:
        goal = _x(row.goal)
        yield (
            f'<path d="M{goal:.1f} {y + 1}V{y + 27}" stroke="{INK}" stroke-width="2.5"'
            ' stroke-dasharray="4 2"><title>goal</title></path>'
        )


def _x(value: float) -> float:
    share = (log10(min(max(value, LEAST), MOST)) - log10(LEAST)) / (log10(MOST) - log10(LEAST))
    return LABELS + share * (WIDE - LABELS - RIGHT)
