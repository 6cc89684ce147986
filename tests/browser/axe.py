"""axe: WCAG 2.2 AA and good practice, of what is shown just now."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from .looking import Viewer

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "([part, options]) => axe.run(part, options).then(found => found.violations)"
WHOLE = {"exclude": [[".comments-thread:nth-child(n+6)"], [".articles-row:nth-child(n+6)"]]}
"""All of the page, but of what is repeated only the first ones, among which is each kind."""
EVERYTHING = {"type": "tag", "values": TAGS}
QUICKLY = {"resultTypes": ["violations"], "preload": False}
"""Only what is wrong; and nothing is fetched again: no rule that we ask fails by it."""
# A part stands in a page: what only a page can have is asked of pages.
OF_PAGES = [
    "region",
    "page-has-heading-one",
    "heading-order",
    "landmark-one-main",
    "bypass",
    "landmark-unique",
]


AT_ONCE = """() => {
  if (matchMedia("(scripting: none)").matches)
    setTimeout = (act, later, ...given) => later || Promise.resolve().then(() => act(...given));
}"""
"""Where scripts are off no timer rings. Those that axe sets for no time at all ring at once."""


def refuse(page: Page) -> None:
    """Have axe look at the page as it is now, whether or not the page itself runs scripts."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AT_ONCE)
        page.evaluate(AXE_SCRIPT)
    options = {**QUICKLY, "runOnly": EVERYTHING}
    violations = page.evaluate(RUN, [WHOLE, options])
    found = [f"{each['id']}: {node['html']}" for each in violations for node in each["nodes"]]
    assert not found, "\n".join([page.url, *found])


def asleep(viewer: Viewer) -> Viewer:
    """Lay axe into each page that is shown: it comes over the wire once, and is read when woken."""
    viewer.page.add_init_script(f"window.wakeAxe = () => {{ {AXE_SCRIPT} }}")
    return viewer


def wake(viewer: Viewer) -> None:
    """Have axe ready in the page that is shown."""
    viewer.page.evaluate("wakeAxe()")


def found(viewer: Viewer, theme: str, asked: dict[str, Any]) -> list[str]:
    """What axe has to say, one line for each element."""
    viewer.choose({"theme": theme})
    options: dict[str, Any] = {**QUICKLY, "runOnly": asked}
    if viewer.answer and not viewer.answer.is_page:
        options["rules"] = {rule: {"enabled": False} for rule in OF_PAGES}
    violations = viewer.page.evaluate(RUN, [WHOLE, options])
    return [
        f"{theme}: {violation['id']}: {node['html'][:200]}\n    {node.get('failureSummary', '')}"
        for violation in violations
        for node in violation["nodes"]
    ]
