"""Orders the files of tests for several workers: the longest first, then by turns.

Those with a browser wait much and those without never do, so that they go well side by side; and
what is long must not be begun last, when the other workers have nothing left.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

LONGEST = (
    "test_looks.py",
    "test_journey.py",
    "test_pagecache_always.py",
    "test_letters.py",
    "test_permissions.py",
    "test_html.py",
    "test_serving.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in the order in which workers should take them, file by file."""
    files = dict.fromkeys(item.path for item in items)
    place = _places(each for each in files if _in_browser(each))
    place |= _places(each for each in files if not _in_browser(each))
    place |= {each: LONGEST.index(each.name) - 9.0 for each in files if each.name in LONGEST}
    items.sort(key=lambda item: place[item.path])


def _in_browser(file: Path) -> bool:
    return file.parent.name == "browser"


def _places(files: Iterable[Path]) -> dict[Path, float]:
    """The files in their order, spread evenly from 0 to 1."""
    each = list(files)
    return {file: number / len(each) for number, file in enumerate(each)}
