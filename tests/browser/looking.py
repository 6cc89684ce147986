"""Looking at the states: the very answers of the harvest, shown by the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import Page, Route

from tests.house.harvest import Answer

SHELL = """<!doctype html>
<html lang="en" data-text-size="medium" data-theme="paper" data-typeface="serif">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A part</title>{links}</head>
<body><main id="main">{part}</main></body></html>"""

CHOOSE = """settings => {
  for (const [name, value] of Object.entries(settings)) {
    const root = document.documentElement;
    root.dataset[name.replace(/_(.)/, (_, letter) => letter.toUpperCase())] = value;
    const choice = document.querySelector(`[name=${name}][value=${value}]`);
    if (choice) choice.checked = true;
  }
}"""
OPEN = "open => document.querySelectorAll('details').forEach(each => { each.open = open })"


def pages(answers: list[Answer]) -> Iterator[Answer]:
    """The whole pages among `answers`; a part is looked at where no page has it."""
    whole = [each for each in answers if each.html.startswith("<!doctype")]
    yield from whole[:1] or [each for each in answers if each.html][:1]


def show(page: Page, answer: Answer, home: str, links: str = "") -> None:
    """Have `page` show what was answered, at its own address and under its own headers."""
    html = answer.html
    if not html.startswith("<!doctype"):
        html = SHELL.format(links=links, part=html)
    policy = {"Content-Security-Policy": answer.headers["Content-Security-Policy"]}

    def fulfil(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=policy)
        else:
            route.continue_()

    page.route(lambda url: url.startswith(home), fulfil)
    page.goto(home + answer.path.partition("?")[0], wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")


def choose(page: Page, settings: Mapping[str, str]) -> None:
    """Put reading settings in force, as their cookie would have."""
    page.evaluate(CHOOSE, dict(settings))


def open_everything(page: Page, *, wide: bool = True) -> None:
    """Open (or close) whatever opens."""
    page.evaluate(OPEN, wide)


def faults(page: Page, script: str) -> list[Any]:
    """What `script` finds wrong in the page."""
    found: list[Any] = page.evaluate(script)
    return found
