"""axe finds nothing: WCAG 2.2 AA and good practice, in every state, on every paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.house.harvest import Answer
from tests.house.states import STATES

from . import looking
from .conftest import DESKTOP, PHONE
from .site import Site

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "options => axe.run(document, options).then(found => found.violations)"
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
# A part stands in a page: what only a page can have is asked of pages.
OF_PAGES = ["region", "page-has-heading-one", "heading-order", "landmark-one-main", "bypass"]


@pytest.mark.parametrize("name", [state.name for state in STATES])
def test_axe_finds_nothing(
    page: Page, site: Site, answers: dict[str, list[Answer]], stylesheet: str, name: str
) -> None:
    for answer in looking.pages(answers[name]):
        looking.show(page, answer, site.url, stylesheet)
        page.evaluate(AXE_SCRIPT)
        wrong = found(page, "paper", EVERYTHING, answer) + found(page, "night", COLOURS, answer)
        looking.open_everything(page)
        wrong += found(page, "sepia", COLOURS, answer)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        wrong += found(page, "paper", EVERYTHING, answer)
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        assert not wrong, "\n".join(wrong)


def found(page: Page, theme: str, options: dict[str, Any], answer: Answer) -> list[str]:
    """What axe has to say, one line for each element."""
    looking.choose(page, {"theme": theme})
    if not answer.html.startswith("<!doctype"):
        options = {**options, "rules": {rule: {"enabled": False} for rule in OF_PAGES}}
    violations = page.evaluate(RUN, options)
    return [
        f"{theme}: {violation['id']}: {node['html'][:200]}\n    {node.get('failureSummary', '')}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.fixture(scope="module")
def stylesheet(answers: dict[str, list[Answer]]) -> str:
    """The links of a page's head, for parts."""
    return "".join(re.findall(r'<link rel="stylesheet"[^>]*>', answers["front"][0].html))
