"""Search in a real browser: while typing, with Back, and as a plain form."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


def test_results_come_while_typing_and_have_an_address(page: Page) -> None:
    page.goto("/search")
    field = page.get_by_role("main").get_by_role("searchbox")
    field.press_sequentially("zyzzyva", delay=20)
    expect(
        page.get_by_role("main").get_by_role("link", name="The lamp in the window")
    ).to_be_visible()
    expect(page).to_have_url(re.compile(r"/search\?.*q=zyzzyva"))
    expect(field).to_be_focused()
    expect(field).to_have_value("zyzzyva")


def test_back_brings_the_former_results(page: Page) -> None:
    page.goto("/search?q=zyzzyva")
    field = page.get_by_role("main").get_by_role("searchbox")
    found = page.get_by_role("main").get_by_role("link", name="The lamp in the window")
    expect(found).to_be_visible()
    field.fill("qwrtzp")
    expect(page).to_have_url(re.compile(r"q=qwrtzp"))
    expect(found).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(re.compile(r"q=zyzzyva"))
    expect(found).to_be_visible()
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value("zyzzyva")


def test_the_number_is_announced(page: Page) -> None:
    page.goto("/search")
    page.get_by_role("main").get_by_role("searchbox").fill("zyzzyva")
    expect(page.locator("[role=status]", has_text=re.compile(r"\b(1|One)\b"))).to_have_count(1)


def test_the_found_words_are_marked(page: Page) -> None:
    page.goto("/search?q=zyzzyva")
    expect(page.locator("main mark").first).to_have_text(re.compile("zyzzyva", re.IGNORECASE))


def test_without_javascript_it_is_a_form(plain: Page) -> None:
    plain.goto("/search")
    field = plain.get_by_role("main").get_by_role("searchbox")
    field.fill("zyzzyva")
    plain.get_by_role("main").get_by_role("button", name="Search").click()
    expect(plain).to_have_url(re.compile(r"/search\?.*q=zyzzyva"))
    expect(
        plain.get_by_role("main").get_by_role("link", name="The lamp in the window")
    ).to_be_visible()


@pytest.mark.parametrize("asked", ["qwrtzp", "l"])
def test_nothing_found_is_said_in_words(page: Page, asked: str) -> None:
    page.goto("/search")
    page.get_by_role("main").get_by_role("searchbox").fill(asked)
    page.keyboard.press("Enter")
    expect(page.locator("main .empty, main [class*=none]").first).to_be_visible()


def test_after_a_refusal_the_next_question_is_answered(page: Page) -> None:
    slower = '<section id="errors-message">A little slower, please</section>'
    page.route("**/search?*slower*", lambda route: route.fulfill(status=429, body=slower))
    page.goto("/search")
    field = page.get_by_role("main").get_by_role("searchbox")
    field.fill("lamp " * 50)
    expect(page.get_by_role("main").get_by_text("a search takes 200")).to_be_visible()
    field.fill("slower")
    expect(page.get_by_text("A little slower, please")).to_be_visible()
    field.fill("zyzzyva")
    expect(
        page.get_by_role("main").get_by_role("link", name="The lamp in the window")
    ).to_be_visible()
    expect(page.get_by_text("A little slower, please")).to_have_count(0)
    expect(field).to_be_focused()
