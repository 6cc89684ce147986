"""Somebody at a keyboard: tabs to a thing, presses Enter, types, and reads what comes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from . import axe

PATIENCE = 200
"""How often somebody presses Tab before they give up."""
WHERE = """wanted => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  if (at === document.body || box.width < 4) return { there: false, seen: true };
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const seen = points.some(([across, down]) => {
    const top = document.elementFromPoint(box.x + box.width * across, box.y + box.height * down);
    return top && (at.contains(top) || top.contains(at));
  });
  const skips = at.classList.contains("skip-link");
  return { there: at === wanted, seen, skips, html: at.outerHTML.slice(0, 200) };
}"""
LOST = "window.pressedHere && document.activeElement === document.body"


@dataclass
class Typist:
    """A person before one page of a browser, with nothing but the keys."""

    page: Page

    def open(self, path: str) -> None:
        """Go to an address, as if it was typed."""
        self.page.goto(path)

    def reads(self, *words: str) -> None:
        """Each of `words` is in sight, focus was not lost over it, and axe finds nothing."""
        self.sees(*words)
        axe.refuse(self.page)

    def sees(self, *words: str) -> None:
        """The same of a page like one that axe has looked at before."""
        for each in words:
            expect(self.page.get_by_role("main").get_by_text(each).first).to_be_visible()
        assert not self.page.evaluate(LOST), f"{self.page.url}: focus was lost"

    def presses(self, name: str, role: str = "button", *, within: str = "main") -> None:
        """Tab to what is called so, and press it."""
        called = self.page.locator(within).get_by_role(role, name=name)  # type: ignore[arg-type]
        self.presses_on(called.first)

    def presses_on(self, what: Locator) -> None:
        """Tab to it, and press it."""
        self.tabs_to(what)
        self.page.evaluate("window.pressedHere = true")
        self.page.keyboard.press("Enter")

    def follows(self, name: str, *, within: str = "main") -> None:
        """Tab to the link that is called so, and go where it leads."""
        self.presses(name, "link", within=within)

    def writes(self, **fields: str) -> None:
        """Tab to each field, by the words of its label, and type."""
        for label, words in fields.items():
            self.writes_in(self.page.get_by_label(label.replace("_", " ")), words)

    def writes_in(self, field: Locator, words: str) -> None:
        """Tab to the field, and type."""
        self.tabs_to(field)
        self.page.keyboard.type(words)
        expect(field).to_have_value(words)

    def chooses(self, field: Locator, option: str) -> None:
        """Tab to a list, and type how the choice begins."""
        self.tabs_to(field)
        self.page.keyboard.type(option)
        expect(field.locator("option:checked")).to_have_text(re.compile(f"^{option}"))

    def tabs_to(self, what: Locator) -> None:
        """Press Tab until it has the focus and is seen; what skips to the text is pressed."""
        expect(what).to_be_visible()
        wanted = what.element_handle()
        inside = wanted.evaluate("it => Boolean(it.closest('main'))")
        for _ in range(PATIENCE):
            at = wanted.evaluate(WHERE)
            assert at["seen"], f"{self.page.url}: {at['html']} has the focus and is covered"
            if at["there"]:
                return
            self.page.keyboard.press("Enter" if at.get("skips") and inside else "Tab")
        raise AssertionError(f"{self.page.url}: {what} is not reached by Tab")
