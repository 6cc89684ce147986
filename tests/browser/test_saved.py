"""Saving in a real browser: one truth in button, count, drawer and list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD

from .conftest import Opener
from .site import Site

QUIET = "/articles/the-quiet-room"
FULL = "/articles/the-lamp-in-the-window"
NONE = "You haven't saved any articles"


@pytest.fixture(params=["with scripts", "without"])
def either(request: pytest.FixtureRequest) -> Page:
    """A page in a browser with scripts, then in one without."""
    found: Page = request.getfixturevalue("page" if request.param == "with scripts" else "plain")
    return found


def press(page: Page) -> None:
    """The article's own save button."""
    page.locator(".articles-tools .saved-button button").click()


def count(page: Page) -> int:
    """What the header says."""
    shown = page.locator("#saved-count")
    return int(re.sub(r"\D", "", shown.text_content() or "0")) if shown.is_visible() else 0


def test_an_article_is_saved_counted_and_listed(either: Page) -> None:
    either.goto(QUIET)
    assert count(either) == 0
    press(either)
    button = either.locator(".articles-tools .saved-button button")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(either.locator("#saved-count")).to_contain_text("1")
    either.goto("/saved")
    expect(either.locator(".saved-row")).to_have_count(1)
    expect(either.get_by_text("Kept on this device")).to_be_visible()
    assert count(either) == 1
    either.goto(QUIET)
    press(either)
    expect(button).to_have_attribute("aria-pressed", "false")
    either.goto("/saved")
    expect(either.get_by_text(NONE)).to_be_visible()
    assert count(either) == 0


def test_a_card_saves_too_and_stays_where_it_is(either: Page) -> None:
    either.goto("/sections/world")
    form = either.locator(".articles-row .saved-button").first
    form.get_by_role("button").click()
    expect(form.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(either.locator("#saved-count")).to_contain_text("1")
    expect(either).to_have_url(re.compile("/sections/world$"))


def test_focus_stays_on_the_button_and_the_change_is_said(page: Page) -> None:
    page.goto(QUIET)
    button = page.locator(".articles-tools .saved-button button")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    expect(page.locator("#live")).to_have_text("Saved.")
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_be_focused()


def test_a_double_click_saves_once(page: Page) -> None:
    page.goto(QUIET)
    page.locator(".articles-tools .saved-button button").dblclick()
    expect(page.locator("#saved-count")).to_contain_text("1")
    page.wait_for_load_state("networkidle")
    page.goto("/saved")
    expect(page.locator(".saved-row")).to_have_count(1)


def test_two_tabs_agree(page: Page) -> None:
    other = page.context.new_page()
    page.goto(QUIET)
    other.goto(QUIET)
    press(page)
    expect(page.locator("#saved-count")).to_contain_text("1")
    press(other)
    expect(other.locator("#saved-count")).to_contain_text("1")
    page.goto("/saved")
    expect(page.locator(".saved-row")).to_have_count(1)


def test_the_drawer_opens_by_keyboard_and_gives_focus_back(page: Page) -> None:
    page.goto(QUIET)
    press(page)
    expect(page.locator("#saved-count")).to_contain_text("1")
    link = page.locator("#saved-link")
    link.focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Your saved articles")
    expect(drawer).to_be_visible()
    expect(drawer.get_by_role("link", name="The quiet room")).to_be_visible()
    expect(page).to_have_url(re.compile(QUIET))
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(link).to_be_focused()


def test_removing_in_the_drawer_tells_the_page(page: Page) -> None:
    page.goto(QUIET)
    press(page)
    expect(page.locator("#saved-count")).to_contain_text("1")
    page.locator("#saved-link").click()
    drawer = page.get_by_role("dialog", name="Your saved articles")
    drawer.get_by_role("button", name="Remove").click()
    expect(drawer.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.locator("#saved-count")).to_be_hidden()


def test_what_was_removed_can_be_had_back(either: Page) -> None:
    either.goto(QUIET)
    press(either)
    expect(either.locator("#saved-count")).to_contain_text("1")
    either.goto("/saved")
    either.get_by_role("button", name="Remove").click()
    expect(either.get_by_text("Removed:")).to_be_visible()
    either.get_by_role("button", name="Undo").click()
    expect(either.get_by_role("button", name="Remove")).to_be_visible()
    expect(either.locator("#saved-count")).to_contain_text("1")
    either.goto("/saved")
    expect(either.locator(".saved-row")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_what_a_device_kept_moves_into_the_account(
    opened: Opener, site: Site, scripts: bool
) -> None:
    context = opened(java_script_enabled=scripts)
    address = site.newcomer(context)
    context.clear_cookies(name="session")
    page = context.new_page()
    for article in (QUIET, FULL):
        page.goto(article)
        press(page)
        expect(page.locator("#saved-count")).to_be_visible()
    expect(page.locator("#saved-count")).to_contain_text("2")
    page.goto("/login?next=/saved")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_url(re.compile("/saved$"))
    expect(page.locator(".saved-row")).to_have_count(2)
    assert count(page) == 2
    expect(page.get_by_text("Kept on this device")).to_have_count(0)
    context.clear_cookies(name="session")
    page.goto("/saved")
    expect(page.get_by_text(NONE)).to_be_visible()
