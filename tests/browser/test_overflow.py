"""Nothing overflows, is cut off or stands on anything else: in any state, at any size of text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.house.harvest import Answer
from tests.house.states import STATES

from . import looking
from .conftest import Opener
from .site import Site

MEASURE = (Path(__file__).parent / "measure.js").read_text()
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1360, "height": 900}
DOUBLE = {"width": 680, "height": 450}
"""What is left of a wide window for one who zooms to 200 %."""

LOOKS = [
    (NARROW, {"text_size": "xx-large", "typeface": "serif"}),
    (NARROW, {"text_size": "xx-large", "typeface": "sans"}),
    (NARROW, {"text_size": "xx-large", "typeface": "legible"}),
    (NARROW, {"text_size": "medium", "typeface": "serif"}),
    (DOUBLE, {"text_size": "medium", "typeface": "serif"}),
    (WIDE, {"text_size": "xx-large", "typeface": "serif"}),
    (WIDE, {"text_size": "medium", "typeface": "serif"}),
]


@pytest.mark.parametrize("name", [state.name for state in STATES])
def test_nothing_overflows(
    page: Page, site: Site, answers: dict[str, list[Answer]], stylesheet: str, name: str
) -> None:
    for answer in looking.pages(answers[name]):
        looking.show(page, answer, site.url, stylesheet)
        wrong = [line for window, choice in LOOKS for line in measured(page, window, choice)]
        assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "name", ["article", "article, guest", "reading settings", "search, many found"]
)
def test_nothing_overflows_without_javascript(
    opened: Opener, site: Site, answers: dict[str, list[Answer]], stylesheet: str, name: str
) -> None:
    page = opened(java_script_enabled=False).new_page()
    (answer,) = looking.pages(answers[name])
    looking.show(page, answer, site.url, stylesheet)
    assert not measured(page, *LOOKS[0])


def measured(page: Page, window: dict[str, int], choice: dict[str, str]) -> list[str]:
    """What stands where it should not, with everything closed and with everything open."""
    page.set_viewport_size(window)  # type: ignore[arg-type]
    looking.choose(page, choice)
    found = []
    for wide in (False, True):
        looking.open_everything(page, wide=wide)
        how = f"{window['width']} px, {choice['text_size']} {choice['typeface']}{', opened' * wide}"
        found += [f"{how}: {fault}" for fault in looking.faults(page, MEASURE)]
    return found


@pytest.fixture(scope="module")
def stylesheet(answers: dict[str, list[Answer]]) -> str:
    """The links of a page's head, for parts."""
    return "".join(re.findall(r'<link rel="stylesheet"[^>]*>', answers["front"][0].html))
