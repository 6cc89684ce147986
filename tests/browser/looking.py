"""Looking at the states: the very answers of the harvest, shown by the browser as if they came."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from tests.house.harvest import Answer

from .watching import Watch

SHELL = """<!doctype html>
<html lang="en" data-text-size="medium" data-theme="paper" data-typeface="serif">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A part</title>{links}</head>
<body><main id="main">{part}</main></body></html>"""
SAME = re.compile(r"next=[^\"]*|/articles/[\w/-]+")
"""Where pages differ that are the same to look at."""

ANSWERED = ("Document", "Fetch", "XHR")
"""What is asked for that the harvest answers; the rest comes from the site itself."""

Shown = tuple[str | None, ...]
HEADINGS = {f"h{level}" for level in range(1, 7)}
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
"""Elements that end where they begin."""

CHOOSE = """settings => {
  for (const [name, value] of Object.entries(settings)) {
    const root = document.documentElement;
    root.dataset[name.replace(/_(.)/, (_, letter) => letter.toUpperCase())] = value;
    const choice = document.querySelector(`[name=${name}][value=${value}]`);
    if (choice) choice.checked = true;
  }
}"""
OPEN = "open => document.querySelectorAll('details').forEach(each => { each.open = open })"
MEASURE = (Path(__file__).parent / "measure.js").read_text()
TRY = f"""async choices => {{
  const choose = {CHOOSE};
  const open = {OPEN};
  const measure = {MEASURE};
  const found = [];
  for (const choice of choices) for (const wide of [false, true]) {{
    choose(choice);
    open(wide);
    document.body.getBoundingClientRect();
    await document.fonts.ready;
    const how = Object.values(choice).join(" ") + (wide ? ", opened" : "");
    found.push(...measure().map(fault => `${{how}}: ${{fault}}`));
  }}
  return found;
}}"""


def different(answers: dict[str, list[Answer]]) -> dict[str, Answer]:
    """What there is to look at, by the state's name; what looks the same is looked at once."""
    found: dict[str, Answer] = {}
    for given in answers.values():
        seen = [each for each in given if each.html and each.status not in range(300, 400)]
        for answer in ([each for each in seen if each.is_page] or seen)[:1]:
            found.setdefault(SAME.sub("", answer.html), answer)
    return {answer.state.name: answer for answer in found.values()}


def telling(looks: dict[str, Answer]) -> set[str]:
    """The states that show something of a kind, or in a place, that none before them showed."""
    known: set[Shown] = set()
    found = set()
    for name, answer in looks.items():
        shown = _Kinds(answer).found
        if not shown <= known:
            found.add(name)
        known |= shown
    return found


class _Kinds(HTMLParser):
    """What kinds of elements there are in which others, and in what order headings come."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.around: list[Shown] = [()]
        self.headings: list[str] = []
        self.found: set[Shown] = set()
        self.feed(answer.html if answer.is_page else "".join(answer.regions))
        self.found.add(tuple(dict.fromkeys(self.headings)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = (tag, *(given.get(each) for each in ("class", "role", "type")))
        self.found.add(self.around[-1] + kind)
        if tag in HEADINGS:
            self.headings.append(tag)
        if tag not in VOID:
            self.around.append(kind)

    def handle_endtag(self, tag: str) -> None:
        while len(self.around) > 1 and self.around.pop()[0] != tag:
            pass


class Viewer:
    """One page of a browser in which states are shown, one after the other."""

    def __init__(self, context: BrowserContext, home: str, links: Mapping[str, str]) -> None:
        self.watch = Watch(home).over(context)
        self.page = context.new_page()
        self.home, self.links = home, links
        self.answer: Answer | None = None
        # Playwright's own way of answering for the server turns the browser's cache off, and style
        # sheets and typefaces would be fetched and read again for each state.
        self.wire = context.new_cdp_session(self.page)
        self.wire.on("Fetch.requestPaused", self._fulfil)
        self.wire.send("Fetch.enable", {"patterns": [{"resourceType": each} for each in ANSWERED]})

    def show(self, answer: Answer) -> None:
        """Show what was answered, at its own address and under its own headers."""
        self.answer = answer
        self.watch.wrong.clear()
        self.page.goto(self.home + answer.path.partition("?")[0], wait_until="load")
        self.page.evaluate("document.fonts.ready.then(() => true)")

    def choose(self, settings: Mapping[str, str]) -> None:
        """Put reading settings in force, as their cookie would have."""
        self.page.evaluate(CHOOSE, dict(settings))

    def open_everything(self, wide: bool = True) -> None:
        """Open, or close, whatever opens."""
        self.page.evaluate(OPEN, wide)

    def measured(self, choices: list[dict[str, str]]) -> list[str]:
        """What stands where it should not, with everything closed and with everything open."""
        found: list[str] = self.page.evaluate(TRY, choices)
        return found

    def _fulfil(self, asked: dict[str, Any]) -> None:
        """Give the answer to who goes there, and nothing to scripts: the state stays what it is."""
        given: dict[str, Any] = {"responseCode": 204}
        if asked["resourceType"] == "Document":
            given = {"responseCode": 200, "responseHeaders": self._headers(), "body": self._body()}
        self.wire.send("Fetch.fulfillRequest", {"requestId": asked["requestId"], **given})

    def _headers(self) -> list[dict[str, str]]:
        assert self.answer
        policy = "Content-Security-Policy"
        kind = {"name": "Content-Type", "value": "text/html; charset=utf-8"}
        return [kind, {"name": policy, "value": self.answer.headers[policy]}]

    def _body(self) -> str:
        assert self.answer
        return b64encode(self._html(self.answer).encode()).decode()

    def _html(self, answer: Answer) -> str:
        if answer.is_page:
            return answer.html
        links = self.links.get(room_of(answer), self.links[""])
        return SHELL.format(links=links, part="\n".join(answer.regions))


def room_of(answer: Answer) -> str:
    """The first word of an address; the front page has none."""
    return answer.path.split("/")[1].partition("?")[0]


def links_of(answers: dict[str, list[Answer]]) -> dict[str, str]:
    """The links to style sheets in the pages of each room, which its parts are shown with."""
    pages = [each for given in answers.values() for each in given if each.is_page]
    sheets = re.compile(r'<link rel="stylesheet"[^>]*>')
    whole = [each for each in pages if each.status == 200]
    return {room_of(each): "".join(sheets.findall(each.html)) for each in whole}
