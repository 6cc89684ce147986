"""The acknowledgement in a real browser: read once, in nobody's way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from .conftest import Opener

FULL = "/articles/the-lamp-in-the-window"
WORDS = "land that others cared for"


@pytest.fixture
def visitor(opened: Opener) -> BrowserContext:
    """A browser that was never here."""
    return opened(fresh=True)


def test_it_is_shown_once(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    shown = page.locator("#welcome-note")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text(WORDS)
    shown.get_by_role("button", name="Enter site").click()
    expect(shown).to_have_count(0)
    assert page.evaluate("document.activeElement") is not None
    page.goto(FULL)
    expect(page.locator("#welcome-note")).to_have_count(0)
    expect(page.get_by_role("contentinfo").get_by_text(WORDS)).to_be_visible()


def test_escape_closes_it_and_gives_focus_back(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(FULL)
    expect(page.locator("#welcome-note")).to_be_visible()
    link = page.get_by_role("banner").get_by_role("link", name="The Evening Post")
    link.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#welcome-note")).to_be_hidden()
    expect(link).to_be_focused()
    page.wait_for_load_state("networkidle")
    page.goto("/")
    expect(page.locator("#welcome-note")).to_have_count(0)


def test_pressing_enter_site_leaves_focus_in_the_page(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(FULL)
    button = page.get_by_role("button", name="Enter site")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#welcome-note")).to_have_count(0)
    assert page.evaluate("document.activeElement !== document.body"), "focus was thrown away"


def test_it_walls_off_nothing(visitor: BrowserContext) -> None:
    """From a search engine straight to an article: the text is there, readable and pressable."""
    page = visitor.new_page()
    page.goto(f"{FULL}?utm_source=search", referer="https://search.example.org/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[inert], [aria-hidden=true] main")).to_have_count(0)
    top = page.evaluate(
        """() => { const box = document.querySelector('h1').getBoundingClientRect();
        const there = document.elementFromPoint(box.left + 20, box.top + 10);
        return there && !!there.closest('h1') }"""
    )
    assert top, "the headline is covered"
    page.get_by_role("banner").get_by_role("link", name="World").click()
    expect(page).to_have_url(re.compile("/sections/world"))


def test_without_javascript_the_button_works(opened: Opener) -> None:
    page = opened(fresh=True, java_script_enabled=False).new_page()
    page.goto(FULL)
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("button", name="Enter site").click()
    expect(page).to_have_url(re.compile(FULL))
    expect(page.locator("#welcome-note")).to_have_count(0)


def test_it_is_not_printed(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(FULL)
    page.emulate_media(media="print")
    expect(page.locator("#welcome-note")).to_be_hidden()


def test_where_cookies_are_refused_it_can_still_be_closed(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(FULL)
    page.get_by_role("button", name="Enter site").click()
    expect(page.locator("#welcome-note")).to_have_count(0)
    visitor.clear_cookies()
    page.goto("/")
    expect(page.locator("#welcome-note")).to_be_visible()
    expect(page.locator("h2").first).to_be_visible()
