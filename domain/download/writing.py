"""How the download is written: for machines, for spreadsheets, and for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .. import templates
from .parts import ALSO_LEFT_OUT, LEFT_OUT, PARTS, Part

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet reckon with a cell instead of showing it."""
Rows = Iterable[Mapping[str, Any]]


def as_json(_part: Part, rows: Rows) -> Iterator[str]:
    """A list of objects."""
    yield "["
    for number, row in enumerate(rows):
        yield ("," if number else "") + "\n" + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"


def as_csv(part: Part, rows: Rows) -> Iterator[str]:
    """A table for a spreadsheet, which knows by the first sign that it is UTF-8."""
    yield "\ufeff" + _line(part.names)
    for row in rows:
        yield _line([_cell(row[name]) for name in part.names])


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    text = _words(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _words(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_html(part: Part, rows: Rows) -> Iterator[str]:
    """A page to read."""
    told = ({name: _words(value) for name, value in row.items()} for row in rows)
    return templates.find("download/part.html").generate(part=part, rows=told)


WAYS: Mapping[str, Callable[[Part, Rows], Iterator[str]]] = {
    "html": as_html,
    "json": as_json,
    "csv": as_csv,
}
"""The folders of the download, which are called as their files end."""


def beginning(facts: Mapping[str, Any]) -> Iterator[str]:
    """The page that leads to the others."""
    page = templates.find("download/index.html")
    return page.generate(parts=PARTS, left_out=_left_out(), **facts)


def readme(facts: Mapping[str, Any]) -> str:
    """What this is, what is in it, and what is not."""
    text = templates.find("download/README.txt")
    return text.render(parts=PARTS, left_out=_left_out(), **facts)


def look() -> str:
    """The style sheet of its pages."""
    return (templates.FOLDER / "download" / "look.css").read_text()


def _left_out() -> list[str]:
    """Each thing that is left out, with the reason."""
    columns = [
        f"{part.title}, “{column}”: {reason}"
        for part in PARTS
        for column, reason in part.without.items()
        if reason
    ]
    columns = list(dict.fromkeys(columns))
    return [*LEFT_OUT.values(), *columns, *ALSO_LEFT_OUT]
