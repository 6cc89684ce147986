"""On paper: all of the text, ink on white, sources with their addresses, and no controls."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

FULL = "/articles/the-lamp-in-the-window"
CLIPPED = """() => [...document.querySelectorAll('main *')].filter(each => {
  if (!each.checkVisibility() || !each.textContent.trim()) return false;
  const style = getComputedStyle(each);
  const stuck = /fixed|sticky/.test(style.position);
  const wide = each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1;
  const high = each.clientHeight > 1 && each.scrollHeight > each.clientHeight + 1;
  const cut = wide && style.overflowX !== 'visible';
  const low = high && style.overflowY !== 'visible';
  return stuck || cut || low;
}).map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture
def paper(page: Page) -> Page:
    """An article as it goes to paper, from a page that was read at night in a large size."""
    page.goto("/reading-settings")
    page.locator("label:has([value=night])").click()
    expect(page.locator("[data-now=theme]")).to_have_text("Night")
    page.goto(FULL)
    page.set_viewport_size({"width": 720, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    return page


def test_nothing_is_clipped(paper: Page) -> None:
    assert paper.evaluate(CLIPPED) == []
    assert paper.evaluate(
        "document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"
    )


def test_it_is_ink_on_white(paper: Page) -> None:
    colours = paper.evaluate(
        """[getComputedStyle(document.documentElement).backgroundColor,
        getComputedStyle(document.querySelector('.article-text p')).color]"""
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_there_is_nothing_to_press(paper: Page) -> None:
    controls = paper.locator("button, input:not([type=hidden]), textarea, select, summary, nav a")
    seen = [
        each.evaluate("e => e.outerHTML.slice(0, 100)")
        for each in controls.all()
        if each.is_visible()
    ]
    assert seen == []


def test_sources_have_their_addresses(paper: Page) -> None:
    source = paper.locator(".sources a").first
    shown = source.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://books.example.org/lamps/" in shown


def test_headline_dates_and_text_are_there(paper: Page) -> None:
    for words in (
        "The lamp in the window",
        "Published:",
        "Last updated:",
        "zyzzyva",
        "Corrections",
    ):
        expect(paper.locator("main").get_by_text(words).first).to_be_visible()
    expect(paper.get_by_text(re.compile(rf"https?://[^ ]+{FULL}")).first).to_be_visible()


def test_the_control_opens_the_dialog(page: Page) -> None:
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    page.goto(FULL)
    page.get_by_role("link", name="Print this").click()
    assert page.evaluate("window.printed") == 1
    expect(page).to_have_url(re.compile(f"{FULL}$"))


def test_without_javascript_it_leads_to_a_view_that_says_how(plain: Page) -> None:
    plain.goto(FULL)
    plain.get_by_role("link", name="Print this").click()
    expect(plain).to_have_url(re.compile(f"{FULL}/print$"))
    expect(plain.get_by_text("To print this page")).to_be_visible()
    expect(plain.get_by_role("heading", level=1)).to_have_text("The lamp in the window")
    plain.emulate_media(media="print")
    expect(plain.get_by_text("To print this page")).to_be_hidden()


def test_the_size_of_text_holds_on_paper(page: Page) -> None:
    page.goto("/reading-settings")
    page.emulate_media(media="print")
    page.goto(FULL)
    size = "parseFloat(getComputedStyle(document.querySelector('.article-text p')).fontSize)"
    before = page.evaluate(size)
    page.emulate_media(media="screen")
    page.goto("/reading-settings")
    page.locator("label:has([value=x-large])").click()
    expect(page.locator("[data-now=text_size]")).to_have_text("Larger")
    page.emulate_media(media="print")
    page.goto(FULL)
    assert page.evaluate(size) == pytest.approx(before * 1.5)
